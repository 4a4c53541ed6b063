"""Points worked out from the data file with fractions, compared with the kit's for thousands of random cards."""

import random
import re
import tomllib
from collections import Counter
from fractions import Fraction

import pytest
from conftest import ROOT
from save_files import save_file

STANDARD = tomllib.loads((ROOT / "schemes/gbt19580-2012.toml").read_text(encoding="utf-8"))
SCHEME = tomllib.loads((ROOT / "schemes/xinyang-2022/scheme.toml").read_text(encoding="utf-8"))
ITEMS = {item["id"]: item for category in STANDARD["category"] for item in category["item"]}
BANDS = STANDARD["band"]
LINE = Fraction(SCHEME["review"]["shortlist_points"])
CARDS = 3000


def factors(item):
    return [factor["id"] for factor in STANDARD[f"{item['kind']}_factors"]]


def random_card(rng):
    """A percent for each item, or none; some cards complete, many of them near the line."""
    open_share = rng.choice([0, 0, 0.05, 0.2, 0.6])
    around = rng.choice([None, 40, 60, 60, 80])

    def percent():
        if rng.random() < open_share:
            return None
        if around is None:
            return rng.randrange(0, 101, 5)
        return max(0, min(100, around + 5 * rng.randint(-3, 3)))

    return {item: percent() for item in ITEMS}


def card_file(card, rng):
    """The save file of a card, with some factors rated."""
    items = {}
    for item, percent in card.items():
        rated = {factor: rng.choice(BANDS)["id"] for factor in factors(ITEMS[item]) if rng.random() < 0.8}
        items[item] = {"factors": rated} | ({} if percent is None else {"percent": percent})
    return save_file(cards={"2025": {"items": items}})


def items_of(file):
    return file["cards"]["2025"]["items"]


def cards(rng):
    fixed = [dict.fromkeys(ITEMS, percent) for percent in (None, 0, 60, 100)]
    return fixed + [random_card(rng) for _ in range(CARDS - len(fixed))]


@pytest.fixture(scope="module")
def scored(inspect_all):
    """Every card as a save file, with the kit's report."""
    rng = random.Random(19580)
    files = [card_file(card, rng) for card in cards(rng)]
    return list(zip(files, inspect_all(files)))


def percents(file):
    return {item: record.get("percent") for item, record in items_of(file).items()}


def tally(card):
    """Earned, least, most and worth as fractions, and the number of scored items and of all."""
    full = {item: Fraction(ITEMS[item]["points"]) for item in card}
    earned = sum((full[item] * percent / 100 for item, percent in card.items() if percent is not None), Fraction(0))
    still = sum((full[item] for item, percent in card.items() if percent is None), Fraction(0))
    scored = sum(percent is not None for percent in card.values())
    worth = sum(full.values(), Fraction(0))
    return earned, earned, earned + still, worth, scored, len(card)


def told(score):
    points = [Fraction(score[name]) for name in ("earned", "least", "most", "worth")]
    return (*points, score["scored"], score["items"])


def test_items_earn_their_share(scored):
    for file, report in scored:
        assert [row["item"] for row in report["items"]] == list(ITEMS)
        for row in report["items"]:
            percent = items_of(file)[row["item"]].get("percent")
            worth = Fraction(ITEMS[row["item"]]["points"])
            assert row["percent"] == percent and Fraction(row["worth"]) == worth
            points = None if row["points"] is None else Fraction(row["points"])
            assert points == (None if percent is None else worth * percent / 100)


def test_categories_add_up(scored):
    for file, report in scored:
        card = percents(file)
        assert [row["category"] for row in report["categories"]] == [category["id"] for category in STANDARD["category"]]
        for row, category in zip(report["categories"], STANDARD["category"]):
            inside = {item["id"]: card[item["id"]] for item in category["item"]}
            assert told(row) == tally(inside)


def test_totals_and_ranges_agree(scored):
    for file, report in scored:
        total = told(report["total"])
        assert total == tally(percents(file))
        assert 0 <= total[1] <= total[2] <= total[3] == 1000


def test_shortlist_agrees_on_both_sides(scored):
    seen = Counter()
    for file, report in scored:
        _, least, most, *_ = tally(percents(file))
        expected = "reached" if least >= LINE else "open" if most >= LINE else "missed"
        assert report["shortlist"] == expected
        seen[expected] += 1
        seen["on the line"] += least == LINE
    assert min(seen[word] for word in ("reached", "open", "missed")) >= 300
    assert seen["on the line"] >= 1


def test_points_are_printed_plainly(scored):
    plain = re.compile(r"\d+(\.\d?[1-9])?")
    for _, report in scored:
        for row in [report["total"], *report["categories"]]:
            assert all(plain.fullmatch(row[name]) for name in ("earned", "least", "most", "worth"))


def suggestion(item, rated):
    """The kit's rule as its documentation tells it, in fractions."""
    chosen = [next(at for at, band in enumerate(BANDS) if band["id"] == rated[factor]) for factor in factors(item)]
    mean = sum((Fraction(BANDS[at]["min"] + BANDS[at]["max"], 2) for at in chosen), Fraction(0)) / len(chosen)
    nearest = min(range(0, 101, 5), key=lambda percent: (abs(percent - mean), percent))
    ceiling = BANDS[min(min(chosen) + 1, len(BANDS) - 1)]
    return min(nearest, ceiling["max"])


def test_suggestions_follow_their_rule(scored):
    overridden = 0
    for file, report in scored:
        for row in report["items"]:
            item, record = ITEMS[row["item"]], items_of(file)[row["item"]]
            complete = set(record["factors"]) == set(factors(item))
            expected = suggestion(item, record["factors"]) if complete else None
            assert row["suggested"] == expected
            differs = expected is not None and record.get("percent", expected) != expected
            assert row["overridden"] == differs
            overridden += differs
    assert overridden > CARDS
