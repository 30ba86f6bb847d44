"""Several deliveries inspected at once: all of them, or none."""

from collections.abc import Sequence
from datetime import date, datetime

from workshop.floor.rules.entries import EntryFault
from workshop.store.audit import Actor
from workshop.store.transaction import transaction
from workshop.takehome.actions.recording import NONE, Done
from workshop.takehome.actions.returning import inspect_return
from workshop.takehome.rules.entries import NewInspection, RefusedTakehome


def inspect_returns(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    inspections: Sequence[NewInspection],
    on: date | None = None,
    accept: frozenset[str] = NONE,
) -> list[Done]:
    """Inspects them in their order. Raises RefusedTakehome with the faults of all; `row` of a fault counts from 0."""
    done, faults = [], list[EntryFault]()
    with transaction(actor, now):
        for row, inspection in enumerate(inspections):
            try:
                done.append(inspect_return(actor, now, workshop_id, inspection, on, accept))
            except RefusedTakehome as refused:
                faults += [fault._replace(row=row) for fault in refused.faults]
        if faults:
            raise RefusedTakehome(faults)
    return done
