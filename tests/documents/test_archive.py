"""The zip, read by other programs."""

import hashlib
import json
import subprocess
import zipfile

import packages


def test_unzip_finds_no_error(package):
    subprocess.run(["unzip", "-tq", str(package.archive)], check=True, capture_output=True)


def test_sha256sum_accepts_the_list(package):
    subprocess.run(["sha256sum", "--check", "--strict", packages.LIST], check=True, cwd=package.folder, capture_output=True)


def test_list_names_every_file(package):
    listed = dict(reversed(line.split("  ", 1)) for line in (package.folder / packages.LIST).read_text().splitlines())
    expected = [packages.FORM, packages.REPORT, packages.WORKBOOK, packages.SAVE_FILE]
    assert list(listed) == expected
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
