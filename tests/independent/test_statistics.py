"""Medians, quartiles, deviations and agreement from numpy and krippendorff, compared with the kit's on random rooms."""

import json
import random
import subprocess
import tomllib
from fractions import Fraction

import krippendorff
import numpy
import pytest
from conftest import ROOT, command

STANDARD = tomllib.loads((ROOT / "schemes/gbt19580-2012.toml").read_text(encoding="utf-8"))
ITEMS = {item["id"]: item["points"] for category in STANDARD["category"] for item in category["item"]}
ROOMS = 400


def card(number, percents):
    """The file of a card of one examiner; None is no score."""
    items = {item: {"percent": percent} for item, percent in percents.items() if percent is not None}
    body = {"id": str(number), "revised": "2026-11-24T09:30:00", "scheme": "xinyang-2022", "criteria": "gbt19580-2012"}
    subject = {"applicant": "a", "name": "甲", "year": 2025}
    body |= {"subject": subject, "role": "examiner", "author": str(number), "items": items}
    return {"format": "quality-award-scorecard", "version": 1, "card": body}


def random_room(rng):
    """The percents of some cards: unrelated ones, and ones that follow a common opinion more or less closely."""
    size = rng.choice([1, 2, 3, 3, 4, 5, 7, 12, 40])
    width = rng.choice([None, 0, 1, 2, 4])
    missing = rng.choice([0, 0, 0.1, 0.5])
    opinion = {item: rng.randrange(20, 85, 5) for item in ITEMS}
    leaning = [rng.choice([-2, 0, 0, 1, 3]) if width else 0 for _ in range(size)]

    def percent(item, lean):
        if rng.random() < missing:
            return None
        if width is None:
            return rng.randrange(0, 101, 5)
        return max(0, min(100, opinion[item] + 5 * (lean + rng.randint(-width, width))))

    return [{item: percent(item, lean) for item in ITEMS} for lean in leaning]


def fixed_rooms():
    """No variation, perfect agreement, nothing scored, a single score."""
    even = dict.fromkeys(ITEMS, 60)
    ladder = dict.fromkeys(ITEMS) | {item: 5 * at for at, item in enumerate(list(ITEMS)[:20])}
    single = dict.fromkeys(ITEMS) | {"4.1.2": 45}
    return [[even] * 3, [ladder] * 4, [dict.fromkeys(ITEMS)] * 3, [single]]


def statistics(folder, files):
    """What the kit makes of rooms of cards."""
    path = folder / "rooms.json"
    path.write_text(json.dumps(files, ensure_ascii=False), encoding="utf-8")
    done = subprocess.run([*command(), "statistics", str(path)], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def rooms(tmp_path_factory):
    """Every room with what the kit makes of it."""
    rng = random.Random(19580)
    percents = fixed_rooms() + [random_room(rng) for _ in range(ROOMS)]
    files = [[card(number, one) for number, one in enumerate(room)] for room in percents]
    return list(zip(percents, statistics(tmp_path_factory.mktemp("rooms"), files), strict=True))


NAMES = ("least", "lower", "median", "upper", "greatest")


def check_quartiles(told, values, scale=1):
    """Numpy's default is the definition that the kit states; quarters of whole numbers are exact in floating point."""
    if not values:
        assert told is None
        return
    assert told["count"] == len(values)
    expected = numpy.percentile(numpy.array(values, dtype=float), [0, 25, 50, 75, 100])
    assert [Fraction(told[name]) * scale for name in NAMES] == [Fraction(float(value)) for value in expected]


def test_items_agree(rooms):
    for percents, report in rooms:
        assert [row["item"] for row in report["items"]] == list(ITEMS)
        for row in report["items"]:
            values = [one[row["item"]] for one in percents if one[row["item"]] is not None]
            check_quartiles(row["scores"], values)
            assert row["sum"] == sum(values)
            if len(values) < 2:
                assert row["deviation"] is None
            else:
                assert row["deviation"] == pytest.approx(numpy.std(values, ddof=1), abs=1e-9)


def test_totals_agree(rooms):
    seen = 0
    for percents, report in rooms:
        complete = [one for one in percents if None not in one.values()]
        totals = [sum(ITEMS[item] * percent for item, percent in one.items()) for one in complete]
        check_quartiles(report["total"], totals, scale=100)
        seen += bool(totals)
    assert seen > ROOMS / 4


def test_alpha_agrees(rooms):
    seen = 0
    for percents, report in rooms:
        data = numpy.array([[numpy.nan if one[item] is None else one[item] for item in ITEMS] for one in percents], dtype=float)
        paired = [column[~numpy.isnan(column)] for column in data.T]
        values = [value for column in paired if len(column) > 1 for value in column]
        if len(set(values)) < 2:
            assert report["alpha"] is None
            continue
        expected = krippendorff.alpha(reliability_data=data, level_of_measurement="interval")
        assert report["alpha"] == pytest.approx(expected, abs=1e-9)
        assert report["meanings"][0] != ""
        seen += 1
    assert seen > ROOMS / 2


def icc(data):
    """ICC(A,1) from a two-way analysis of variance, rows by raters; None without variation."""
    n, k = data.shape
    rows, columns, grand = data.mean(axis=1), data.mean(axis=0), data.mean()
    between_rows = k * ((rows - grand) ** 2).sum() / (n - 1)
    between_columns = n * ((columns - grand) ** 2).sum() / (k - 1)
    rest = ((data - rows[:, None] - columns[None, :] + grand) ** 2).sum() / ((n - 1) * (k - 1))
    below = between_rows + (k - 1) * rest + k * (between_columns - rest) / n
    return None if abs(below) < 1e-9 else (between_rows - rest) / below


def test_icc_agrees(rooms):
    seen = 0
    for percents, report in rooms:
        complete = [item for item in ITEMS if all(one[item] is not None for one in percents)]
        data = numpy.array([[one[item] for one in percents] for item in complete], dtype=float)
        if len(complete) < 2 or len(percents) < 2:
            assert report["icc"] is None
            continue
        expected = icc(data)
        assert report["icc"] == (None if expected is None else pytest.approx(expected, abs=1e-9))
        seen += expected is not None
    assert seen > ROOMS / 3


def test_perfect_agreement_is_one(rooms):
    (_, even), (_, ladder), (_, nothing), (_, single) = rooms[:4]
    assert (ladder["alpha"], ladder["icc"]) == (1.0, 1.0)
    for report in (even, nothing, single):
        assert (report["alpha"], report["icc"]) == (None, None)


def test_rating_table_of_shrout_and_fleiss():
    """The calculation above gives the published ICC(2,1) of 0.29 (Psychological Bulletin 86, 1979, table 2)."""
    table = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    assert round(icc(numpy.array(table, dtype=float)), 2) == 0.29


LEAST = 3


def random_counties(rng):
    """The cards of applicants in few counties, some with several years, some unfinished."""
    files = []
    for number in range(rng.randint(3, 14)):
        county = rng.choice("甲乙丙丁")
        for year in range(2025 - rng.choice([0, 0, 1, 2]), 2026):
            percents = {item: rng.randrange(0, 101, 5) for item in ITEMS}
            if rng.random() < 0.3:
                percents["4.1.2"] = None
            file = card(f"{number}/{year}", percents)
            file["card"] |= {"role": "self", "author": ""}
            file["card"]["subject"] = {"applicant": str(number), "name": f"企业{number}", "county": county, "year": year}
            files.append(file)
    return files


def complete(files):
    """The applicant and the total in hundredths of each card that scores everything, by county."""
    found = {}
    for file in files:
        subject, items = file["card"]["subject"], file["card"]["items"]
        of_county = found.setdefault(subject["county"], [])
        if len(items) == len(ITEMS):
            of_county.append((subject["applicant"], sum(ITEMS[item] * scored["percent"] for item, scored in items.items())))
    return found


def test_no_total_of_few_is_told_or_follows(tmp_path):
    rng = random.Random(2012)
    files = [random_counties(rng) for _ in range(ROOMS)]
    seen, withheld = 0, 0
    for room, report in zip(files, statistics(tmp_path, files), strict=True):
        totals, told = complete(room), report["counties"]
        assert told.keys() == totals.keys()
        for county, numbers in told.items():
            if numbers is not None:
                check_quartiles(numbers, [total for _, total in totals[county]], scale=100)
                assert len({applicant for applicant, _ in totals[county]}) >= LEAST
                seen += 1
        hidden = {applicant for county in told if told[county] is None for applicant, _ in totals[county]}
        whole = {applicant for county in totals.values() for applicant, _ in county}
        assert len(hidden) == 0 or len(hidden) >= LEAST or hidden == whole
        sizes = {county: len({applicant for applicant, _ in totals[county]}) for county in totals}
        withheld += any(told[county] is None and size >= LEAST for county, size in sizes.items())
    assert seen > ROOMS / 4
    assert withheld > ROOMS / 10
