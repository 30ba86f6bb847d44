"""In which locked pay a return or a loss stands: the period of its slip, for whoever was paid."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from workshop.floor.queries.facts import locked_days
from workshop.kernel.dated import value_on
from workshop.kernel.periods import Period
from workshop.people.queries import load_terms
from workshop.takehome.queries.orders import OrderLine
from workshop.takehome.queries.returns import ReturnLine


class OnSlip(NamedTuple):
    """A slip: whose, and of which period."""

    worker_id: int
    name: str
    period: str


def find_slips(
    workshop_id: int, order: OrderLine, returns: Sequence[ReturnLine]
) -> tuple[dict[int, tuple[OnSlip, ...]], OnSlip | None]:
    """(return → slips that paid it, the slip that carries the loss); what is not in locked pay yet has none."""
    locked, terms = locked_days(workshop_id), load_terms(workshop_id)

    def slip(worker_id: int, name: str, on: date | None) -> OnSlip | None:
        last = locked.get(worker_id)
        if on is None or last is None or on > last:
            return None
        held = value_on(terms.get(worker_id, ()), on)
        halves = held is not None and held.value.hours_system == "part_time"
        return OnSlip(worker_id, name, Period.of(on, halves).code)

    paid = {}
    for back in returns:
        people = [(one.worker_id, one.name) for one in back.shares] or [(back.worker_id, back.name)]
        slips = (slip(key, name, back.pay_on) for key, name in people if back.paid)
        paid[back.id] = tuple(one for one in slips if one is not None)
    return paid, slip(order.worker_id, order.name, order.closed_on)
