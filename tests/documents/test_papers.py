"""The papers of workshops and reviews: sound office files, and totals that agree with the cards."""

import subprocess
import sys
from fractions import Fraction

import openpyxl
import packages
import pytest

WORD = ["对比反馈.docx", "合议记录.docx", "评审报告.docx", "投票纪要.docx"]
SHEETS = ["多家对比.xlsx", "得分与改进.xlsx", "分数来历.xlsx", "单家模拟评审.xlsx"]


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """The papers about made-up rooms."""
    folder = tmp_path_factory.mktemp("papers")
    command = ["cargo", "run", "--locked", "--quiet", "--package", "dossier", "--example", "papers", "--", str(folder)]
    subprocess.run(command, check=True, cwd=packages.ROOT)
    return folder


@pytest.mark.parametrize("name", WORD + SHEETS)
@pytest.mark.parametrize("office", ["office2007", "microsoft365"])
def test_schema_finds_nothing(papers, name, office):
    command = [sys.executable, "-m", "openxml_audit", "--format", office, "--output", "text", "--max-errors", "0"]
    found = subprocess.run([*command, str(papers / name)], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


def test_totals_of_a_room_follow_from_its_percents(papers):
    book = openpyxl.load_workbook(papers / "多家对比.xlsx")
    rows = list(book["总表"].iter_rows(values_only=True))
    assert len(rows) == 41
    worth = {item["id"]: item["points"] for item in packages.ITEMS}
    for row in rows[1:]:
        percents = dict(zip(rows[0][8:31], row[8:31], strict=True))
        total = sum(Fraction(worth[item] * percent, 100) for item, percent in percents.items() if percent is not None)
        open_points = sum(worth[item] for item, percent in percents.items() if percent is None)
        assert (Fraction(str(row[6])), row[7]) == (total, open_points), row[0]


def test_charts_are_drawn_by_the_spreadsheet(papers):
    book = openpyxl.load_workbook(papers / "多家对比.xlsx")
    assert [len(book[name]._charts) for name in ("总表", "条款", "类目")] == [1, 1, 1]


def test_office_prints_every_paper(papers, office, tmp_path):
    office("pdf", tmp_path, *(papers / name for name in WORD + SHEETS))
    assert len(list(tmp_path.glob("*.pdf"))) == len(WORD + SHEETS)
