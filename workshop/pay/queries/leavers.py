"""Who has left in a month and has no slip for it yet: they are paid at once, not at the month's end."""

from dataclasses import dataclass
from datetime import date

from workshop.kernel.periods import Period
from workshop.pay.queries.people import load_people
from workshop.pay.queries.scope import Scope
from workshop.pay.rules.months import months_groups
from workshop.store.database import fetch_all

_WITH_SLIP = "SELECT worker_id, period FROM slip WHERE workshop_id = :w AND period IN :periods"


@dataclass(frozen=True)
class Leaver:
    """Somebody whose last day has come, and the period that it falls into."""

    worker_id: int
    worker_no: str
    name: str
    leave_date: date
    period: Period


def list_leavers(workshop_id: int, month: Period, on: date) -> list[Leaver]:
    """Leavers of a month up to a day who have no slip of their last period, by their last day."""
    periods = months_groups(month)
    paid = set(fetch_all(_WITH_SLIP, w=workshop_id, periods=[period.code for period in periods]))
    found = [
        Leaver(person.id, person.worker_no, person.name, person.leave_date, period)
        for period in periods
        for person in load_people(Scope(workshop_id, period))
        if person.leave_date and person.leave_date in period and person.leave_date <= on
    ]
    waiting = (one for one in found if (one.worker_id, one.period.code) not in paid)
    return sorted(waiting, key=lambda one: (one.leave_date, one.worker_no))
