"""Requirements judged by a small evaluator of its own, compared with the kit's findings for random applicants."""

import itertools
import random
import tomllib
from collections import Counter
from datetime import date, timedelta

import pytest
from conftest import ROOT, TODAY
from save_files import save_file


def read(name):
    return tomllib.loads((ROOT / "schemes/xinyang-2022" / name).read_text(encoding="utf-8"))


REQUIREMENTS = {row["id"]: row for row in read("requirements.toml")["requirement"]}
QUESTIONS = [row["id"] for row in read("questions.toml")["question"]]
STARTING = tomllib.loads((ROOT / "crates/award/tests/applicant.toml").read_text(encoding="utf-8"))["answers"]
APPLICANTS = 2000


def years_later(day, years):
    """The anniversary; of 29 February in a common year the day before 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


def judge(rule, answers, dates, on):
    """True, False, or None while it cannot be said (Kleene)."""
    (kind, value), = rule.items()
    if kind == "ask":
        return {"yes": True, "no": False}.get(answers.get(value))
    if kind == "years_since":
        day = dates.get(value["field"])
        return None if day is None else years_later(day, value["years"]) <= on
    if kind == "not":
        inner = judge(value, answers, dates, on)
        return None if inner is None else not inner
    parts = [judge(part, answers, dates, on) for part in value]
    decisive = kind == "any"
    if decisive in parts:
        return decisive
    return None if None in parts else not decisive


def outcome(requirement, answers, dates, on):
    truth = judge(requirement["rule"], answers, dates, on)
    if truth is None:
        return "unknown"
    wanted = requirement["kind"] in ("condition", "procedure")
    return "met" if truth == wanted else "not_met"


def verdict(outcomes):
    deciding = [outcomes[id] for id, row in REQUIREMENTS.items() if row["kind"] in ("condition", "disqualifier")]
    if "not_met" in deciding:
        return "not_eligible"
    return "undecided" if "unknown" in deciding else "eligible"


def random_answers(rng):
    """Answers near to those of an applicant that may apply, or any answers at all."""
    astray = rng.choice([0, 0.03, 0.1, 1])
    answers = {id: rng.choice(["yes", "no", "unsure", None]) if rng.random() < astray else STARTING.get(id) for id in QUESTIONS}
    return {id: answer for id, answer in answers.items() if answer}


def random_founding(rng, on):
    """A founding date around the third anniversary or long ago, as a text and as a day."""
    if rng.random() < 0.1:
        return rng.choice(["", "不详", "2016-02-30"]), None
    near = years_later(on, -3) + timedelta(days=rng.randint(-3, 3))
    day = rng.choice([near, date(2020, 2, 29), date(rng.randint(1950, 2026), rng.randint(1, 12), rng.randint(1, 28))])
    spelling = rng.choice(["{0:%Y-%m-%d}", "{0.year}年{0.month}月{0.day}日", "{0.year}/{0.month}/{0.day}", "{0.year}.{0.month}.{0.day}"])
    return spelling.format(day), day


def random_applicant(rng):
    on = rng.choice([None, date(2023, 2, 27), date(2023, 2, 28), date(2024, 2, 29), date(2026, 12, 31)])
    founding, founded = random_founding(rng, on or date.fromisoformat(TODAY))
    answers = random_answers(rng)
    file = save_file(
        about={} if on is None else {"application_date": on.isoformat()},
        fields={"founded": founding} if founding else {},
        answers={id: {"choice": answer} for id, answer in answers.items()},
    )
    return file, answers, {"founded": founded}, on or date.fromisoformat(TODAY)


@pytest.fixture(scope="module")
def checked(inspect_all):
    """Every applicant with what is known about it and the kit's report."""
    rng = random.Random(49)
    applicants = [random_applicant(rng) for _ in range(APPLICANTS)]
    reports = inspect_all([applicant[0] for applicant in applicants])
    return [(*applicant[1:], report) for applicant, report in zip(applicants, reports)]


def test_every_finding_agrees(checked):
    seen = Counter()
    for answers, dates, on, report in checked:
        assert [finding["requirement"] for finding in report["findings"]] == list(REQUIREMENTS)
        for finding in report["findings"]:
            requirement = REQUIREMENTS[finding["requirement"]]
            assert (finding["clause"], finding["kind"]) == (requirement["clause"], requirement["kind"])
            assert finding["outcome"] == outcome(requirement, answers, dates, on), (requirement["id"], answers, dates, on)
            seen[requirement["id"], finding["outcome"]] += 1
    for pair in itertools.product(REQUIREMENTS, ("met", "not_met", "unknown")):
        assert seen[pair] >= 10, pair


def test_verdicts_agree(checked):
    seen = Counter()
    for answers, dates, on, report in checked:
        expected = verdict({id: outcome(row, answers, dates, on) for id, row in REQUIREMENTS.items()})
        assert (report["verdict"], report["on"]) == (expected, on.isoformat())
        seen[expected] += 1
    assert min(seen[word] for word in ("eligible", "not_eligible", "undecided")) >= 100


def test_missing_decides(checked):
    """What is missing was not known, and once known in any way it decides."""
    for answers, dates, on, report in checked:
        for finding in report["findings"]:
            assert bool(finding["missing"]) == (finding["outcome"] == "unknown")
            questions = [missing["answer"] for missing in finding["missing"] if "answer" in missing]
            fields = [missing["field"] for missing in finding["missing"] if "field" in missing]
            assert all(answers.get(id) in (None, "unsure") for id in questions)
            assert all(dates[id] is None for id in fields)
            told_dates = dates | dict.fromkeys(fields, date(2000, 1, 1))
            for ways in itertools.product(("yes", "no"), repeat=len(questions)):
                told = answers | dict(zip(questions, ways))
                assert judge(REQUIREMENTS[finding["requirement"]]["rule"], told, told_dates, on) is not None


def test_cure_is_the_anniversary(checked):
    cures = 0
    for answers, dates, on, report in checked:
        finding = report["findings"][0]
        only_time_lacks = all(answers.get(id) == "yes" for id in ("registered_in_xinyang", "operated_normally"))
        if finding["outcome"] != "not_met" or not only_time_lacks:
            assert finding["cured_on"] is None
        else:
            assert finding["cured_on"] == years_later(dates["founded"], 3).isoformat()
            cures += 1
    assert cures >= 100
