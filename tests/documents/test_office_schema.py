"""The office files against the schema of their format."""

import subprocess
import sys

import packages
import pytest

ALLOWED: dict[str, str] = {}
"""Findings that are accepted: a piece of their text, and why."""


@pytest.mark.parametrize("name", packages.WORD + packages.SHEETS)
@pytest.mark.parametrize("office", ["office2007", "microsoft365"])
def test_schema_finds_nothing(package, name, office):
    command = [sys.executable, "-m", "openxml_audit", "--format", office, "--output", "text", "--max-errors", "0"]
    found = subprocess.run([*command, str(package.folder / name)], capture_output=True, text=True, check=False)
    accepted = found.returncode == 0 or any(piece in found.stdout for piece in ALLOWED)
    assert accepted, found.stdout + found.stderr
