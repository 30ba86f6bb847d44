"""What is written down of a day's work, and what can be wrong with it.

Units: quantities 1/1000 of the operation's unit, minutes, rates in fen an hour, weights 1/100 (pay rules 1).
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from workshop.kernel.calendar import Calendar
from workshop.kernel.faults import Refused


class NewOutput(NamedTuple):
    """A worker's output 产量 of one operation on one day; `band` empty: by the calendar (4.2)."""

    id: str
    date: date
    worker_id: int
    operation_id: int
    good: int
    defect_own: int
    defect_other: int
    band: str = ""


class NewShare(NamedTuple):
    """One of a team: `minutes` and `weight` (1/100) where the split uses them."""

    worker_id: int
    minutes: int | None = None
    weight: int | None = None


class NewTeamOutput(NamedTuple):
    """Output of a team 集体计件 (3.4); `split` is a key of kernel.shares.SPLITS."""

    id: str
    date: date
    operation_id: int
    quantity: int
    split: str
    band: str
    members: tuple[NewShare, ...]


class NewHours(NamedTuple):
    """Minutes paid by the hour 计时 (5.1); `rate` in fen an hour, None: the worker's own."""

    id: str
    date: date
    worker_id: int
    activity: str
    minutes: int
    rate: int | None = None
    band: str = ""


class NewAttendance(NamedTuple):
    """A worker's day 考勤; an empty status takes the day's row back. Times are minutes of the day."""

    worker_id: int
    date: date
    status: str
    clock_in: int | None = None
    clock_out: int | None = None
    overtime_minutes: int | None = None


class EntryFault(NamedTuple):
    """What is wrong with one row of a batch: `row` counts from 0, `field` is the row's own field name."""

    row: int
    field: str
    value: str
    reason: str
    message: str
    mend: str

    def __str__(self) -> str:
        return f"{f'「{self.value}」' if self.value else ''}{self.message}。{self.mend}"


class RefusedRows(Refused):
    """A batch of which nothing was recorded; `faults` names every row that stands in the way."""

    def __init__(self, faults: list[EntryFault]) -> None:
        first = faults[0]
        more = f"(另有 {len(faults) - 1} 处)" if len(faults) > 1 else ""
        shown = f"「{first.value}」" if first.value else ""
        super().__init__(f"第 {first.row + 1} 条{shown}{first.message}{more}", first.mend, first.field)
        self.faults = tuple(faults)


class WorkerFacts(NamedTuple):
    """What the floor must know of a worker; `terms` are (from day, grade, hourly rate in fen) in order of their start."""

    worker_no: str
    name: str
    hire_date: date
    leave_date: date | None
    birth_date: date | None
    terms: tuple[tuple[date, str, int | None], ...]

    def employed(self, on: date) -> bool:
        """From the day of hiring to the last day of work, both included (1.9)."""
        return self.hire_date <= on and (self.leave_date is None or on <= self.leave_date)

    def terms_on(self, on: date) -> tuple[str, int | None]:
        """(grade, hourly rate) in force on a day; nothing before the first."""
        index = bisect_right(self.terms, on, key=lambda term: term[0])
        return self.terms[index - 1][1:] if index else ("", None)


class OperationFacts(NamedTuple):
    """What the floor must know of an operation 工序."""

    code: str
    name: str
    unit: str
    withdrawn_on: date | None


@dataclass(frozen=True)
class FloorFacts:
    """What a batch is judged by: `on` is today, `make_up` holds (worker, day) of 补班 (4.4), `locked` the last locked day."""

    on: date
    workers: Mapping[int, WorkerFacts]
    operations: Mapping[int, OperationFacts]
    calendar: Calendar
    make_up: frozenset[tuple[int, date]] = frozenset()
    locked: Mapping[int, date] = field(default_factory=dict)
