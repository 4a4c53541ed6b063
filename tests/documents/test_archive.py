"""The zip, read by other programs."""

import hashlib
import json
import os
import re
import subprocess
import unicodedata
import zipfile
from pathlib import Path

import packages


def names(package) -> list[str]:
    with zipfile.ZipFile(package.archive) as archive:
        return archive.namelist()


def test_python_finds_no_error(package):
    with zipfile.ZipFile(package.archive) as archive:
        assert archive.testzip() is None


def test_unzip_finds_no_error(package):
    subprocess.run(["unzip", "-tq", str(package.archive)], check=True, capture_output=True)


def test_unzip_gives_the_same_names(package, tmp_path):
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(["unzip", "-q", str(package.archive), "-d", str(tmp_path)], check=True, capture_output=True, env=environment)
    assert sorted(files(tmp_path)) == sorted(names(package))


def test_7z_gives_the_same_names(package, tmp_path):
    subprocess.run(["7zz", "x", "-y", f"-o{tmp_path}", str(package.archive)], check=True, capture_output=True)
    assert sorted(files(tmp_path)) == sorted(names(package))


def test_bsdtar_reads_a_stream(package, tmp_path):
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    command = ["bsdtar", "-x", "-f", "-", "-C", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, input=package.archive.read_bytes(), env=environment)
    # It writes accents together with their letters, however they were written.
    assert sorted(files(tmp_path)) == sorted(unicodedata.normalize("NFC", name) for name in names(package))


def files(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()]


def test_names_suit_windows(package):
    """What Windows refuses, by its own documentation."""
    lower = [name.lower() for name in names(package)]
    assert len(set(lower)) == len(lower)
    for part in (part for name in names(package) for part in name.split("/")):
        assert not re.search(r'[<>:"\\|?*\x00-\x1f]', part), part
        assert not part.endswith((".", " ")), part
        assert not re.fullmatch(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", part.lower()), part
        assert len(part) <= 120, part


def test_evidence_is_there_by_its_content(package):
    found = [path for path in (package.folder / "证实性材料").glob("*")]
    assert {hashlib.sha256(path.read_bytes()).hexdigest() for path in found} == package.contents
    assert len(found) == len(package.contents)
    for path in found:
        assert re.match(r"(\d[\d.]*|其他)-\d\d+ ", path.name), path.name


def test_sha256sum_accepts_the_list(package):
    subprocess.run(["sha256sum", "--check", "--strict", packages.LIST], check=True, cwd=package.folder, capture_output=True)


def test_list_names_every_file(package):
    listed = dict(reversed(line.split("  ", 1)) for line in (package.folder / packages.LIST).read_text().splitlines())
    assert [*listed][: len(package.documents) - 1] == package.documents[:-1]
    assert sorted([*listed, packages.LIST]) == sorted(names(package))
    for name, digest in listed.items():
        assert hashlib.sha256((package.folder / name).read_bytes()).hexdigest() == digest


def test_names_are_utf8_and_sizes_stand_in_front(package):
    with zipfile.ZipFile(package.archive) as archive:
        for entry in archive.infolist():
            assert entry.flag_bits == 1 << 11, entry
            assert entry.create_system == 3, entry
            assert entry.compress_type == zipfile.ZIP_STORED, entry
            assert entry.date_time[:3] == (2026, 11, 24), entry


def test_save_file_is_the_one_it_was_made_of(package):
    inside = json.loads((package.folder / packages.SAVE_FILE).read_text(encoding="utf-8"))
    filled = {key: value for key, value in package.save.items() if value}
    assert {key: inside[key] for key in filled} == filled
