"""A package with the form that the secretariat issued in the place of the built-in one."""

import json
import os
import subprocess
import zipfile

import packages
import pytest
from word import Word, normal

ISSUED = packages.ROOT / "crates/dossier/tests/forms/official.docx"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of the package, and what could not be filled as the program says it."""
    folder = tmp_path_factory.mktemp("official")
    save = folder / "save.json"
    save.write_text(json.dumps(packages.sample(), ensure_ascii=False), encoding="utf-8")
    program = os.environ.get("QAK_XTASK")
    command = [program] if program else ["cargo", "run", "--quiet", "--package", "xtask", "--"]
    arguments = ["package", str(save), "--out", str(folder / "out"), "--at", packages.CLOCK, "--form", str(ISSUED)]
    run = subprocess.run([*command, *arguments], check=True, cwd=packages.ROOT, capture_output=True, text=True)
    left = [line.removeprefix("not filled: ") for line in run.stdout.splitlines() if line.startswith("not filled: ")]
    return folder / "out", left


def test_the_form_is_the_issued_one_with_values(made):
    folder, _ = made
    with zipfile.ZipFile(ISSUED) as before, zipfile.ZipFile(folder / packages.FORM) as after:
        assert after.namelist() == before.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["word/document.xml"]
    assert packages.sample()["fields"]["org_name"] in Word(folder / packages.FORM).everything


def test_its_original_lies_beside_it(made):
    folder, _ = made
    assert (folder / "原件" / ISSUED.name).read_bytes() == ISSUED.read_bytes()


def test_what_is_not_filled_is_listed(made):
    folder, left = made
    rows = [row for row in Word(folder / packages.CHECKLIST).rows if len(row) == 2]
    assert rows[0] == ["栏目", "原因"]
    listed = [f"{name}: {reason}" for name, reason in rows[1:]]
    assert left and listed == [normal(line) for line in left]
