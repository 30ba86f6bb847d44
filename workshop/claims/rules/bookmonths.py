"""A person's months out of what the books say: pay whole or not known, days, hours, where the work was done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from workshop.claims.rules.facts import MonthFacts
from workshop.claims.rules.months import first_day, last_day, month_of
from workshop.kernel.dated import Dated, value_on
from workshop.people.rules.terms import Terms

Group = Literal[0, 1, 2]  # of pay: the month, its first and second half
HALF_ENDS = 15


@dataclass
class MonthRecord:
    """What was read of one person's month, in fen, half days and minutes. `open`: a run of it is not locked."""

    groups: set[Group] = field(default_factory=set)
    pay: int = 0
    paid: int | None = 0
    halves: int = 0
    home: int = 0
    here: int = 0
    hours: int | None = None
    attended: int | None = None
    clocked: int | None = None
    open: bool = False
    left_out: bool = False

    def add_paid(self, fen: int | None) -> None:
        """Adds what went out; once it is not known of one slip it is not known of the month."""
        self.paid = None if self.paid is None or fen is None else self.paid + fen


@dataclass(frozen=True)
class Book:
    """By worker the months; `open` holds those (worker, month) whose figures are not final; the books cover `first` to `last` whole."""

    months: Mapping[int, tuple[MonthFacts, ...]]
    open: frozenset[tuple[int, int]]
    first: int | None
    last: int | None


def build_book(
    people: Iterable[tuple[int, date, date | None]],
    terms: Mapping[int, tuple[Dated[Terms], ...]],
    records: Mapping[int, Mapping[int, MonthRecord]],
    runs: set[tuple[int, Group]],
) -> Book:
    """The months of everybody. A month is covered when each of its runs that somebody belongs to is computed.

    Between the first and the last covered month a month may lack a run: nobody's work in it is known then.
    """
    crew = [(worker, hired, left, terms.get(worker, ())) for worker, hired, left in people]
    covered = {month for month in {m for m, _ in runs} if all((month, g) in runs for g in _needed(crew, month))}
    first, last = min(covered, default=None), max(covered, default=None)
    gaps = set(range(first, last + 1)) - covered if first is not None and last is not None else set()
    months: dict[int, tuple[MonthFacts, ...]] = {}
    unfinished: set[tuple[int, int]] = set()
    for worker, hired, left, dated in crew:
        mine = records.get(worker, {})
        numbers = set(mine) | {m for m in gaps if hired <= last_day(m) and (left is None or left >= first_day(m))}
        built = [_build(n, mine.get(n), hired, left, dated, runs) for n in sorted(numbers)]
        months[worker] = tuple(built)
        unfinished |= {
            (worker, n) for n in numbers if (record := mine.get(n)) is None or record.open or not record.groups
        }
    return Book(months, frozenset(unfinished), first, last)


Crew = Iterable[tuple[int, date, date | None, tuple[Dated[Terms], ...]]]


def _needed(crew: Crew, month: int) -> set[Group]:
    """Which runs a month needs: halves for part-time people, the month for everybody else (pay rules 1.9)."""
    start, end = first_day(month), last_day(month)
    needed: set[Group] = set()
    for _, hired, left, dated in crew:
        if hired > end or (left is not None and left < start):
            continue
        needed |= _groups_of(dated, hired, left, month)
        if len(needed) == 3:
            break
    return needed


def _groups_of(dated: tuple[Dated[Terms], ...], hired: date, left: date | None, month: int) -> set[Group]:
    if not is_part_time(dated, month):
        return {0}
    halves: set[Group] = set()
    if hired.day <= HALF_ENDS or month_of(hired) < month:
        halves.add(1)
    if left is None or left.day > HALF_ENDS or month_of(left) > month:
        halves.add(2)
    return halves


def is_part_time(dated: tuple[Dated[Terms], ...], month: int) -> bool:
    """Whether somebody is paid by the half month 非全日制."""
    found = value_on(dated, last_day(month)) or (dated[0] if dated else None)
    return found is not None and found.value.hours_system == "part_time"


def _build(
    month: int,
    record: MonthRecord | None,
    hired: date,
    left: date | None,
    dated: tuple[Dated[Terms], ...],
    runs: set[tuple[int, Group]],
) -> MonthFacts:
    """One month; without a slip in a run that is there, nothing was earned, unless the person was left out of it."""
    if record is None:
        return MonthFacts(month)
    needed = _groups_of(dated, hired, left, month)
    known = not record.left_out and all(group in record.groups or (month, group) in runs for group in needed)
    part_time = is_part_time(dated, month)
    home = record.home > record.here
    mode = "居家" if home else "钟点" if part_time else "厂内"
    return MonthFacts(
        month,
        half_days=_half_days(record, home),
        minutes=_minutes(record),
        pay_fen=record.pay if known else None,
        paid_fen=record.paid if known and record.groups else None,
        mode=mode,
        production="手工" if home else None,
    )


def _half_days(record: MonthRecord, home: bool) -> int | None:
    """Days by the slip where there is one, which counts days of work without a row; at home nobody writes days down."""
    if record.groups and (record.halves or record.attended is not None):
        return record.halves
    if record.attended is not None:
        return record.attended
    return None if home or not record.groups else record.halves


def _minutes(record: MonthRecord) -> int | None:
    """By the clock where every day attended has both times, else the hours written down where there is no attendance."""
    if record.clocked is not None and record.attended:
        return record.clocked
    return record.hours if not record.attended else None
