"""Official forms, filled: the right values in the right places, in the right font, and nothing else changed."""

import difflib
import re
import subprocess
import sys
import zipfile

import forms
import pytest
from conftest import pages
from docx.oxml.ns import qn

W = forms.W
TRACKED = ["ins", "del", "rPrChange", "commentRangeStart", "commentRangeEnd", "commentReference", "bookmarkStart", "bookmarkEnd"]


@pytest.fixture(scope="session", params=forms.NAMES)
def filled(request, tmp_path_factory) -> forms.Filled:
    return forms.fill(request.param, tmp_path_factory.mktemp("form"))


@pytest.fixture(scope="session")
def filled_by_name(tmp_path_factory):
    folder = tmp_path_factory.mktemp("forms")
    return lambda name: forms.fill(name, folder)


def test_every_place_is_told(filled):
    told = [(place["label"], place["found"], place["targets"], place["text"]) for place in filled.told["places"]]
    expected = [(place["label"], place["found"], place["targets"], place["text"]) for place in filled.case["places"]]
    assert told == expected
    assert all((place["text"] is None) != (place["not_filled"] is None) for place in filled.told["places"])


def test_changed_lines_read_as_they_should(filled):
    assert filled.changed == [re.sub(r"\s", "", line) for line in filled.case["after"]]


def test_python_docx_opens_it(filled):
    assert len(filled.word.paragraphs) + len(filled.word.tables) >= 1


def test_other_parts_are_equal_byte_for_byte(filled):
    with zipfile.ZipFile(filled.before) as before, zipfile.ZipFile(filled.after) as after:
        assert [entry.filename for entry in after.infolist()] == [entry.filename for entry in before.infolist()]
        for old, new in zip(before.infolist(), after.infolist(), strict=True):
            assert (new.compress_type, new.date_time) == (old.compress_type, old.date_time)
            if new.filename != forms.main_part(filled.before):
                assert raw(filled.after, new) == raw(filled.before, old), new.filename


def raw(path, entry) -> bytes:
    """An entry as it is packed."""
    data = path.read_bytes()
    start = entry.header_offset + 30
    lengths = (int.from_bytes(data[start - 4 : start - 2], "little"), int.from_bytes(data[start - 2 : start], "little"))
    return data[start + sum(lengths) : start + sum(lengths) + entry.compress_size]


def test_nothing_but_runs_changes(filled):
    before, after = (forms.frame(tree) for tree in filled.trees)
    steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    assert [before[start:end] for kind, start, end, _, _ in steps if kind in ("delete", "replace")] == []
    # A value of several lines brings paragraphs like the one it begins in.
    for inserted in (after[start:end] for kind, _, _, start, end in steps if kind == "insert"):
        assert all(re.search(r"\}p |\}pPr |\}pStyle |\}widowControl |\}spacing |\}ind |\}jc ", line) for line in inserted), inserted


def test_tracked_changes_and_comments_survive(filled):
    before, after = filled.trees
    for name in TRACKED:
        assert len(list(after.iter(f"{W}{name}"))) == len(list(before.iter(f"{W}{name}"))), name


def test_both_versions_of_a_text_box_agree(filled):
    for shape in filled.trees[1].iter(f"{forms.MC}AlternateContent"):
        texts = [[forms.text(line) for line in version.iter(f"{W}p")] for version in shape]
        if not filled.name.startswith("obstacles") and all(texts):
            assert texts[0] == texts[1]


@pytest.mark.parametrize("name", [name for name in forms.NAMES if not name.endswith(".resaved.docx")])
def test_schema_finds_nothing(filled_by_name, name):
    """LibreOffice's own markup has findings before anything is filled, so only the other forms are asked."""
    command = [sys.executable, "-m", "openxml_audit", "--format", "microsoft365", "--output", "text", "--max-errors", "0"]
    done = subprocess.run([*command, str(filled_by_name(name).after)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def run_with(form: forms.Filled, value: str):
    return next(run for run in form.trees[1].iter(f"{W}r") if "".join(run.itertext()).strip() == value)


def properties(run) -> dict:
    own = run.find(qn("w:rPr"))
    return {} if own is None else {child.tag.removeprefix(W): dict(child.attrib) for child in own}


def test_value_takes_the_font_of_its_cell(filled_by_name):
    grid = filled_by_name("grid.docx")
    name = properties(run_with(grid, "信阳某某茶业股份有限公司"))
    assert name["rFonts"][qn("w:eastAsia")] == "仿宋"
    assert (name["sz"][qn("w:val")], "b" in name) == ("21", False)
    # A cell that says nothing takes font and size of its label, but not its bold.
    founded = properties(run_with(grid, "2012年4月18日"))
    assert founded["rFonts"][qn("w:eastAsia")] == "黑体"
    assert (founded["sz"][qn("w:val")], "b" in founded) == ("28", False)
    assert properties(run_with(filled_by_name("split-runs.docx"), "91411500MA9G123408"))["sz"][qn("w:val")] == "18"


def test_value_on_a_line_is_underlined_and_not_bold(filled_by_name):
    running = filled_by_name("running.docx")
    name = properties(run_with(running, "信阳某某茶业股份有限公司"))
    assert "b" not in name
    assert name["u"][qn("w:val")] == "single"
    assert name["rFonts"][qn("w:eastAsia")] == "黑体"
    label = next(run for run in running.trees[1].iter(f"{W}r") if "".join(run.itertext()) == "申报单位：")
    assert "b" in properties(label)
    assert "u" in properties(run_with(running, "浉河区茶香路2号"))


def test_tracked_mark_does_not_reach_the_value(filled_by_name):
    assert properties(run_with(filled_by_name("tracked.docx"), "信阳某某茶业股份有限公司")) == {"sz": {qn("w:val"): "28"}}


def test_control_no_longer_waits(filled_by_name):
    chosen = filled_by_name("chosen-controls.docx").trees[1]
    waiting = [control for control in chosen.iter(f"{W}sdt") if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None]
    assert len(waiting) == 1, "the list without a fitting entry"
    assert [date.get(f"{W}fullDate") for date in chosen.iter(f"{W}date")] == ["2012-04-18T00:00:00Z", "2026-12-09T00:00:00Z"]
    states = [state.get(f"{forms.W14}val") for state in filled_by_name("check-boxes.docx").trees[1].iter(f"{forms.W14}checked")]
    assert states == ["0", "1", "0", "1"]


def test_filled_form_prints_its_values(filled_by_name, office, tmp_path):
    official = filled_by_name("official.docx")
    office("pdf", tmp_path, official.after)
    printed = re.sub(r"\s", "", "".join(pages(tmp_path / official.after.with_suffix(".pdf").name)))
    for place in official.told["places"]:
        for line in (place["text"] or "").splitlines():
            assert re.sub(r"\s", "", line.removeprefix("☑")) in printed, place
