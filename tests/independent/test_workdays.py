"""Working days against a calendar that knows nothing of this project, for every day of the announced years."""

import functools
import tomllib
from datetime import date, timedelta

import chinese_calendar
import pytest
from conftest import ROOT, run

WORKDAYS = tomllib.loads((ROOT / "schemes/workdays.toml").read_text(encoding="utf-8"))
YEARS = [year["year"] for year in WORKDAYS["year"]]
FROM, TO = date(2021, 11, 1), date(2027, 3, 31)
DAY = timedelta(days=1)


def announced(day):
    return day.year in YEARS


@functools.cache
def is_worked(day):
    """By the announced calendar; by weekends for a year without one."""
    return chinese_calendar.is_workday(day) if announced(day) else day.weekday() < 5


def end_of(start, days):
    """The end of so many working days that count from the day after, and the unannounced years on the way."""
    day, unannounced = start, set()
    while days > 0:
        day += DAY
        days -= is_worked(day)
        unannounced |= {day.year} - set(YEARS)
    return [day.isoformat(), sorted(unannounced)]


def latest_start(deadline, days):
    """The latest working day from which so many working days end by the deadline, tried out day by day."""
    day = deadline
    while not (is_worked(day) and end_of(day, days)[0] <= deadline.isoformat()):
        day -= DAY
    return day


@pytest.fixture(scope="module")
def days():
    report = run("workdays", "--from", FROM.isoformat(), "--to", TO.isoformat())
    assert len(report) == (TO - FROM).days + 1
    return {date.fromisoformat(day["date"]): day for day in report}


def test_years_are_the_announced_ones():
    assert YEARS == list(range(2022, 2027))


def test_every_day_agrees(days):
    seen = {"working": 0, "off": 0, "unannounced": 0}
    for day, report in days.items():
        expected = ("working" if is_worked(day) else "off") if announced(day) else "unannounced"
        assert report["kind"] == expected, day
        seen[expected] += 1
    assert seen["working"] + seen["off"] == 1826 and seen["working"] == 249 + 249 + 251 + 248 + 248


def test_ends_agree(days):
    for day, report in days.items():
        for length, reached in enumerate(report["ends"]):
            assert reached == end_of(day, length), (day, length)


def test_latest_starts_agree(days):
    for day, report in days.items():
        for length, (start, _) in enumerate(report["latest_starts"]):
            assert start == latest_start(day, length).isoformat(), (day, length)


def test_latest_starts_say_what_they_rest_on(days):
    for day, report in days.items():
        for length, (start, unannounced) in enumerate(report["latest_starts"]):
            passed = {(date.fromisoformat(start) + DAY * step).year for step in range((day - date.fromisoformat(start)).days + 1)}
            assert unannounced == sorted(passed - set(YEARS)), (day, length)


def test_breaks_are_holidays_with_their_names():
    """Each break is one that the other calendar has, and covers it whole but for weekends beside it."""
    off = set()
    for year in WORKDAYS["year"]:
        for each in year["breaks"]:
            first, last = date.fromisoformat(each["first"]), date.fromisoformat(each["last"])
            days = [first + DAY * step for step in range((last - first).days + 1)]
            assert all(chinese_calendar.is_holiday(day) for day in days), each
            off |= set(days)
            for worked in map(date.fromisoformat, each.get("make_up", [])):
                assert worked.weekday() >= 5 and chinese_calendar.is_workday(worked), each
    every_day = (date(YEARS[0], 1, 1) + DAY * step for step in range(1826))
    assert {day for day in every_day if day.weekday() < 5 and chinese_calendar.is_holiday(day)} <= off
