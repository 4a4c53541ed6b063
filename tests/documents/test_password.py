"""A package under a password, opened by 7-Zip."""

import hashlib
import json
import os
import subprocess
from pathlib import Path

import packages
import pytest

PASSWORD = "信阳毛尖 2026 'x'"


@pytest.fixture(scope="module")
def sealed(tmp_path_factory) -> tuple[Path, Path]:
    """A sealed package, and the folder with its documents as they were made."""
    folder = tmp_path_factory.mktemp("sealed")
    save = folder / "save.json"
    save.write_text(json.dumps(packages.evidence(), ensure_ascii=False), encoding="utf-8")
    files = packages.write_files(packages.evidence(), folder / "files")
    program = os.environ.get("QAK_XTASK")
    command = [program] if program else ["cargo", "run", "--quiet", "--package", "xtask", "--"]
    out = folder / "made"
    arguments = [str(save), "--out", str(out), "--at", packages.CLOCK, "--evidence", str(files), "--password", PASSWORD]
    subprocess.run([*command, "package", *arguments], check=True, cwd=packages.ROOT)
    (archive,) = out.glob("*.zip")
    return archive, out


def seven(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(["7zz", *arguments], capture_output=True, text=True, check=False)


def test_7z_gives_every_byte_back(sealed, tmp_path):
    archive, made = sealed
    assert seven("x", f"-p{PASSWORD}", f"-o{tmp_path}", str(archive)).returncode == 0
    unpacked = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    expected = {path.relative_to(made): path.read_bytes() for path in made.rglob("*") if path.is_file() and path != archive}
    assert unpacked == expected
    subprocess.run(["sha256sum", "--check", "--strict", packages.LIST], check=True, cwd=tmp_path, capture_output=True)


def test_a_wrong_password_opens_nothing(sealed, tmp_path):
    archive, _ = sealed
    assert seven("x", "-pwrong", f"-o{tmp_path}", str(archive)).returncode != 0


def test_every_entry_is_sealed_under_a_key_of_256_bits(sealed):
    archive, made = sealed
    listing = seven("l", "-slt", str(archive)).stdout
    methods = [line for line in listing.splitlines() if line.startswith("Method = ")]
    assert methods and set(methods) == {"Method = AES-256 Store"}
    data = archive.read_bytes()
    assert hashlib.sha256(data).hexdigest() and (made / packages.SAVE_FILE).read_bytes()[:200] not in data
