"""The workbook, read by openpyxl; its formulas calculated again by LibreOffice."""

from fractions import Fraction

import openpyxl
import packages
import pytest

SCORES, OPINIONS, CATEGORIES, COURSE, NOTES = "评分", "要素与意见", "类目", "三年和目标", "说明"
INDICATORS, TRENDS, FIGURES = "指标", "指标趋势", "指标数据"


@pytest.fixture(scope="module")
def formulas(package):
    return openpyxl.load_workbook(package.folder / packages.WORKBOOK)


@pytest.fixture(scope="module")
def values(package):
    """The results that are stored beside the formulas."""
    return openpyxl.load_workbook(package.folder / packages.WORKBOOK, data_only=True)


@pytest.fixture(scope="module")
def recalculated(package, formulas, office, tmp_path_factory):
    """The workbook after LibreOffice calculated it: openpyxl has thrown the stored results away."""
    folder = tmp_path_factory.mktemp("recalculated")
    formulas.save(folder / "bare.xlsx")
    office("xlsx", folder / "out", folder / "bare.xlsx")
    return openpyxl.load_workbook(folder / "out" / "bare.xlsx", data_only=True)


def rows(sheet) -> dict[str, list]:
    return {str(row[0]): list(row) for row in sheet.iter_rows(values_only=True) if row[0] is not None}


def exact(value) -> Fraction | None:
    return None if value == "未评" else Fraction(str(value)).limit_denominator(1000)


def test_sheets_stand_in_order(package, formulas):
    indicators = [INDICATORS] if package.indicators else []
    indicators += [TRENDS] if package.indicators and package.case in packages.DRAWN else []
    figures = [FIGURES] if any(package.figures(each) is None for each in package.indicators) else []
    assert formulas.sheetnames == [SCORES, OPINIONS, CATEGORIES, COURSE, *indicators, *figures, NOTES]


@pytest.mark.parametrize("kind", ["values", "recalculated"])
def test_points_are_those_of_the_save_file(package, request, kind):
    sheet = rows(request.getfixturevalue(kind)[SCORES])
    for item in packages.ITEMS:
        row = sheet[item["id"]]
        assert row[3] == item["points"]
        assert row[4] == package.percent(item["id"])
        assert exact(row[5]) == package.points[item["id"]]
        assert row[8] == (1 if package.percent(item["id"]) is None else 0)


@pytest.mark.parametrize("kind", ["values", "recalculated"])
def test_sums_are_those_of_the_save_file(package, request, kind):
    sheet = rows(request.getfixturevalue(kind)[SCORES])
    for category in packages.CRITERIA["category"]:
        points = [package.points[item["id"]] for item in category["item"]]
        row = sheet[category["id"]]
        assert row[3] == category["points"]
        assert exact(row[5]) == sum((each for each in points if each is not None), Fraction(0))
        assert row[8] == points.count(None)
    least, most = package.range
    total = sheet["合计"]
    assert (total[3], exact(total[5]), exact(total[6]), exact(total[7])) == (1000, least, least, most)


@pytest.mark.parametrize("kind", ["values", "recalculated"])
def test_shortlist_line_is_judged(package, request, kind):
    line = packages.SCHEME["review"]["shortlist_points"]
    least, most = package.range
    expected = f"达到 {line} 分入围线" if least >= line else "取决于未评条款" if most >= line else f"未达到 {line} 分入围线"
    row = rows(request.getfixturevalue(kind)[SCORES])["入围线"]
    assert row[3] == line and row[4] == expected


@pytest.mark.parametrize("kind", ["values", "recalculated"])
def test_categories_show_both_ends(package, request, kind):
    sheet = rows(request.getfixturevalue(kind)[CATEGORIES])
    for category in packages.CRITERIA["category"]:
        points = {item["id"]: package.points[item["id"]] for item in category["item"]}
        least = sum((each for each in points.values() if each is not None), Fraction(0))
        most = least + sum(item["points"] for item in category["item"] if points[item["id"]] is None)
        row = sheet[category["id"]]
        assert [exact(cell) for cell in row[3:6]] == [least, most - least, most]
        for share, points in zip(row[6:8], (least, most)):
            assert abs(Fraction(str(share)) - points / category["points"] * 100) <= Fraction(51, 1000)


def test_stored_results_equal_calculated_ones(values, recalculated):
    for sheet in values.sheetnames:
        for stored, fresh in zip(values[sheet].iter_rows(), recalculated[sheet].iter_rows()):
            for one, other in zip(stored, fresh):
                assert (one.value or None) == (other.value or None) or one.value == pytest.approx(other.value), one.coordinate


def test_only_our_cells_are_formulas(formulas):
    for name in (OPINIONS, NOTES):
        assert [cell.coordinate for row in formulas[name].iter_rows() for cell in row if cell.data_type == "f"] == []
    count = sum(cell.data_type == "f" for name in (SCORES, CATEGORIES) for row in formulas[name].iter_rows() for cell in row)
    assert count == 4 * len(packages.ITEMS) + 6 * 8 + 1 + 6 * 7


def test_opinions_are_those_of_the_save_file(package, values):
    sheet = rows(values[OPINIONS])
    bands = {band["id"]: f"{band['min']}–{band['max']}%" for band in packages.CRITERIA["band"]}
    for item in packages.ITEMS:
        row = sheet[item["id"]]
        factors = packages.CRITERIA[f"{item['kind']}_factors"]
        ratings = packages.card(package.save).get(item["id"], {}).get("factors", {})
        assert row[2:6] == [bands.get(ratings.get(factor["id"]), "未评") for factor in factors]
        for shown, which in zip(row[7:10], ("strengths", "ofis", "reason")):
            lines = [" ".join(line.split()) for line in (shown or "").splitlines()]
            assert [line for line in map(bare, lines) if line] == packages.lines(package.text(item["id"], which))


def bare(line: str) -> str:
    return (packages.lines(line) or [""])[0]


def test_percents_can_be_chosen(formulas):
    sheet = formulas[SCORES]
    rules = sheet.data_validations.dataValidation
    ruled = [cell for rule in rules for cells in rule.sqref.ranges for cell in cells.cells]
    items = {item["id"] for item in packages.ITEMS}
    percents = [(row, 5) for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value in items]
    assert sorted(ruled) == percents and len(percents) == len(items)
    expected = '"' + ",".join(str(step) for step in range(0, 101, 5)) + '"'
    assert {rule.formula1 for rule in rules} == {expected}


def test_sheets_print_well(formulas):
    for name in (SCORES, OPINIONS):
        sheet = formulas[name]
        assert sheet.freeze_panes and sheet.print_title_rows and sheet.print_area
        assert sheet.page_setup.paperSize == 9 and sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert formulas[OPINIONS].page_setup.orientation == "landscape"


@pytest.mark.parametrize("kind", ["values", "recalculated"])
def test_years_and_targets_are_those_of_the_save_file(package, request, kind):
    sheet = rows(request.getfixturevalue(kind)[COURSE])
    records = [package.save.get("cards", {}).get(str(year), {}).get("items", {}) for year in package.years]
    targets = package.save.get("targets", {})
    gaps = Fraction(0)
    for item in packages.ITEMS:
        percents = [record.get(item["id"], {}).get("percent") for record in records]
        target = targets.get(item["id"])
        row = sheet[item["id"]]
        assert [each if each != "" else None for each in row[3:7]] == [*percents, target]
        before, now = percents[1:]
        worth = Fraction(item["points"], 100)
        assert row[7] == ("—" if None in (before, now) else pytest.approx(float((now - before) * worth)))
        gap = None if None in (now, target) else max(0, target - now) * worth
        assert row[8] == ("—" if gap is None else pytest.approx(float(gap)))
        gaps += gap or 0
    assert sheet["合计"][8] == pytest.approx(float(gaps))


def test_charts_are_native(formulas):
    kinds = {type(chart).__name__ for chart in formulas[CATEGORIES]._charts}
    assert kinds == {"RadarChart", "BarChart"}


def test_indicators_are_those_of_the_save_file(package, values):
    if not package.indicators:
        return
    header, *table = list(values[INDICATORS].iter_rows(values_only=True))
    assert header[:4] == ("条款", "指标", "单位", "方向")
    assert header[4:8] == (*(f"{year} 年" for year in package.years), "目标")
    for row, indicator in zip(table, package.indicators):
        assert row[0] == indicator["item"]
        assert packages.lines(row[1]) == packages.lines(indicator["name"])
        for shown, typed in zip(row[4:7], (package.figures(indicator) or {}).values()):
            assert isinstance(shown, int | float) or packages.lines(shown or "") == packages.lines(typed)
            assert not isinstance(shown, int | float) or Fraction(str(shown)) == Fraction(typed)
        assert packages.lines(str(row[-2] or "")) == packages.lines(indicator.get("source", ""))


def test_what_is_computed_is_a_formula(package, formulas, values):
    if not package.indicators:
        return
    for at, indicator in enumerate(package.indicators, start=2):
        cells = [formulas[INDICATORS].cell(at, column) for column in (5, 6, 7)]
        assert [cell.data_type == "f" for cell in cells] == [package.figures(indicator) is None] * 3
        if package.figures(indicator) is None:
            shown = [values[INDICATORS].cell(at, column).value for column in (5, 6, 7)]
            assert all(isinstance(value, int | float) for value in shown), indicator["name"]


def test_trends_are_drawn(package, formulas):
    charts = formulas[TRENDS]._charts if TRENDS in formulas.sheetnames else []
    assert {type(chart).__name__ for chart in charts} <= {"LineChart"}
    assert len(charts) == (len(package.indicators) if package.case in packages.DRAWN else 0)
    for chart, row in zip(charts, range(2, 2 + len(charts))):
        assert chart.series[0].val.numRef.f == f"'{INDICATORS}'!$E${row}:$G${row}"


def test_no_chart_is_cut_where_a_page_ends(formulas):
    if TRENDS not in formulas.sheetnames:
        return
    sheet = formulas[TRENDS]
    rows = max(sheet.row_dimensions)
    ends = [0, *(each.id for each in sheet.row_breaks.brk), rows]
    heights = [sheet.row_dimensions[row + 1].height for row in range(rows)]
    for start, end in zip(ends, ends[1:]):
        # A4 upright, 0.75 inches above and below.
        assert sum(heights[start:end]) <= (297 / 25.4 - 1.5) * 72
    for chart in sheet._charts:
        first, last = chart.anchor._from.row, chart.anchor.to.row
        assert any(start <= first and last <= end for start, end in zip(ends, ends[1:])), (first, last)


def test_properties_name_title_and_clock(formulas):
    assert formulas.properties.title.startswith(packages.SCHEME["award"])
    assert formulas.properties.created.isoformat().startswith("2026-11-24T01:00:00")
