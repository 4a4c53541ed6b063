"""The rules of a scheme, evaluated anew: details first, then answers, three-valued. Shares nothing with the kit but the data."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from test_workdays import DAY, announced, end_of, is_worked


def anniversary(day, years, leap_day="february28"):
    """The day so many years later; of 29 February in a common year by the reading."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28) if leap_day == "february28" else date(day.year + years, 3, 1)


def read_date(text):
    for old in "年月/.":
        text = text.replace(old, "-")
    try:
        year, month, day = (int(part) for part in text.strip().rstrip("日").split("-"))
        return date(year, month, day)
    except ValueError:
        return None


def read_number(text):
    try:
        return Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        return None


@dataclass
class Facts:
    """What an applicant has entered, as it stands in a save file."""

    on: date
    year: int
    today: date = date.max
    """The day of the check."""
    answers: dict = field(default_factory=dict)
    fields: dict = field(default_factory=dict)
    figures: dict = field(default_factory=dict)
    totals: dict = field(default_factory=dict)
    events: dict = field(default_factory=dict)
    certificates: dict = field(default_factory=dict)
    readings: dict = field(default_factory=dict)

    @property
    def latest_year(self):
        return max(self.year, self.on.year - 1)


@dataclass
class Scheme:
    """The data of a scheme."""

    requirements: dict
    readings: dict
    event_kinds: dict
    milestones: dict
    windows: dict

    def ways(self, requirement, facts):
        """What the readings of a requirement set."""
        ways = {}
        for id in requirement.get("readings", []):
            reading, chosen = self.readings[id], facts.readings.get(id)
            if number := reading.get("number"):
                value = read_number(chosen) if chosen else None
                whole = value is not None and value == value.to_integral_value() and number["min"] <= value <= number["max"]
                ways[number["sets"]] = int(value) if whole else number.get("default")
                continue
            options = reading["option"]
            option = next((one for one in options if one["id"] == chosen), None)
            option = option or next((one for one in options if one.get("default")), options[0])
            ways.update(option.get("sets", {}))
        return ways

    def judge(self, requirement, facts):
        """True, False, or None while it cannot be said."""
        return self._rule(requirement["rule"], facts, self.ways(requirement, facts))

    def outcome(self, requirement, facts):
        if requirement["kind"] == "procedure":
            # What is planned until the application is not done.
            facts = replace(facts, on=min(facts.on, facts.today))
        truth = self.judge(requirement, facts)
        if truth is None:
            return "unknown"
        wanted = requirement["kind"] in ("condition", "procedure")
        return "met" if truth == wanted else "not_met"

    def verdict(self, facts):
        deciding = [row for row in self.requirements.values() if row["kind"] in ("condition", "disqualifier")]
        outcomes = [self.outcome(row, facts) for row in deciding]
        if "not_met" in outcomes:
            return "not_eligible"
        return "undecided" if "unknown" in outcomes else "eligible"

    def _rule(self, rule, facts, ways):
        (kind, value), = rule.items()
        if kind == "not":
            inner = self._rule(value, facts, ways)
            return None if inner is None else not inner
        if kind in ("all", "any"):
            parts = [self._rule(part, facts, ways) for part in value]
            decisive = kind == "any"
            if decisive in parts:
                return decisive
            return None if None in parts else not decisive
        return getattr(self, f"_{kind}")(value, facts, ways)

    @staticmethod
    def _said(question, facts):
        return {"yes": True, "no": False}.get(facts.answers.get(question))

    def _ask(self, question, facts, ways):
        return self._said(question, facts)

    @staticmethod
    def _years_since(value, facts, ways):
        days = [read_date(facts.fields.get(name, "")) for name in ways.get("start", [value["field"]])]
        days = [day for day in days if day]
        return anniversary(min(days), value["years"]) <= facts.on if days else None

    def _loss(self, value, facts, ways):
        names = ways.get("loss_fields", value["fields"])
        years = range(facts.latest_year - value["years"] + 1, facts.latest_year + 1)
        figures = [read_number(facts.figures.get(name, {}).get(year, "")) for name in names for year in years]
        if any(figure is not None and figure < 0 for figure in figures):
            return True
        return self._said(value.get("ask"), facts) if None in figures else False

    def _consecutive_good_years(self, value, facts, ways):
        def is_good(year):
            total = read_number(facts.totals.get(year, ""))
            return None if total is None else total >= ways["good_line"]

        years = [is_good(year) for year in range(facts.latest_year - value["years"] + 1, facts.latest_year + 1)]
        if False in years:
            return False
        return self._said(value.get("ask"), facts) if None in years else True

    def _certificate_valid(self, value, facts, ways):
        found = [one for one in facts.certificates.values() if one["kind"] == value["kind"]]
        if not found:
            return False if self._said(value.get("ask"), facts) is False else None
        valid = [self._is_valid(one, facts.on) for one in found]
        return True if True in valid else None if None in valid else False

    @staticmethod
    def _is_valid(certificate, on):
        until, start = read_date(certificate.get("valid_until", "")), certificate.get("valid_from", "")
        if until is None:
            return None
        first = read_date(start)
        if on > until or first and first > on:
            return False
        return True if first or not start.strip() else None

    def _period_over(self, value, facts, ways):
        """By its days, which the form asks for; by the answer while they say nothing or rest on a year that nobody has announced."""
        milestone, said = self.milestones[value["milestone"]], self._said(value.get("ask"), facts)
        needed = self.windows[milestone["clause"]]["working_days"]
        start, text = read_date(facts.fields.get(milestone["field"]) or ""), facts.fields.get(milestone["end_field"]) or ""
        if start is None:
            return said
        if not text.strip():
            last, unannounced = end_of(start, needed)
            return said if unannounced else date.fromisoformat(last) < facts.on
        last = read_date(text)
        if last is None:
            return said
        days = [start + DAY * n for n in range(1, (last - start).days + 1)]
        if not all(map(announced, days)):
            return said
        return sum(map(is_worked, days)) >= needed and last < facts.on

    @staticmethod
    def _ranked(value, facts, ways):
        if ways.get("front_by", "proof") == "proof":
            return False
        rank, places = read_number(facts.figures.get(value["field"], {}).get(facts.latest_year, "")), ways.get("front_places")
        return None if rank is None or places is None else rank <= places

    def _event_within(self, value, facts, ways):
        events = [event for event in facts.events.values() if event["kind"] in value["kinds"]]
        counts = [self.counts(event, value, facts.on, ways) for event in events]
        said = self._said(value.get("ask"), facts)
        if True in counts:
            return True
        if said is True:
            all_recorded = "years" not in value and events and None not in counts
            return not all_recorded
        return None if None in counts else said

    def counts(self, event, value, on, ways):
        """Whether an event counts on a day; None while its date or level is not known."""
        kind = self.event_kinds[event["kind"]]
        if event.get("overturned") and "overturned_by" in kind:
            return False
        if value.get("levels") and ways.get("levels", "listed") == "listed" and ways.get("same_prize", "same") == "same":
            level = event.get("level")
            if level not in {one["id"] for one in kind.get("level", [])}:
                return None
            if level not in value["levels"]:
                return False
        if "years" not in value:
            return True
        if kind.get("lasting") and ways.get("lasting_from", "last_day") == "last_day":
            if event.get("ongoing"):
                return True
            text = event.get("until", "")
        elif ways.get("event_date", "main") == "second" and "second_date" in kind:
            text = event.get("second_date", "")
        else:
            text = event.get("from", "")
        day = read_date(text)
        return None if day is None else on <= self.last_day(day, value["years"], ways)

    @staticmethod
    def last_day(day, years, ways):
        """The last day on which something of a day counts."""
        if ways.get("recent", "rolling") == "calendar_years":
            return date(day.year + years, 12, 31)
        full = anniversary(day, years, ways.get("leap_day", "february28"))
        return full if ways.get("anniversary_counts") else full - timedelta(days=1)
