"""The documents that somebody signs and the check list, read by python-docx and compared with the scheme and the save file."""

import re

import packages
import pytest
from docx.oxml.ns import qn
from word import Word, normal

MATERIALS = packages.SCHEME["materials"]
LETTERS = {letter["kind"]: letter for letter in MATERIALS["letter"]}
FILES = {
    "commitment": packages.COMMITMENT,
    "notice": packages.NOTICE,
    "notice_result": packages.NOTICE,
    "branch_recommendation": packages.RECOMMENDATION,
    "nonprofit_recommendation": packages.RECOMMENDATION,
}
PAPERS = {
    "form": packages.FORM,
    "report": packages.REPORT,
    "workbook": packages.WORKBOOK,
    "catalogue": packages.CATALOGUE,
    "trade_secrets": packages.TRADE_SECRETS,
    "commitment": packages.COMMITMENT,
    "notice": packages.NOTICE,
    "recommendation": packages.RECOMMENDATION,
}


def needed(package) -> set[str]:
    """The letters that the answers call for."""
    answers = {question: record.get("choice") for question, record in package.save.get("answers", {}).items()}
    asks = lambda letter, key, choice: key not in letter or answers.get(letter[key]) == choice
    return {kind for kind, letter in LETTERS.items() if asks(letter, "if_yes", "yes") and asks(letter, "if_no", "no")}


def filled(package, text: str, letter: dict) -> str:
    """The wording with its blanks filled; a day that is not known is written by hand."""
    fields = package.save.get("fields", {})
    days = next((w["working_days"] for w in packages.SCHEME["window"] if w["clause"] == letter["clause"]), "")
    values = {"award": packages.SCHEME["award"], "regulation": packages.SCHEME["title"], "document": packages.SCHEME["document"]}
    values |= {"from": day(fields.get("publicity_start", "")), "to": day(fields.get("publicity_end", ""))}
    values |= {"days": str(days), "applicant": shown(fields.get("org_name", ""))}
    return normal(re.sub(r"\{(@?\w+)\}", lambda m: values.get(m[1]) or shown(fields.get(m[1][1:], "")), text))


def day(text: str) -> str:
    return "".join(packages.written({"kind": "date"}, text)) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else "____年__月__日"


def shown(text: str) -> str:
    return packages.one_line(text) or "〔未填写〕"


def test_only_letters_that_are_needed_are_there(package):
    expected = {FILES[kind] for kind in needed(package)}
    assert {name for name in set(FILES.values()) if (package.folder / name).exists()} == expected


@pytest.mark.parametrize("kind", LETTERS)
def test_a_letter_says_what_the_scheme_words(package, kind):
    letter = LETTERS[kind]
    path = package.folder / FILES[kind]
    paragraphs = Word(path).paragraphs if path.exists() else []
    if kind not in needed(package):
        # Recommendations share a file and the line with whom they are for.
        assert filled(package, letter["title"], letter) not in paragraphs
        return
    for text in [letter["title"], *filter(None, [letter.get("to")]), *letter["paragraphs"]]:
        assert filled(package, text, letter) in paragraphs, text
    assert all((f"{label}：" in paragraphs) for label in letter["signatures"])


@pytest.mark.parametrize("name", [packages.FORM, packages.TRADE_SECRETS, *sorted(set(FILES.values()))])
def test_no_page_holds_signatures_alone(package, name):
    if name not in {FILES[kind] for kind in needed(package)} | {packages.FORM, packages.TRADE_SECRETS}:
        return
    blocks = list(Word(package.folder / name).body)
    # The first section is the cover where there are more.
    cover = next((at for at, block in enumerate(blocks) if block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None), -1)
    tables = [at for at, block in enumerate(blocks) if block.tag == qn("w:tbl") and at > cover]
    signed = [at for at in tables if blocks[at].find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}") is None]
    assert signed
    for at in signed:
        while not "".join(blocks[at].itertext()) or blocks[at].tag == qn("w:tbl"):
            at -= 1
            assert blocks[at].find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


def test_the_check_list_names_the_file_of_everything_asked(package):
    rows = Word(package.folder / packages.CHECKLIST).rows
    for asked in MATERIALS["asked"]:
        row = next(row for row in rows if row[1] == asked["what"])
        name = PAPERS[asked["paper"]]
        assert row[2] == (name if (package.folder / name).exists() else "—")
        assert row[3] != ""


def test_the_check_list_names_the_evidence_of_every_requirement(package):
    rows = [row for row in Word(package.folder / packages.CHECKLIST).rows if len(row) == 5]
    linked = {link["requirement"] for record in package.evidence.values() for link in record.get("links", []) if "requirement" in link}
    answers = {question: record.get("choice") for question, record in package.save.get("answers", {}).items()}
    asked = [requirement for requirement in packages.REQUIREMENTS if requirement["kind"] != "notice"]
    for row, requirement in zip(rows[1:], asked, strict=True):
        is_needed = "proof_if_yes" not in requirement or answers.get(requirement["proof_if_yes"]) == "yes"
        if requirement["id"] in linked:
            assert re.match(r"[\d.]+-\d\d ", row[4])
        else:
            assert row[4] == ("没有关联材料" if requirement.get("proof") and is_needed else "—")
        is_spared = requirement["kind"] == "procedure" and answers.get(requirement.get("proof_if_yes")) == "no"
        assert (row[3] == "不需要") == is_spared
