"""Figures and judgement of indicators, worked out anew with exact fractions from the library's own text, for random inputs."""

import random
import re
import tomllib
from fractions import Fraction

import pytest
from conftest import ROOT
from save_files import save_file

LIBRARY = tomllib.loads((ROOT / "schemes/indicators.toml").read_text(encoding="utf-8"))
COMPUTED = [row for row in LIBRARY["indicator"] if "compute" in row]
FORM = tomllib.loads((ROOT / "schemes/application-form.toml").read_text(encoding="utf-8"))
KINDS = {field["id"]: field["kind"] for group in FORM["group"] for field in group["field"]}
YEARS = [2023, 2024, 2025]
APPLICANTS = 40
# The kit keeps numbers in ten-thousandths within 64 bits; a larger result is none.
LARGEST = Fraction(2**63 - 1, 10_000)


class NotPositive(Exception):
    """A divisor that is not above zero."""


class Number(Fraction):
    """A fraction that refuses to be divided by what is not above zero."""

    def __truediv__(self, other):
        if other <= 0:
            raise NotPositive
        return Number(Fraction.__truediv__(self, other))

    def __add__(self, other):
        return Number(Fraction.__add__(self, other))

    def __sub__(self, other):
        return Number(Fraction.__sub__(self, other))

    def __mul__(self, other):
        return Number(Fraction.__mul__(self, other))


def as_python(token):
    """A token of a formula as an expression of Python."""
    before, now, number = token.groups()
    return f"now('{before or now}', {-1 if before else 0})" if before or now else f"Number('{number}')"


def worked_out(formula, inputs, year):
    """The result of a formula for a year, or None. Python's own grammar reads it."""
    text = re.sub(r"before\((\w+)\)|([a-z][a-z_]*)|(\d+(?:\.\d+)?)", as_python, formula)
    names = {"now": lambda field, back: inputs[field][year + back], "Number": Number}
    try:
        result = eval(text, {"__builtins__": {}}, names)  # noqa: S307 - the library is ours
        return result if abs(result) < LARGEST else None
    except (KeyError, NotPositive):
        return None


def rounded(value, places):
    """The decimal with so many places, halves away from zero, without needless zeros."""
    scaled = abs(value) * 10**places
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    digits = f"{whole:0{places + 1}d}"
    text = f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".") if places else digits
    return f"-{text}" if value < 0 and whole else text


def random_text(rng):
    """A number as people type it, with its value; or what is none."""
    if rng.random() < 0.08:
        return rng.choice(["", "不详", "—"]), None
    places = rng.randint(0, 4)
    value = Fraction(rng.randint(-200, 9_999_999), 10**places)
    sign = "-" if value < 0 else ""
    digits = f"{abs(value.numerator * 10**places // value.denominator):0{places + 1}d}"
    whole, fraction = (digits[:-places], digits[-places:]) if places else (digits, "")
    if rng.random() < 0.3:
        whole = f"{int(whole):,}"
    return f"{sign}{whole}" + (f".{fraction}" if places else ""), Number(value)


def random_applicant(rng):
    fields = sorted({name for row in COMPUTED for name in re.findall(r"[a-z][a-z_]+", row["compute"])} - {"before"})
    series, inputs = {}, {}
    for field in fields:
        for year in [2022, *YEARS]:
            text, value = random_text(rng)
            if text:
                series.setdefault(field, {})[str(year)] = text
            if value is not None:
                inputs.setdefault(field, {})[year] = value
    indicators = {f"k{at:04}": {"library": row["id"], "item": row["item"], "name": row["name"]} for at, row in enumerate(COMPUTED)}
    return save_file(series=series, indicators=indicators), {field: inputs.get(field, {}) for field in fields}


@pytest.fixture(scope="module")
def applicants(inspect_all):
    rng = random.Random(19580)
    made = [random_applicant(rng) for _ in range(APPLICANTS)]
    return list(zip(made, inspect_all([file for file, _ in made]), strict=True))


def test_formulas_give_exact_results(applicants):
    results = 0
    for (_, inputs), report in applicants:
        for row, judged in zip(COMPUTED, report["indicators"], strict=True):
            for year in YEARS:
                value = worked_out(row["compute"], inputs, year)
                text, origin = judged["figures"][str(year)]
                if value is None:
                    assert text == "", (row["id"], year)
                else:
                    assert (text, origin) == (rounded(value, row.get("places", 2)), "computed"), (row["id"], year)
                    results += 1
    assert results > APPLICANTS * len(COMPUTED)


def test_every_formula_was_worked_out(applicants):
    reached = set()
    for _, report in applicants:
        reached |= {judged["indicator"] for judged in report["indicators"] if any(text for text, _ in judged["figures"].values())}
    assert len(reached) == len(COMPUTED)


def merit(direction, value):
    return value if direction == "higher" else -value


def expected_trend(direction, values, best):
    if None in values[-3:]:
        return "unknown"
    steps = [merit(direction, after) - merit(direction, before) for before, after in zip(values, values[1:], strict=False)]
    up, down = any(step > 0 for step in steps), any(step < 0 for step in steps)
    if up and down:
        return "up_and_down" if merit(direction, values[-1]) > merit(direction, values[0]) else "down_and_up"
    if up or down:
        return "improving" if up else "worsening"
    return "best" if values[0] == best else "steady"


def test_levels_and_trends_agree(inspect_all):
    rng = random.Random(4720)
    indicators, expected = {}, {}
    for at in range(600):
        direction = rng.choice(["higher", "lower"])
        whole = rng.random() < 0.5
        values = [rng.choice([None, *range(5)]) if rng.random() < 0.1 else rng.choice([0, 1, 2, 100]) for _ in YEARS]
        target = rng.choice([None, 0, 1, 2, 100])
        typed = {str(year): str(value) for year, value in zip(YEARS, values, strict=True) if value is not None}
        indicators[f"k{at:04}"] = {
            "item": "4.7.2",
            "name": f"指标 {at}",
            "direction": direction,
            **({"unit": "%"} if whole else {}),
            **({"values": typed} if typed else {}),
            **({} if target is None else {"target": str(target)}),
        }
        best = 0 if direction == "lower" else (100 if whole else None)
        level = "none" if target is None else "unknown"
        if target is not None and values[-1] is not None:
            level = "reached" if merit(direction, values[-1]) >= merit(direction, target) else "missed"
        expected[f"k{at:04}"] = (level, expected_trend(direction, values, best))
    (report,) = inspect_all([save_file(indicators=indicators)])
    found = {judged["indicator"]: (judged["level"], judged["trend"]) for judged in report["indicators"]}
    assert found == expected
    assert {trend for _, trend in expected.values()} >= {"unknown", "improving", "best", "steady", "worsening"}


def indicator(name, target):
    return {"item": "4.7.3", "name": name, "direction": "higher", "values": {"2025": "1"}, "target": target}


def test_support_counts_agree(inspect_all):
    """The step of the level by the share of indicators, for every number of reached targets among ten."""
    targets = [["1" if at < reached else "2" for at in range(10)] for reached in range(11)]
    files = [save_file(indicators={f"k{at}": indicator(str(at), target) for at, target in enumerate(row)}) for row in targets]
    steps = next(row["steps"] for row in LIBRARY["support"] if row["factor"] == "Le")
    for reached, report in enumerate(inspect_all(files)):
        (level,) = [support for support in report["supports"] if support["factor"] == "Le"]
        assert level["text"] == [step["text"] for step in steps if step["from"] <= reached * 10][-1]


def test_linked_fields_are_asked_once():
    for row in LIBRARY["indicator"]:
        if "field" in row:
            assert KINDS[row["field"]] in ("series", "computed_series"), row["id"]
