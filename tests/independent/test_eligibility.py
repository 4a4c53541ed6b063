"""Requirements judged by an evaluator of its own, compared with the kit's findings for random applicants."""

import itertools
import random
import tomllib
from collections import Counter
from datetime import date, timedelta

import pytest
from conftest import ROOT, TODAY
from eligibility_rules import Facts, Scheme, anniversary
from save_files import save_file


def read(name):
    return tomllib.loads((ROOT / "schemes/xinyang-2022" / name).read_text(encoding="utf-8"))


def by_id(rows):
    return {row["id"]: row for row in rows}


SCHEME = Scheme(
    requirements=by_id(read("requirements.toml")["requirement"]),
    readings=by_id(read("readings.toml")["reading"]),
    event_kinds=by_id(read("events.toml")["event_kind"]),
    milestones=by_id(read("timeline.toml")["course"]["milestone"]),
    windows={row["clause"]: row for row in read("scheme.toml")["window"]},
)
QUESTIONS = [row["id"] for row in read("questions.toml")["question"]]
STARTING = tomllib.loads((ROOT / "crates/award/tests/applicant.toml").read_text(encoding="utf-8"))["answers"]
APPLICANTS = 2000


def random_answers(rng):
    """Answers near to those of an applicant that may apply, or any answers at all."""
    astray = rng.choice([0, 0.03, 0.1, 1])
    answers = {id: rng.choice(["yes", "no", "unsure", None]) if rng.random() < astray else STARTING.get(id) for id in QUESTIONS}
    return {id: answer for id, answer in answers.items() if answer}


def near(rng, on, years):
    """A day within three days of so many years before, some leap days, or any day of the last years."""
    close = anniversary(on, -years) + timedelta(days=rng.randint(-3, 3))
    return rng.choice([close, close, date(2020, 2, 29), date(2024, 2, 29), on - timedelta(days=rng.randint(-100, 2500))])


def spelled(rng, day):
    if rng.random() < 0.05:
        return rng.choice(["", "不详", "2016-02-30"])
    return rng.choice(["{0:%Y-%m-%d}", "{0.year}年{0.month}月{0.day}日", "{0.year}/{0.month}/{0.day}", "{0.year}.{0.month}.{0.day}"]).format(day)


def random_event(rng, on):
    kind = rng.choice(list(SCHEME.event_kinds.values()))
    years = 5 if kind["id"] == "title_revoked" else 3
    event = {"kind": kind["id"], "from": spelled(rng, near(rng, on, years))}
    if kind.get("lasting"):
        event |= {"ongoing": True} if rng.random() < 0.3 else {"until": spelled(rng, near(rng, on, years))}
    if "second_date" in kind:
        event["second_date"] = spelled(rng, near(rng, on, years))
    if levels := kind.get("level"):
        event["level"] = rng.choice([level["id"] for level in levels] + [None])
    if rng.random() < 0.2:
        event["overturned"] = True
    return {key: value for key, value in event.items() if value is not None}


def random_certificate(rng, on):
    valid = {"valid_from": spelled(rng, on - timedelta(days=rng.randint(-2, 1500))), "valid_until": spelled(rng, near(rng, on, 0))}
    return {"kind": rng.choice(["small_giant", "small_giant", "licence"])} | {key: text for key, text in valid.items() if text}


def random_dates(rng, on):
    """An internal notice that is or is not over on the day, some across a year's end."""
    start = rng.choice([on - timedelta(days=rng.randint(-2, 14)), date(2026, 12, rng.randint(18, 31)), date(2021, 12, 28)])
    dates = {"publicity_start": spelled(rng, start)}
    if rng.random() < 0.5:
        dates["publicity_end"] = spelled(rng, start + timedelta(days=rng.randint(-1, 12)))
    return {id: text for id, text in dates.items() if text}


def random_readings(rng):
    options = {id: [option["id"] for option in row.get("option", [])] for id, row in SCHEME.readings.items()}
    switched = {id: rng.choice(choices) for id, choices in options.items() if len(choices) > 1 and rng.random() < 0.15}
    # Judged by other means than the totals that this test records.
    switched.pop("good-self-assessment", None)
    switched.pop("self-assessed-years", None)
    return switched | {"good-line": rng.choice(["650", "0", "良好", "600"]), "front-places": rng.choice(["3", "", "第三"])}


def random_figures(rng):
    names = ("profit_total", "net_profit", "operating_profit", "rank_city")
    value = {"rank_city": ["1", "3", "4", "前三", ""]}
    common = ["5", "5", "5", "1,200.5", "0", "-0.01", "", "约五百"]
    return {name: {year: rng.choice(value.get(name, common)) for year in range(2021, 2027)} for name in names}


def random_applicant(rng):
    on = rng.choice([None, date(2023, 2, 27), date(2023, 2, 28), date(2024, 2, 29), date(2026, 12, 31), date(2027, 1, 1)])
    day = on or date.fromisoformat(TODAY)
    facts = Facts(
        on=day,
        today=date.fromisoformat(TODAY),
        year=2025,
        answers=random_answers(rng),
        fields={name: spelled(rng, near(rng, day, 3)) for name in ("founded", "ops_start", "predecessor_founded")}
        | (random_dates(rng, day) if rng.random() < 0.4 else {}),
        figures=random_figures(rng) if rng.random() < 0.5 else {},
        totals={year: rng.choice(["650", "600", "599.99", "612.5", ""]) for year in range(2020, 2027)} if rng.random() < 0.4 else {},
        events={f"e{n}": random_event(rng, day) for n in range(rng.choice([0, 0, 1, 2]))},
        certificates={f"c{n}": random_certificate(rng, day) for n in range(rng.choice([0, 1, 2]))},
        readings=random_readings(rng) if rng.random() < 0.5 else {},
    )
    return facts, file_of(facts, on)


def file_of(facts, on):
    return save_file(
        about={} if on is None else {"application_date": on.isoformat()},
        fields={name: text for name, text in facts.fields.items() if text},
        series={name: {str(year): text for year, text in years.items() if text} for name, years in facts.figures.items()},
        answers={id: {"choice": answer} for id, answer in facts.answers.items()},
        cards={str(year): {"recorded_total": text} for year, text in facts.totals.items() if text},
        events=facts.events,
        certificates=facts.certificates,
        readings={id: text for id, text in facts.readings.items() if text},
    )


@pytest.fixture(scope="module")
def checked(inspect_all):
    """Every applicant with the kit's report."""
    rng = random.Random(49)
    applicants = [random_applicant(rng) for _ in range(APPLICANTS)]
    reports = inspect_all([file for _, file in applicants])
    return [(facts, report) for (facts, _), report in zip(applicants, reports)]


def test_every_finding_agrees(checked):
    seen = Counter()
    for facts, report in checked:
        assert [finding["requirement"] for finding in report["findings"]] == list(SCHEME.requirements)
        for finding in report["findings"]:
            requirement = SCHEME.requirements[finding["requirement"]]
            assert (finding["clause"], finding["kind"]) == (requirement["clause"], requirement["kind"])
            found = {"needs_judgement": "unknown"}.get(finding["outcome"], finding["outcome"])
            assert found == SCHEME.outcome(requirement, facts), (requirement["id"], facts)
            seen[requirement["id"], found] += 1
    for pair in itertools.product(SCHEME.requirements, ("met", "not_met", "unknown")):
        assert seen[pair] >= 10, pair


def test_verdicts_agree(checked):
    seen = Counter()
    for facts, report in checked:
        expected = SCHEME.verdict(facts)
        assert (report["verdict"], report["on"]) == (expected, facts.on.isoformat())
        blocking = {f["requirement"] for f in report["findings"] if f["outcome"] == "not_met" and f["kind"] in ("condition", "disqualifier")}
        assert set(report["blocking"]) == blocking
        seen[expected] += 1
    assert min(seen[word] for word in ("eligible", "not_eligible", "undecided")) >= 50, seen


def test_events_say_until_when_they_count(checked):
    seen = Counter()
    for facts, report in checked:
        for held in report["events"]:
            event = facts.events[held["event"]]
            for trigger in held["triggers"]:
                requirement = SCHEME.requirements[trigger["requirement"]]
                ways = SCHEME.ways(requirement, facts)
                value = next(leaf for leaf in leaves(requirement["rule"]) if event["kind"] in leaf["kinds"])
                assert (trigger["standing"] == "counts") == (SCHEME.counts(event, value, facts.on, ways) is True)
                if trigger["until"]:
                    last = date.fromisoformat(trigger["until"])
                    assert SCHEME.counts(event, value, last, ways) and not SCHEME.counts(event, value, last + timedelta(days=1), ways)
                seen[trigger["standing"]] += 1
    assert min(seen[word] for word in ("counts", "lapsed", "overturned", "level", "unclear")) >= 10, seen


def leaves(rule):
    """The leaves that count events."""
    (kind, value), = rule.items()
    if kind in ("all", "any"):
        return [leaf for part in value for leaf in leaves(part)]
    return leaves(value) if kind == "not" else [value] if kind == "event_within" else []


def test_missing_is_named_while_unknown(checked):
    for facts, report in checked:
        for finding in report["findings"]:
            assert bool(finding["missing"]) == (finding["outcome"] in ("unknown", "needs_judgement"))
        wanted = [missing for finding in report["findings"] for missing in finding["missing"]]
        asked = [question["missing"] for question in report["questions"]]
        assert all(missing in asked for missing in wanted) and all(missing in wanted for missing in asked)
        assert len(asked) == len({str(missing) for missing in asked}), "each is asked once"


def test_three_years_are_cured_on_the_anniversary(checked):
    cures = 0
    for facts, report in checked:
        finding = report["findings"][0]
        only_time_lacks = all(facts.answers.get(id) == "yes" for id in ("registered_in_xinyang", "operated_normally"))
        if finding["outcome"] != "not_met" or not only_time_lacks:
            assert finding["cured_on"] is None
            continue
        day = date.fromisoformat(finding["cured_on"])
        later = lambda on: SCHEME.outcome(SCHEME.requirements["established"], Facts(**(vars(facts) | {"on": on})))
        assert (later(day - timedelta(days=1)), later(day)) == ("not_met", "met")
        cures += 1
    assert cures >= 100


def test_earliest_day_is_possible_and_no_earlier(checked):
    """Where it takes nothing for granted the own evaluator says the same of that day and of the day before."""
    tried = 0
    for facts, report in checked:
        earliest = report["earliest"]
        yes = [id for id, answer in facts.answers.items() if answer == "yes"]
        meant_events = facts.events and any(id in yes for id in ("accident", "policy_breach", "licence_missing", "inspection_failed"))
        if earliest is None or earliest["presumed"] or meant_events or earliest["verdict"] != "eligible":
            continue
        day = date.fromisoformat(earliest["day"])
        if day.year != facts.on.year:
            continue
        at = lambda on: SCHEME.verdict(Facts(**(vars(facts) | {"on": on})))
        assert at(day) == "eligible", (facts, day)
        assert day == facts.on or at(day - timedelta(days=1)) != "eligible", (facts, day)
        tried += 1
    assert tried >= 50
