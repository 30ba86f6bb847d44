"""The groups of a month computed with one click: the halves of the part-timers first, then everyone else's month (1.9)."""

from datetime import date, datetime

from workshop.kernel.faults import Refused
from workshop.kernel.periods import Period
from workshop.pay.actions.runs import compute_run
from workshop.pay.queries.months import list_groups
from workshop.pay.queries.runs import Run
from workshop.pay.rules.months import is_due
from workshop.store.audit import Actor
from workshop.store.transaction import transaction


def compute_due(actor: Actor, now: datetime, workshop_id: int, month: Period, on: date) -> list[Run]:
    """Computes every group of the month that has ended by `on`, has people and no run yet. Raises Refused: none is due."""
    with transaction(actor, now):
        due = [group.period for group in list_groups(workshop_id, month) if is_due(group, on)]
        if not due:
            raise Refused(f"{month.chinese}没有到期还没算的组", "已经算过的,请打开那一组看")
        return [compute_run(actor, now, workshop_id, period) for period in sorted(due, key=_halves_first)]


def _halves_first(period: Period) -> tuple[bool, int]:
    return not period.half, period.half
