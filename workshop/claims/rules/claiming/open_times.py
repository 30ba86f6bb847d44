"""When what can be claimed 受理时间: every benefit's windows over a stretch of days, whoever qualifies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from workshop.claims.rules.assess import look_at, split_by_version
from workshop.claims.rules.calendars import ClaimCalendar
from workshop.claims.rules.facts import Asked, CountyFacts
from workshop.claims.rules.ledger import Roll
from workshop.claims.rules.look import Look
from workshop.claims.rules.months import add_months, first_day, last_day, month_of
from workshop.claims.rules.programme import Benefit, Programme, Version

Days = tuple[date, date]
# Months of service that one claim is about, where the benefit's own time does not say.
_STEPS = {"每月": 1, "每季度": 3, "每半年": 6}
_YEAR = 12
_BACK = 24  # months of service before the stretch that may still be claimed in it


@dataclass(frozen=True)
class OpenTime:
    """A window of a benefit, first to last day, for service `service`; `names` whose own window it is, none: everybody's."""

    programme_id: str
    benefit: str
    first: date
    last: date
    service: Days
    names: tuple[str, ...] = ()

    def stands(self, on: date) -> Literal["open", "ahead", "over"]:
        """Whether it is open on a day, still to come, or past."""
        return "ahead" if on < self.first else "open" if on <= self.last else "over"


@dataclass(frozen=True)
class Undated:
    """A benefit without days: claimed all the year, or the paper does not say; `known` tells which, `sentence` in words."""

    programme_id: str
    benefit: str
    known: bool
    sentence: str


def list_open_times(
    programme: Programme, roll: Roll, county: CountyFacts, stretch: Days
) -> tuple[list[OpenTime], list[Undated]]:
    """Windows of a programme that touch a stretch of days, by their last day; and its benefits that have no days."""
    dated: dict[tuple[str, date, date], OpenTime] = {}
    undated: dict[str, Undated] = {}
    for benefit, calendar, look in _services(programme, roll, county, stretch):
        openings = list(_openings(calendar, look, stretch[0]))
        for first, last, names in openings:
            if first <= stretch[1] and last >= stretch[0]:
                key = (benefit.name, first, last)
                if key not in dated or look.period[1] < last:  # the latest service that is over by then
                    dated[key] = OpenTime(programme.id, benefit.name, first, last, look.period, names)
        if not openings:
            found = calendar.judge(look)
            undated[benefit.name] = Undated(programme.id, benefit.name, found.answer == "met", found.sentence)
    named = {one.benefit for one in dated.values()}
    times = sorted(dated.values(), key=lambda one: (one.last, one.first, one.benefit))
    return times, [one for one in undated.values() if one.benefit not in named]


def _services(
    programme: Programme, roll: Roll, county: CountyFacts, stretch: Days
) -> Iterator[tuple[Benefit, ClaimCalendar, Look]]:
    """Every benefit with every service that may be claimed about the stretch, in the benefit's own time."""
    first, last = month_of(stretch[0]) - _BACK, month_of(stretch[1])
    for step in sorted({*_STEPS.values(), _YEAR}):
        for month in range(first // step * step, last + 1, step):
            asked = Asked(first_day(month), last_day(month + step - 1), last_day(month + step - 1) + timedelta(days=1))
            for version, since, until in split_by_version(programme, asked)[0]:
                look = look_at(programme, version, Asked(since, until, asked.on), roll, county)
                yield from _benefits_of(version, look, step)


def _benefits_of(version: Version, look: Look, step: int) -> Iterator[tuple[Benefit, ClaimCalendar, Look]]:
    for benefit in version.benefits:
        calendar = benefit.claim or version.claim
        if calendar is None or _STEPS.get(calendar.kind, _YEAR) != step:
            continue
        periods, _ = benefit.window.resolve(look)
        yield benefit, calendar, look.within(periods[-1]) if periods else look


def _openings(calendar: ClaimCalendar, look: Look, on: date) -> Iterator[tuple[date, date, tuple[str, ...]]]:
    if calendar.kind != "入职后":
        for first, last in calendar.openings(look):
            yield first, last, ()
        return
    if calendar.months is None:
        return
    names: dict[Days, list[str]] = {}
    for person in look.roll.people:
        facts = person.facts
        if facts.hired and (facts.left is None or facts.left >= on):
            names.setdefault((facts.hired, add_months(facts.hired, calendar.months)), []).append(facts.name)
    for (first, last), mine in names.items():
        yield first, last, tuple(mine)
