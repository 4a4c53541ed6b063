"""The documents about evidence, read by python-docx and openpyxl and compared with the save file."""

import hashlib
import re

import openpyxl
import packages
import pytest
from word import Word, normal


@pytest.fixture(scope="module")
def catalogue(package) -> list[list[str]]:
    """The rows of the catalogue without its head."""
    rows = Word(package.folder / packages.CATALOGUE).rows
    return rows[1:]


@pytest.fixture(scope="module")
def sheet(package):
    return openpyxl.load_workbook(package.folder / packages.OVERVIEW)["文件清单"]


def expected(package) -> list[tuple[str, dict]]:
    """The pieces in the order of the register with their numbers."""
    return [(number, package.evidence[piece]) for piece, number in packages.numbers(package.save).items()]


def day(text: str) -> str:
    return "".join(packages.written({"kind": "date"}, text)) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text


def test_catalogue_lists_every_piece_in_order(package, catalogue):
    assert [row[0] for row in catalogue] == [number for number, _ in expected(package)]
    for row, (_, record) in zip(catalogue, expected(package), strict=True):
        assert row[1] == normal(packages.one_line(record["title"]))
        mark = "商业秘密" if record.get("trade_secret") else ""
        days = [normal(day(record.get(name, ""))) for name in ("dated", "valid_until")]
        assert row[3:7] == [*days, record["pages"], mark]


def test_trade_secrets_are_exactly_the_marked_ones(package):
    rows = Word(package.folder / packages.TRADE_SECRETS).rows
    listed = [row[0] for row in rows if re.match(r"\d", row[0])]
    assert listed == [number for number, record in expected(package) if record.get("trade_secret")]


def test_overview_lists_every_file_with_its_hash(package, sheet):
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    names = [row[1] for row in rows]
    assert sorted(names) == sorted(str(path.relative_to(package.folder)) for path in package.folder.rglob("*") if path.is_file())
    for row in rows:
        if row[6]:
            data = (package.folder / row[1]).read_bytes()
            assert (row[5], row[6]) == (len(data), hashlib.sha256(data).hexdigest())
    assert [name for name, row in zip(names, rows, strict=True) if not row[6]] == [packages.OVERVIEW, packages.LIST]


def test_no_cell_of_the_overview_is_a_formula(sheet):
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
