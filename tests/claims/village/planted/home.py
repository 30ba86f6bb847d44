"""Work at home that nobody did, or somebody else."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from tests.claims.village.planted.case import Case, case, plants
from workshop.claims.rules.inspecting.facts import InspectionFacts, OrderFacts, ReturnFacts
from workshop.claims.rules.months import month_of


def _with_order(facts: InspectionFacts, order: OrderFacts) -> InspectionFacts:
    others = tuple(one for one in facts.orders if one.id != order.id)
    return replace(facts, orders=(*others, order))


@plants("back_too_early")
def written_afterwards(facts: InspectionFacts, dice: Random) -> Case | None:
    """The order was written when the goods were there."""
    if not facts.orders:
        return None
    order = dice.choice(facts.orders)
    issued = order.returns[0].on + timedelta(dice.randrange(1, 20))
    return case(_with_order(facts, replace(order, issued_on=issued)), (order.worker,))


@plants("back_too_much")
def from_nowhere(facts: InspectionFacts, dice: Random) -> Case | None:
    """More gloves than the cloth makes."""
    orders = [one for one in facts.orders if one.quantity]
    if not orders:
        return None
    order = dice.choice(orders)
    whole = min(order.quantity or 0, order.able or order.quantity or 0) * dice.randrange(108, 180) // 100
    missing = whole - sum(back.pieces for back in order.returns[:-1])
    returns = (*order.returns[:-1], replace(order.returns[-1], pieces=missing))
    order = replace(order, returns=returns, able=None if dice.random() < 0.3 else order.able)
    return case(_with_order(facts, order), (order.worker,))


@plants("no_material")
def without_cloth(facts: InspectionFacts, dice: Random) -> Case | None:
    """Paid for sewing, given nothing to sew."""
    if len(facts.orders) < 4:
        return None
    order = replace(dice.choice(facts.orders), material=False, able=None)
    return case(_with_order(facts, order), (order.worker,))


@plants("beyond_hands")
def three_houses(facts: InspectionFacts, dice: Random) -> Case | None:
    """One name for what many made."""
    if not facts.orders:
        return None
    order = dice.choice(facts.orders)
    seconds = order.seconds or 120
    hours = order.members * dice.randrange(480, 1500)
    pieces = hours * 3600 // seconds * 1000
    order = replace(
        order, seconds=seconds, quantity=None, able=None, returns=(replace(order.returns[0], pieces=pieces),)
    )
    return case(_with_order(facts, order), (order.worker,), (month_of(order.returns[0].on),))


@plants("split_delivery")
def for_three_names(facts: InspectionFacts, dice: Random) -> Case | None:
    """What one brings is written in equal parts on three to five, week after week; the parts are rounded as it comes."""
    if not facts.orders:
        return None
    base = dice.choice(facts.orders)
    others = [one.id for one in facts.workers.values() if one.left is None and one.id != base.worker]
    if len(others) < 4:
        return None
    people = [base.worker, *dice.sample(others, dice.randrange(2, 5))]
    key = max(one.id for one in facts.orders)
    added = []
    for week in range(dice.randrange(4, 7)):
        on = base.issued_on + timedelta(7 * week + 5)
        whole = dice.randrange(150, 600)
        for worker in people:
            key += 1
            pieces = (whole + dice.choice((0, 0, 1, -1, 2))) * 1000
            order = replace(base, id=key, number=f"W{key}", worker=worker, quantity=pieces, able=None)
            added.append(replace(order, issued_on=on - timedelta(4), returns=(ReturnFacts(on, pieces),)))
    return case(replace(facts, orders=(*facts.orders, *added)), people)
