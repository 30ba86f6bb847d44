"""Wages on paper."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from tests.claims.village.planted.case import Case, busy_months, case, pick, plants, with_pay, with_worker
from workshop.claims.rules.inspecting.facts import InspectionFacts, PriceFacts
from workshop.claims.rules.months import first_day, last_day


def _old_month(facts: InspectionFacts, dice: Random) -> int | None:
    """A month that was locked more than six weeks ago."""
    months = [month for month, run in facts.runs.items() if run.locked_on + timedelta(45) < facts.on]
    return dice.choice(months) if months else None


@plants("no_proof")
def no_receipt(facts: InspectionFacts, dice: Random) -> Case | None:
    """On the sheet, in no bank file and under no signature."""
    month = _old_month(facts, dice)
    if month is None:
        return None
    people = [one for one, of in facts.pay if of == month and facts.pay[one, of].net > 0]
    chosen = dice.sample(people, dice.randrange(1, min(6, len(people)) + 1))
    for one in chosen:
        slip = facts.pay[one, month]
        facts = with_pay(facts, (one, month), replace(slip, unpaid=slip.net, paid=0, names=(), paid_on=None))
    return case(facts, chosen, (month,))


@plants("cash_share")
def from_hand_to_hand(facts: InspectionFacts, dice: Random) -> Case | None:
    """A month's wages are fetched in one sum and handed out."""
    month = pick(dice, [(0, month) for month in facts.runs])
    people = [one for one, of in facts.pay if month and of == month[1]]
    if month is None or len(people) < 6:
        return None
    for one in dice.sample(people, len(people) * dice.randrange(45, 100) // 100):
        slip = facts.pay[one, month[1]]
        facts = with_pay(facts, (one, month[1]), replace(slip, cash=slip.net, names=()))
    return case(facts, (), (month[1],))


@plants("paid_to_other")
def back_to_the_owner(facts: InspectionFacts, dice: Random) -> Case | None:
    """The money goes to the head, or to a cousin."""
    key = pick(dice, sorted(facts.pay))
    if key is None:
        return None
    name = dice.choice((facts.head, "钱大富"))
    if name == facts.workers[key[0]].name:
        return None
    return case(with_pay(facts, key, replace(facts.pay[key], names=(name,))), (key[0],), (key[1],))


@plants("same_pay")
def by_the_head(facts: InspectionFacts, dice: Random) -> Case | None:
    """A sheet made up by heads: each the same."""
    keys = [key for key in busy_months(facts, 10) if key in facts.pay and not any(day.team for day in facts.work[key])]
    key = pick(dice, keys)
    mine = [one for one in keys if key and one[1] == key[1]]
    if key is None or len(mine) < 6:
        return None
    fen = dice.randrange(1500, 2600) * 100
    chosen = dice.sample(mine, max(5, len(mine) * dice.randrange(70, 101) // 100))
    for one in chosen:
        facts = with_pay(facts, one, replace(facts.pay[one], gross=fen, net=fen, work=fen))
    return case(facts, [one for one, _ in chosen], (key[1],))


@plants("held_back")
def for_the_needles(facts: InspectionFacts, dice: Random) -> Case | None:
    """Half the month goes for losses."""
    key = pick(dice, sorted(facts.pay))
    if key is None:
        return None
    slip = facts.pay[key]
    return case(
        with_pay(facts, key, replace(slip, lost=slip.gross * dice.randrange(22, 70) // 100)), (key[0],), (key[1],)
    )


@plants("hourly_late")
def at_the_quarter(facts: InspectionFacts, dice: Random) -> Case | None:
    """Hour by hour, paid when there is money."""
    keys = [key for key in facts.pay if last_day(key[1]) + timedelta(40) < facts.on]
    key = pick(dice, keys)
    if key is None:
        return None
    slip = facts.pay[key]
    late = replace(slip, paid_on=last_day(key[1]) + timedelta(dice.randrange(16, 40)))
    bare = replace(slip, unpaid=slip.net, paid=0, paid_on=None)
    facts = with_worker(facts, key[0], hours_system="part_time", timed=True)
    return case(with_pay(facts, key, bare if slip.net > 0 and dice.random() < 0.3 else late), (key[0],), (key[1],))


@plants("price_after_lock")
def another_price(facts: InspectionFacts, dice: Random) -> Case | None:
    """Months later the price of a month is what the claim needs."""
    month = _old_month(facts, dice)
    if month is None:
        return None
    old = dice.choice(facts.prices)
    since = first_day(month) + timedelta(dice.randrange(-40, 27))
    recorded = facts.runs[month].locked_on + timedelta(dice.randrange(1, 45))
    later = tuple(one for one in old.used if one >= month)
    rate = old.rate * dice.choice((70, 115, 130)) // 100
    row = PriceFacts(old.operation, old.name, "", since, rate, old.rate, recorded, later)
    return case(replace(facts, prices=(*facts.prices, row)), (), (month,)) if month in later else None
