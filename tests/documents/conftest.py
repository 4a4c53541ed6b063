"""What the document checks are given by `cargo xtask test`."""

import os
import subprocess
from pathlib import Path

import packages
import pytest


MADE = ("package", "filled")
"""The fixtures that take long to make: of each of their cases there is one in a run."""


def pytest_collection_modifyitems(items):
    """Checks of one case run in one process, so that it is made, converted and read once; so do those of one module else."""
    for item in items:
        params = item.callspec.params if hasattr(item, "callspec") else {}
        cases = [f"{name} {params[name]}" for name in MADE if name in params]
        item.add_marker(pytest.mark.xdist_group(cases[0] if cases else item.module.__name__))


@pytest.fixture(scope="session")
def product() -> Path:
    """The built file."""
    return Path(os.environ["QAK_PRODUCT"])


@pytest.fixture(scope="session", params=packages.CASES)
def package(request, tmp_path_factory) -> packages.Package:
    """A package of each case, made by the program under test and unpacked by Python."""
    return packages.make(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """Converts files with LibreOffice: call it with a format, a folder and paths."""
    profile = tmp_path_factory.mktemp("office-profile")

    def convert(kind: str, out: Path, *files: Path) -> None:
        command = ["soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", kind]
        subprocess.run([*command, "--outdir", str(out), *map(str, files)], check=True, capture_output=True, timeout=300)

    return convert


@pytest.fixture(scope="session")
def printed(package, office, tmp_path_factory) -> dict[str, list[str]]:
    """The text of each page of each document as LibreOffice prints it."""
    out = tmp_path_factory.mktemp("pdf")
    names = packages.WORD + packages.SHEETS
    office("pdf", out, *(package.folder / name for name in names))
    return {name: pages(out / Path(name).with_suffix(".pdf").name) for name in names}


def pages(pdf: Path) -> list[str]:
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    return text.split("\f")[:-1]
