"""The documents as LibreOffice prints them."""

import re

import packages


def text(pages: list[str]) -> str:
    return re.sub(r"\s", "", "".join(pages))


def test_every_document_has_pages(printed):
    assert len(printed[packages.FORM]) >= 8
    assert len(printed[packages.REPORT]) >= 15
    assert len(printed[packages.WORKBOOK]) >= 4


def test_first_and_last_item_are_printed(printed):
    for item in (packages.ITEMS[0], packages.ITEMS[-1]):
        for name in (packages.FORM, packages.REPORT, packages.WORKBOOK):
            assert item["id"] + item["title"] in text(printed[name]), (name, item["id"])


def test_pages_are_numbered_to_the_last(package, printed):
    for name in (packages.FORM, packages.REPORT):
        pages = [text([page]) for page in printed[name]]
        numbered = [number for number, page in enumerate(pages, start=1) if f"第{number}页共{len(pages)}页" in page]
        cover = numbered[0] - 1
        assert numbered == list(range(cover + 1, len(pages) + 1))
        # Only lines without end make a cover longer than a page.
        assert cover == 1 or package.case == "naughty"


def test_catalogue_numbers_its_pages(printed):
    for name in (packages.CATALOGUE, packages.TRADE_SECRETS):
        pages = [text([page]) for page in printed[name]]
        assert pages and all(f"第{number}页共{len(pages)}页" in page for number, page in enumerate(pages, start=1))


def test_no_page_is_blank(printed):
    for name in (packages.FORM, packages.REPORT):
        for number, page in enumerate(printed[name], start=1):
            words = text([page]).removeprefix(text([f"{packages.SCHEME['award']}申报表"]))
            assert len(words) > 20, (name, number, words)
