"""The Word documents, read by python-docx and compared with the save file."""

import re
from fractions import Fraction

import packages
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from word import Word, normal

DOCUMENTS = [packages.FORM, packages.REPORT]
CONTENTS = {packages.FORM: 2, packages.REPORT: 3}
MISSING = "〔未填写〕"
RANKS = {field["id"]: field["rank_of"] for field in packages.FIELDS if "rank_of" in field}
"""Fields that hold the rank of another one: a column of its table."""


@pytest.fixture(scope="module")
def form(package) -> Word:
    return Word(package.folder / packages.FORM)


@pytest.fixture(scope="module")
def report(package) -> Word:
    return Word(package.folder / packages.REPORT)


def short(points: Fraction) -> str:
    return f"{float(points):g}"


def entered(field: dict) -> bool:
    return field["kind"] not in ("computed", "computed_series", "blank", "answer")


def test_form_has_every_value(package, form):
    text = form.everything
    for field in filter(entered, packages.FIELDS):
        for line in packages.written(field, package.save.get("fields", {}).get(field["id"], "")):
            assert line in text, (field["id"], line)


def test_form_has_every_year(package, form):
    rows = form.rows
    for field in packages.FIELDS:
        if field["kind"] == "series":
            values = package.save.get("series", {}).get(field["id"], {})
            typed = [packages.grouped(packages.one_line(values.get(str(year), ""))) for year in package.years]
            left_out = not field.get("required") and not any(typed)
            shown = ["—" if left_out else text or MISSING for text in typed]
            rank = next((packages.one_line(package.save.get("fields", {}).get(id, "")) for id, of in RANKS.items() if of == field["id"]), "")
            assert [field["label"], field["unit"], *shown, normal(rank)] in rows


def test_what_may_be_left_out_is_left_out_without_a_mark(package, form):
    grid = {row[at]: row[at + 1] for row in form.rows if len(row) == 4 for at in (0, 2)}
    typed = package.save.get("fields", {})
    for field in packages.FIELDS:
        if entered(field) and field["kind"] != "series" and not field.get("required") and field["id"] not in typed:
            label = f"{field['label']}（{field['unit']}）" if "unit" in field else field["label"]
            count = len(package.evidence) if field["id"] == "evidence_list" else 0
            assert grid.get(label, "") == (f"已登记 {count} 份，见《证实性材料目录》" if count else ""), field["id"]


def test_form_has_every_label(form):
    text = form.everything
    assert [field["label"] for field in packages.FIELDS if field["label"] not in text and field["id"] not in RANKS] == []


def test_form_has_answers_and_notes(package, form):
    text = form.everything
    for answer in package.save.get("answers", {}).values():
        for line in packages.lines(answer.get("note", "")):
            assert line in text


def test_form_leaves_others_room(form):
    rows = form.rows
    for field in packages.FIELDS:
        if field["id"].startswith("opinion_"):
            (row,) = [row for row in rows if row[0].startswith(field["label"])]
            assert "年" in row[1] and MISSING not in row[1]


def test_nothing_entered_is_marked_and_not_invented(package, form, report):
    fields = package.save.get("fields", {})
    single = [field for field in packages.FIELDS if entered(field) and field["kind"] != "series"]
    required = [field for field in single if field.get("required") and field["id"] not in fields]
    assert form.everything.count(MISSING) >= len(required)
    written = sum(bool(package.narrative(item["id"]).strip()) for item in packages.ITEMS)
    assert report.everything.count(MISSING) >= len(packages.ITEMS) - written


def test_scores_stand_in_both_documents(package, form, report):
    for item in packages.ITEMS:
        points, percent = package.points[item["id"]], package.percent(item["id"])
        shown = [f"{percent}%", short(points)] if points is not None else ["未评", f"0–{item['points']}"]
        row = [item["id"], item["title"], str(item["points"]), *shown]
        assert row in form.rows and row in report.rows


def test_total_is_exact_or_a_range(package, form):
    least, most = package.range
    (total,) = [row[-1] for row in form.rows if row[0] == "合计"]
    assert total == (short(least) if least == most else f"{short(least)}–{short(most)}")


def test_report_follows_the_standard(report):
    expected = [f"{item['id']} {item['title']}（{item['points']} 分）" for item in packages.ITEMS]
    assert [heading for heading in report.headings() if heading in expected] == expected


def test_report_has_every_text(package, report):
    text = report.everything
    numbers = packages.numbers(package.save)
    for item in packages.ITEMS:
        words = [package.narrative(item["id"]), package.text(item["id"], "strengths"), package.text(item["id"], "ofis")]
        # What refers to evidence shows its number.
        told = re.sub(r"\[\[材料:(\w+)\]\]", lambda mark: numbers[mark[1]], "\n".join(words))
        for line in packages.lines(told):
            assert line in text, (item["id"], line)
    for section, words in package.save.get("profile", {}).items():
        for line in packages.lines(words):
            assert line in text, (section, line)


def test_notes_stay_in_the_kit(package, form, report):
    for item in packages.ITEMS:
        for line in packages.lines(package.text(item["id"], "notes")):
            assert line not in form.everything and line not in report.everything


@pytest.mark.parametrize(("name", "levels"), CONTENTS.items())
def test_contents_list_every_heading(package, name, levels):
    word = Word(package.folder / name)
    assert [normal(text) for text, _ in word.contents()] == [normal(text) for text in word.headings(levels)]


def off(package, page: int) -> int:
    """How many pages an estimate may be off: of characters that no font has, nobody knows the width."""
    return {"strings": page, "full": 2 + page // 20}.get(package.case, 1)


@pytest.mark.parametrize("name", CONTENTS)
def test_contents_name_the_right_pages(package, printed, name):
    """Exact in nearly every case; where lines break otherwise than estimated, off by one page, in texts beyond all measure by some."""
    pages = [[re.sub(r"\s", "", line) for line in page.splitlines()] for page in printed[name]]
    first = 1 + max(number for number, page in enumerate(pages) if any("....." in line for line in page))
    for text, page in Word(package.folder / name).contents():
        words = re.sub(r"\s", "", text)
        first = next(number for number in range(first, len(pages)) if words in pages[number])
        assert abs(first + 1 - page) <= off(package, page), text


def test_figures_have_pictures_captions_and_words(package, report):
    drawn = {each["item"] for each in package.indicators} if package.case in packages.DRAWN else set()
    count = 3 + len(drawn)
    described = [node.get("descr") for node in report.body.iter(qn("wp:docPr"))]
    assert len(described) == count and all(described)
    captions = captions_of(report, "图")
    assert [caption.split(" ")[1] for caption in captions] == [str(number) for number in range(1, count + 1)]
    pictures = [part for name, part in report.parts.items() if name.startswith("word/media/")]
    assert len(pictures) == count and all(picture.startswith(b"\x89PNG") for picture in pictures)


def captions_of(report: Word, word: str) -> list[str]:
    every = [normal(report.text(each)) for each in report.body.iter(qn("w:p")) if report.style_of(each) == "Caption"]
    return [caption for caption in every if caption.startswith(f"{word} ")]


@pytest.mark.parametrize("word", ["图", "表"])
def test_captions_are_numbered_and_listed(package, report, word):
    captions = captions_of(report, word)
    assert [caption.split(" ")[1] for caption in captions] == [str(number) for number in range(1, len(captions) + 1)]
    entries = [each for each in report.body.iter(qn("w:p")) if report.style_of(each) == "TableofFigures"]
    listed = ["".join(node.text for node in each.iter(qn("w:t"))) for each in entries]
    listed = [normal(re.sub(r"\d+$", "", text)) for text in listed if text.startswith(f"{word} ")]
    assert listed == captions


def test_captions_are_listed_with_their_pages(package, report, printed):
    """As with headings: exact in nearly every case, off by one page where a line breaks otherwise than estimated."""
    pages = [re.sub(r"\s", "", page) for page in printed[packages.REPORT]]
    for each in report.body.iter(qn("w:p")):
        if report.style_of(each) == "TableofFigures":
            *words, page = [node.text for node in each.iter(qn("w:t"))]
            words = re.sub(r"\s", "", "".join(words))
            found = [number for number, text in enumerate(pages, 1) if words in text]
            assert any(abs(number - int(page)) <= off(package, int(page)) for number in found), words


def test_figures_of_indicators_stand_in_tables(package, report):
    cells = {normal(report.text(each)) for each in report.body.iter(qn("w:tc"))}
    for indicator in package.indicators:
        for typed in (package.figures(indicator) or {}).values():
            assert normal(packages.grouped(packages.one_line(typed)) or MISSING) in cells


@pytest.mark.parametrize("name", DOCUMENTS)
def test_paper_is_a4(package, name):
    sizes = [(section.page_width, section.page_height) for section in Word(package.folder / name).document.sections]
    upright, lying = (Mm(210), Mm(297)), (Mm(297), Mm(210))
    for size in sizes:
        assert any(abs(size[0] - a4[0]) < Mm(1) and abs(size[1] - a4[1]) < Mm(1) for a4 in (upright, lying))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pages_have_title_and_number_but_not_the_cover(package, name):
    word = Word(package.folder / name)
    cover, *others = word.document.sections
    assert cover.header.is_linked_to_previous and cover.footer.is_linked_to_previous
    for section in others:
        assert section.header.paragraphs[0].text == word.document.core_properties.title
        footer = word.text(section.footer._element)
        assert re.fullmatch(r"第 \d+ 页 共 \d+ 页", footer)
        instructions = [node.text.strip() for node in section.footer._element.iter(qn("w:instrText"))]
        assert instructions == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_properties_name_title_author_and_clock(package, name):
    properties = Word(package.folder / name).document.core_properties
    author = " ".join(packages.lines(package.save.get("fields", {}).get("org_name", "")))
    assert properties.title.startswith(packages.SCHEME["award"])
    assert normal(properties.author) == normal(author) or package.case == "naughty"
    assert properties.language == "zh-CN"
    # The clock of the case is Beijing's; properties are in UTC.
    assert properties.created.isoformat().startswith("2026-11-24T01:00:00")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_fonts_are_named_and_no_theme_is_used(package, name):
    parts = Word(package.folder / name).parts
    styles = parts["word/styles.xml"].decode()
    assert set(re.findall(r'w:eastAsia="([^"]+)"', styles)) == {"宋体", "黑体", "仿宋", "zh-CN"}
    for part in ("word/styles.xml", "word/document.xml", "word/numbering.xml"):
        assert "Theme=" not in parts[part].decode()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_tables_hold_in_word_processors(package, name):
    """Grid widths that fit the cells and the text, a paragraph in every cell, rows that do not break, headers that repeat."""
    word = Word(package.folder / name)
    body = word.body
    tables = list(body.iter(qn("w:tbl")))
    assert tables
    for table in tables:
        grid = [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
        for row in table.iter(qn("w:tr")):
            cells = row.findall(qn("w:tc"))
            widths = [int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w"))) for cell in cells]
            assert sum(widths) == sum(grid)
            assert all(cell.find(qn("w:p")) is not None for cell in cells)
    text_widths = {round((each.page_width - each.left_margin - each.right_margin) / 635) for each in word.document.sections}
    for table in tables:
        width = sum(int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol")))
        assert any(abs(width - text) < 20 for text in text_widths), width
    headers = [table for table in tables if next(table.iter(qn("w:tblHeader")), None) is not None]
    assert len(headers) >= 3
    after = {table.getnext().tag for table in tables}
    assert after == {qn("w:p")}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_word_opens_without_asking(package, name):
    """`updateFields` makes Word warn of “fields that may refer to other files”."""
    assert b"updateFields" not in Word(package.folder / name).parts["word/settings.xml"]
