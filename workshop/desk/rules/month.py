"""A month of the desk in numbers, for the county: by kind, without a name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from statistics import median_high

from workshop.desk.rules.matters import KINDS, Standing, StepFacts, compute_standing
from workshop.kernel.periods import Period

YES, PARTLY, NO = ("founded", "granted"), ("partly",), ("not", "refused")


@dataclass(frozen=True)
class CaseFacts:
    """A matter as the month counts it; `reply_due` the last day to answer its worker."""

    kind: str
    raised_on: date
    reply_due: date | None
    steps: tuple[StepFacts, ...]

    def on(self, day: date) -> Standing:
        """How it stood at the end of a day."""
        return compute_standing(step for step in self.steps if step.on <= day)

    def open_on(self, day: date) -> bool:
        """Whether it was raised and open at the end of a day."""
        return self.raised_on <= day and self.on(day).open


@dataclass(frozen=True)
class KindMonth:
    """A kind's month. `due`: answers whose last day fell into the month, `in_time` of them; `days` the median of those closed."""

    kind: str
    carried: int
    raised: int
    closed: int
    open: int
    yes: int
    partly: int
    no: int
    due: int
    in_time: int
    longest: int
    days: int | None

    @property
    def words(self) -> str:
        """What the kind is called; empty kind: all of them."""
        return KINDS.get(self.kind, "合计")


@dataclass(frozen=True)
class DeskMonth:
    """A month: a row for each kind, all together, and how many were open at the end of each month up to it."""

    period: Period
    kinds: tuple[KindMonth, ...]
    total: KindMonth
    course: tuple[tuple[Period, int], ...]


def compute_month(cases: Sequence[CaseFacts], period: Period, until: date, months: int = 12) -> DeskMonth:
    """The month up to its last day, or up to `until` where it is not over."""
    end = min(period.last, until)
    kinds = tuple(_count(kind, [case for case in cases if case.kind == kind], period, end) for kind in KINDS)
    course = tuple(
        (month, sum(case.open_on(min(month.last, until)) for case in cases)) for month in _months(period, months)
    )
    return DeskMonth(period, kinds, _count("", cases, period, end), course)


def _count(kind: str, cases: Iterable[CaseFacts], period: Period, end: date) -> KindMonth:
    mine = [case for case in cases if case.raised_on <= end]
    before = date.fromordinal(period.first.toordinal() - 1)
    closed = [case for case in mine if (on := case.on(end).closed_on) and period.first <= on <= end]
    ends = [case.on(end).outcome for case in closed]
    due = [case for case in mine if case.reply_due and period.first <= case.reply_due <= end]
    still = [case for case in mine if case.open_on(end)]
    spans = [(on - case.raised_on).days for case in closed if (on := case.on(end).closed_on)]
    return KindMonth(
        kind=kind,
        carried=sum(case.open_on(before) for case in mine),
        raised=sum(case.raised_on >= period.first for case in mine),
        closed=len(closed),
        open=len(still),
        yes=sum(end in YES for end in ends),
        partly=sum(end in PARTLY for end in ends),
        no=sum(end in NO for end in ends),
        due=len(due),
        in_time=sum(_in_time(case, end) for case in due),
        longest=max(((end - case.raised_on).days for case in still), default=0),
        days=median_high(spans) if spans else None,
    )


def _in_time(case: CaseFacts, end: date) -> bool:
    answered = case.on(end).answered_on
    return answered is not None and case.reply_due is not None and answered <= case.reply_due


def _months(period: Period, many: int) -> list[Period]:
    found, month = [], period
    for _ in range(many):
        found.append(month)
        month = Period.of(date.fromordinal(month.first.toordinal() - 1))
    return found[::-1]


def row_of(one: KindMonth) -> dict[str, object]:
    """The numbers by name, for JSON and papers."""
    return {field.name: getattr(one, field.name) for field in fields(one)}
