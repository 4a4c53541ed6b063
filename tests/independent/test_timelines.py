"""Rounds worked out by an evaluator of its own, compared with the kit's timelines; the calendar files read by another program."""

import json
import random
import tomllib
from collections import Counter
from datetime import date, datetime, timedelta

import icalendar
import pytest
from conftest import ROOT, run
from test_workdays import DAY, YEARS, announced, end_of, is_worked, latest_start

COURSE = tomllib.loads((ROOT / "schemes/xinyang-2022/timeline.toml").read_text(encoding="utf-8"))["course"]
SCHEME = tomllib.loads((ROOT / "schemes/xinyang-2022/scheme.toml").read_text(encoding="utf-8"))
MILESTONES = {row["id"]: row for row in COURSE["milestone"]}
WINDOWS = {window["clause"]: window for window in SCHEME["window"]}
ROUNDS = 600
NAUGHTY = "2026年；明天,\\n；\"后天\"\n第三行\u0007\r\nEND:VEVENT"


def end(start, days):
    return date.fromisoformat(end_of(start, days)[0])


def window(row):
    return WINDOWS[row["clause"]] if row["lasts"] == "window" else None


def random_round(rng):
    """Days in the order of the milestones, more or less, some missing, some no days at all."""
    day, dates = date(rng.choice([2022, 2023, 2024, 2025, 2026]), rng.randint(1, 12), rng.randint(1, 28)), {}
    reach = rng.choice([3, 8, 12, 30])
    for row in MILESTONES.values():
        day += timedelta(days=rng.randint(-2 if rng.random() < 0.2 else 0, reach))
        last = day + timedelta(days=rng.randint(-1 if rng.random() < 0.1 else 0, 10))
        if rng.random() < 0.65:
            dates[row["id"]] = rng.choice(["{0:%Y-%m-%d}", "{0.year}年{0.month}月{0.day}日", "{0:%Y%m%d}"]).format(day)
        if "end" in row and rng.random() < 0.5:
            dates[row["end"]] = last.isoformat() if rng.random() < 0.95 else NAUGHTY
            day = max(day, last)
    return dates


def parse(text):
    for shape in ("%Y-%m-%d", "%Y年%m月%d日", "%Y%m%d"):
        try:
            return datetime.strptime(text, shape).date()
        except ValueError:
            continue
    return None


class Course:
    """What follows from the dates of a round."""

    def __init__(self, dates):
        self.dates = {id: parse(text) for id, text in dates.items()}
        self.texts = dates
        self.start, self.end = {}, {}
        for id, row in MILESTONES.items():
            self.start[id] = self.dates.get(id) or (self.end.get(row["starts_with"]) if "starts_with" in row else None)
            entered = self.dates.get(row.get("end"))
            if row["lasts"] == "day":
                self.end[id] = self.start[id]
            elif entered or row["lasts"] == "days" or not self.start[id]:
                self.end[id] = entered
            else:
                self.end[id] = end(self.start[id], window(row)["working_days"])

    def binds(self, id):
        row = MILESTONES[id]
        return not row.get("if_any") or bool(self.dates.get(id) or self.dates.get(row.get("end")))

    def last(self, id):
        """The last day that is sure."""
        row = MILESTONES[id]
        is_least = window(row) and window(row)["at_least"]
        entered = self.dates.get(row.get("end")) or (row["lasts"] == "day" and self.dates.get(id))
        return (self.end[id] or self.start[id]) if is_least or entered else self.start[id]

    def conflicts(self):
        found = Counter()
        for id, row in MILESTONES.items():
            start, entered_end = self.start[id], self.dates.get(row.get("end"))
            for key in (id, row.get("end")):
                if self.texts.get(key) and not self.dates[key]:
                    found[id, "not_a_date"] += 1
            if start and entered_end:
                given = sum(is_worked(start + DAY * step) for step in range(1, (entered_end - start).days + 1))
                if entered_end < start:
                    found[id, "ends_before_start"] += 1
                elif window(row) and window(row)["at_least"] and given < window(row)["working_days"]:
                    found[id, "too_short"] += 1
                elif window(row) and not window(row)["at_least"] and given > window(row)["working_days"]:
                    found[id, "too_long"] += 1
            for order in COURSE["order"]:
                if order["later"] != id or not (self.binds(id) and self.binds(order["earlier"])):
                    continue
                last = self.last(order["earlier"])
                if last and start and (start < last or (start == last and not order.get("same_day"))):
                    found[id, "out_of_order"] += 1
            if row.get("on_working_day") and self.dates.get(id) and announced(start) and not is_worked(start):
                found[id, "day_off"] += 1
        return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("rounds")


@pytest.fixture(scope="module")
def rounds(folder):
    """Every round with what follows by this evaluator and by the kit."""
    rng = random.Random(16)
    every = [random_round(rng) for _ in range(ROUNDS)]
    for number, dates in enumerate(every):
        (folder / f"{number:04}.json").write_text(json.dumps({"dates": dates}, ensure_ascii=False), encoding="utf-8")
    return [(Course(dates), report) for dates, report in zip(every, run("timeline", folder))]


def day_text(day):
    return day and day.isoformat()


def test_days_agree(rounds):
    for course, report in rounds:
        assert [step["milestone"] for step in report["milestones"]] == list(MILESTONES)
        for step in report["milestones"]:
            id = step["milestone"]
            assert (step["start"], step["end"]) == (day_text(course.start[id]), day_text(course.end[id])), (id, course.texts)


def test_conflicts_agree(rounds):
    seen = Counter()
    for course, report in rounds:
        told = Counter((conflict["milestone"], conflict["kind"]) for conflict in report["conflicts"])
        others = {key: count for key, count in told.items() if key[1] not in ("unannounced", "no_room")}
        assert others == dict(course.conflicts()), course.texts
        seen.update(kind for _, kind in told.elements())
    for kind in ("not_a_date", "ends_before_start", "too_short", "too_long", "out_of_order", "day_off", "unannounced", "no_room"):
        assert seen[kind] >= 10, (kind, seen)


def test_internal_notice_is_in_time(rounds):
    """The latest start of the internal notice, tried out: the last of its working days is over before the deadline."""
    checked = 0
    for course, report in rounds:
        steps = {step["milestone"]: step for step in report["milestones"]}
        deadline = course.start["submission_deadline"]
        if deadline:
            assert steps["internal_notice"]["latest"] == latest_start(deadline - DAY, 5).isoformat()
            checked += 1
    assert checked >= 300


def test_unannounced_years_are_told(rounds):
    for course, report in rounds:
        for conflict in report["conflicts"]:
            if conflict["kind"] == "unannounced":
                days = [course.start[conflict["milestone"]], course.end[conflict["milestone"]]]
                assert any(day and day.year not in YEARS for day in days)
        touched = {
            day.year
            for id, row in MILESTONES.items()
            if row["lasts"] != "day"
            for day in (course.start[id] and course.end[id] and course.start[id] < course.end[id] and course.end[id],)
            if day
        }
        assert touched - set(YEARS) <= set(report["unannounced"])


@pytest.fixture(scope="module")
def calendars(rounds, folder, tmp_path_factory):
    """The calendar files of some rounds, as another program reads them."""
    some, out = tmp_path_factory.mktemp("some"), tmp_path_factory.mktemp("calendars")
    for path in sorted(folder.iterdir())[:60]:
        (some / path.name).write_bytes(path.read_bytes())
    run("timeline", some, "--out", out, "--on", "2026-11-24")
    return [(course, report, (out / f"{number:04}.ics").read_bytes()) for number, (course, report) in enumerate(rounds[:60])]


def entries(data):
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar.errors == []
    return {str(event["UID"]).partition(".")[0] if "latest" not in event["UID"] else str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_lines_are_lines(calendars):
    for _, _, data in calendars:
        assert data.endswith(b"END:VCALENDAR\r\n")
        lines = data.split(b"\r\n")
        assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
        for line in lines:
            line.decode("utf-8")


def test_entries_last_the_days_of_their_milestones(calendars):
    seen = 0
    for course, _, data in calendars:
        events = entries(data)
        for id in MILESTONES:
            start, last = course.start[id], course.end[id]
            assert (id in events) == bool(start), id
            if start:
                assert events[id].decoded("DTSTART") == start
                assert events[id].decoded("DTEND") == max(start, last or start) + DAY
                assert events[id]["SUMMARY"] == MILESTONES[id]["name"]
                seen += 1
    assert seen > 300


def test_entries_are_told_apart(calendars):
    for _, _, data in calendars:
        uids = [str(event["UID"]) for event in icalendar.Calendar.from_ical(data).walk("VEVENT")]
        assert len(uids) == len(set(uids))


def test_any_text_comes_through(calendars):
    """What a user typed stands in the description, but for characters that the format forbids."""
    told = 0
    for course, _, data in calendars:
        for id, event in entries(data).items():
            if id in MILESTONES and course.texts.get(MILESTONES[id].get("end")) == NAUGHTY:
                assert NAUGHTY.strip().replace("\u0007", "").replace("\r", "") in str(event["DESCRIPTION"])
                told += 1
    assert told >= 3


def test_alarms_ring_at_nine(calendars):
    for course, _, data in calendars:
        for id, event in entries(data).items():
            if id in MILESTONES:
                rings = [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
                expected = [timedelta(hours=9) - timedelta(days=days) for days in MILESTONES[id].get("alarms", [])]
                assert rings == expected, id


def test_reminders_follow_the_award(calendars):
    years = {"probation": SCHEME["review"]["probation_years"], "ban": SCHEME["review"]["ban_years"]}
    for course, report, data in calendars:
        for due, row in zip(report["reminders"], COURSE["reminder"]):
            start = course.start[row["from"]]
            assert due["from"] == day_text(start)
            if start and row["lasts"] in years:
                try:
                    until = start.replace(year=start.year + years[row["lasts"]])
                except ValueError:
                    until = date(start.year + years[row["lasts"]], 2, 28)
                assert due["until"] == until.isoformat()
                assert f"DTSTART;VALUE=DATE:{until:%Y%m%d}".encode() in data
