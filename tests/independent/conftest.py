"""Asks the kit through `cargo xtask`: what it makes of save files, of rounds and of days."""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-11-24"


def command():
    """The program that inspects: the one named by QAK_XTASK, or the one that cargo builds."""
    given = os.environ.get("QAK_XTASK")
    return [given] if given else ["cargo", "run", "--quiet", "--locked", "--package", "xtask", "--"]


def run(*words):
    """What a command printed."""
    done = subprocess.run([*command(), *map(str, words)], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def run_inspect(*paths, on=TODAY):
    """What `inspect` printed, and whether it succeeded."""
    line = [*command(), "inspect", *map(str, paths), "--on", on]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.stdout, done.stderr
    return json.loads(done.stdout), done.returncode == 0


@pytest.fixture(scope="session")
def inspect_all(tmp_path_factory):
    """Inspects many save files at once, given as dictionaries; the reports come in the same order."""

    def inspect_all(files):
        folder = tmp_path_factory.mktemp("save-files")
        for number, file in enumerate(files):
            text = json.dumps(file, ensure_ascii=False)
            (folder / f"{number:06}.json").write_text(text, encoding="utf-8")
        reports, succeeded = run_inspect(folder)
        assert succeeded and len(reports) == len(files)
        return reports

    return inspect_all
