"""The calendar of claims 申领日历: what is open, what comes, what was missed lately, and what is claimed already."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from workshop.claims.kept import keep_answer
from workshop.claims.queries.claims import ClaimLine, list_claims
from workshop.claims.queries.evaluation import load_kept_facts
from workshop.claims.rules.claiming.open_times import OpenTime, Undated, list_open_times
from workshop.claims.rules.facts import Asked
from workshop.claims.rules.ledger import Roll
from workshop.claims.rules.months import add_months, first_day, month_of
from workshop.claims.shelf import list_papers
from workshop.people.queries import Workshop

BACK, AHEAD = 2, 12  # months that are shown before this month, and from it on


@dataclass(frozen=True)
class CalendarLine:
    """A window with its paper; `left` days to its first or last day, whichever comes next; `claims` made for its service."""

    time: OpenTime
    title: str
    stands: Literal["open", "ahead", "over"]
    left: int
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True)
class ClaimYear:
    """The stretch that is shown, its windows by their next day, and what has none: all the year round, or not said."""

    first: date
    last: date
    lines: tuple[CalendarLine, ...]
    undated: tuple[tuple[str, Undated], ...]

    def list_lines(self, stands: str) -> list[CalendarLine]:
        """Those that are open, ahead or over."""
        return [line for line in self.lines if line.stands == stands]


def load_year(place: Workshop, today: date) -> ClaimYear:
    """Windows of every paper of the place around a day."""
    return keep_answer("calendar", place.id, Asked(today, today, today), lambda: _year(place, today))


def _year(place: Workshop, today: date) -> ClaimYear:
    start = first_day(month_of(today) - BACK)
    stretch = (start, add_months(start, BACK + AHEAD) - timedelta(days=1))
    facts = load_kept_facts(place, today)
    roll, claims = Roll(facts.shop, facts.people), list_claims(place.id)
    lines: list[CalendarLine] = []
    undated: list[tuple[str, Undated]] = []
    for paper in list_papers(facts.shop.region):
        dated, rest = list_open_times(paper, roll, facts.county, stretch)
        lines += [_line(time, paper.title, today, claims) for time in dated]
        undated += [(paper.title, one) for one in rest]
    return ClaimYear(*stretch, tuple(sorted(lines, key=lambda line: (line.left, line.time.first))), tuple(undated))


def _line(time: OpenTime, title: str, today: date, claims: list[ClaimLine]) -> CalendarLine:
    stands = time.stands(today)
    left = {"open": (time.last - today).days, "ahead": (time.first - today).days, "over": (today - time.last).days}
    made = tuple(line for line in claims if _is_for(line, time))
    return CalendarLine(time, title, stands, left[stands], made)


def _is_for(line: ClaimLine, time: OpenTime) -> bool:
    same = (line.programme_id, line.benefit) == (time.programme_id, time.benefit) and line.state != "withdrawn"
    return same and line.first <= time.service[1] and line.last >= time.service[0]
