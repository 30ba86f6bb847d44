"""A month of the desk: matters by kind, visits and their promises, who left and why, families with nobody in work."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from workshop.desk.queries.families import list_families
from workshop.desk.queries.leavers import list_leavers
from workshop.desk.queries.matters import list_cases
from workshop.desk.queries.visits import list_visits
from workshop.desk.rules.leaving import DAYS, REASONS
from workshop.desk.rules.month import DeskMonth, compute_month, row_of
from workshop.kernel.periods import Period

UNASKED = "还没问原因"


@dataclass(frozen=True)
class MonthView:
    """The month in numbers; `until` its last day or today. `reasons` of those who left in it, the most frequent first."""

    month: DeskMonth
    until: date
    visits: int
    promised: int
    kept: int
    late: int
    left: int
    stopped: int
    reasons: tuple[tuple[str, int], ...]
    families: int
    jobless: int
    unknown: int


def load_month(workshop_id: int, period: Period, today: date) -> MonthView:
    """The month up to its last day, or to today where it is not over. Families are as they are today: nobody kept them by month."""
    until = min(period.last, today)
    visits = [visit for visit in list_visits(workshop_id) if period.first <= visit.visited_on <= until]
    promised = [visit for visit in visits if visit.promised]
    leavers = list_leavers(workshop_id, until, DAYS)
    gone = [one for one in leavers if _within(one.stopped.facts.leave_date, period)]
    verdicts = Counter(line.family.verdict for line in list_families(workshop_id, today, DAYS))
    reasons = Counter(REASONS.get(one.reason, UNASKED) for one in gone)
    return MonthView(
        month=compute_month(list_cases(workshop_id, today), period, today),
        until=until,
        visits=len(visits),
        promised=len(promised),
        kept=sum(not visit.open for visit in promised),
        late=sum(visit.late(until) for visit in promised),
        left=len(gone),
        stopped=sum(one.stopped.state == "stopped" for one in leavers),
        reasons=tuple(reasons.most_common()),
        families=sum(verdicts.values()),
        jobless=verdicts["none"],
        unknown=verdicts["unknown"],
    )


def _within(day: date | None, period: Period) -> bool:
    return day is not None and day in period


def tell_month(view: MonthView) -> dict[str, object]:
    """The numbers as JSON tells them: no name, no number of a person."""
    month = view.month
    numbers = {name: value for name, value in vars(view).items() if isinstance(value, int)}
    return {
        "period": month.period.code,
        "until": str(view.until),
        "kinds": [row_of(one) for one in month.kinds],
        "total": row_of(month.total),
        "open_by_month": {period.code: count for period, count in month.course},
        **numbers,
        "reasons": dict(view.reasons),
    }
