"""A workshop over a span of months as the inspectors' checks see it, in a number of statements that does not grow with it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from workshop.claims.queries.inspecting.days import load_days
from workshop.claims.queries.inspecting.home import load_orders
from workshop.claims.queries.inspecting.others import Others
from workshop.claims.queries.inspecting.paper import load_claim_facts
from workshop.claims.queries.inspecting.pay import load_paid
from workshop.claims.queries.inspecting.people import load_workers
from workshop.claims.queries.inspecting.place import load_recognition, tally, tally_claim
from workshop.claims.queries.inspecting.prices import load_prices
from workshop.claims.rules.inspecting.facts import Day, InspectionFacts, PayFacts, WorkKey
from workshop.claims.rules.months import first_day, last_day
from workshop.claims.values import Claim
from workshop.people.queries import Workshop, load_calendar


def load_inspection(
    place: Workshop, first_month: int, last_month: int, on: date, others: Others, claim: Claim | None = None
) -> InspectionFacts:
    """The books of whole months as they are known on the day `on`, with what the paper of a claim asks."""
    first, last = first_day(first_month), last_day(last_month)
    workers, work = load_workers(place.id, first, last), load_days(place.id, first, last)
    paid = load_paid(place.id, first, last)
    # Of a part-time worker the month is not settled before its second half is.
    waiting = {key for key in work if workers[key[0]].hours_system == "part_time" and key[1] not in paid.halves}
    states, events = load_recognition(place.id)
    return InspectionFacts(
        place.name,
        on,
        workers,
        load_calendar(place.id),
        work,
        _by_attendance(paid.pay, work),
        paid.runs,
        paid.absent | waiting,
        load_orders(place.id, first, last),
        load_prices(place.id, first, last),
        others.elsewhere,
        others.claimed,
        (*tally(paid), *(tally_claim(place.id, claim) if claim else ())),
        states,
        events,
        place.head_name,
        place.phone,
        load_claim_facts(place, claim) if claim else None,
    )


def _by_attendance(pay: Mapping[WorkKey, PayFacts], work: Mapping[WorkKey, tuple[Day, ...]]) -> dict[WorkKey, PayFacts]:
    """Half days as attendance has them: a slip counts a day with work and without attendance as well (pay rules 4.6)."""
    found = dict(pay)
    for key, slip in pay.items():
        unmarked = sum(2 for day in work.get(key, ()) if not day.status)
        if unmarked and slip.halves is not None:
            found[key] = replace(slip, halves=slip.halves - unmarked)
    return found
