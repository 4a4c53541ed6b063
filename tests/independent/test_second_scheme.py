"""A scheme that was made up runs through `inspect` and `package` by its file alone; a bad file is refused with the place."""

import json
import subprocess
import zipfile

import pytest
from conftest import ROOT, command
from jsonschema import Draft202012Validator
from save_files import save_file

SCHEME = ROOT / "crates/award/tests/schemes/qingshan-2025.json"
SCHEMA = json.loads((ROOT / "schemas/scheme.schema.json").read_text(encoding="utf-8"))
FILE = save_file(
    about={"scheme": "qingshan-2025", "criteria": "qingshan-criteria-2025"},
    fields={"org_name": "青山一厂", "unit_kind": "企业", "opened": "2021-11-24"},
    series={"operating_result": {"2023": "-5", "2024": "3", "2025": "4"}},
    answers={"had_complaints": {"choice": "no"}},
    certificates={"c1": {"kind": "innovator", "valid_from": "2025-01-01", "valid_until": "2026-12-31"}},
    cards={"2024": {"recorded_total": "75"}, "2025": {"items": {id: {"percent": 80} for id in ("A.1", "A.2", "B.1")}}},
)


def run(*words):
    return subprocess.run([*command(), *map(str, words)], cwd=ROOT, capture_output=True, encoding="utf-8")


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "applicant.json"
    path.write_text(json.dumps(FILE, ensure_ascii=False), encoding="utf-8")
    return path


def test_published_schema_fits_both_schemes():
    Draft202012Validator.check_schema(SCHEMA)
    validator = Draft202012Validator(SCHEMA)
    bundled = json.loads(run("scheme").stdout)
    for scheme in (bundled, json.loads(SCHEME.read_text(encoding="utf-8"))):
        assert [error.message for error in validator.iter_errors(scheme)] == []
    del bundled["scheme"]["requirement"][0]["clause"]
    assert list(validator.iter_errors(bundled))


def test_inspect_judges_by_its_rules(saved):
    report = json.loads(run("inspect", saved, "--on", "2026-11-24", "--scheme", SCHEME).stdout)
    assert report["verdict"] == "eligible" and report["shortlist"] == "reached" and report["total"]["earned"] == "80"
    day_before = json.loads(run("inspect", saved, "--on", "2026-11-23", "--scheme", SCHEME).stdout)
    assert day_before["blocking"] == ["five_years"] and day_before["earliest"]["day"] == "2026-11-24"


def test_package_is_made_by_its_form(saved, tmp_path):
    done = run("package", saved, "--out", tmp_path / "out", "--scheme", SCHEME, "--at", "2026-11-24T09:00:00")
    assert done.returncode == 0, done.stderr
    package = next((tmp_path / "out").glob("*.zip"))
    assert "青山市质量创新奖" in package.name
    with zipfile.ZipFile(package) as outer:
        assert outer.testzip() is None
        form = next(name for name in outer.namelist() if "申报表" in name)
        with zipfile.ZipFile(outer.open(form)) as document:
            text = document.read("word/document.xml").decode()
    for part in ("青山市质量创新奖", "营业利润", "创新型企业证书有效", "三（二）"):
        assert part in text, part
    assert "市长质量奖" not in text


def test_another_scheme_is_asked_for(saved, tmp_path):
    assert run("inspect", saved).returncode != 0
    done = run("package", saved, "--out", tmp_path / "out")
    assert done.returncode != 0 and "--scheme" in done.stderr


def test_a_bad_file_is_refused_with_the_place(saved, tmp_path):
    text = SCHEME.read_text(encoding="utf-8")
    broken = tmp_path / "broken.json"
    broken.write_text(text.replace('"kind": "innovator"', '"kind": "passport"'), encoding="utf-8")
    line = text[: text.index('"id": "certified"')].count("\n") + 1
    for words in (("scheme", broken), ("inspect", saved, "--scheme", broken)):
        done = run(*words)
        assert done.returncode != 0 and f"第 {line} 行" in done.stderr and "passport" in done.stderr
    broken.write_text(text[:500], encoding="utf-8")
    assert "第 " in run("scheme", broken).stderr
