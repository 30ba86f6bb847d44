"""A whole workshop that has nothing to hide, from a seed."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from tests.claims.village.claim import make_claim, make_claimed, make_events, make_states, make_tallies
from tests.claims.village.days import Diary
from tests.claims.village.habits import make_habits
from tests.claims.village.home import make_orders
from tests.claims.village.people import make_people
from tests.claims.village.wages import lock_day, make_pay, make_prices, make_runs
from workshop.claims.rules.inspecting.facts import ElsewhereFacts, InspectionFacts
from workshop.claims.rules.months import first_day

FIRST = 2024 * 12 + 9  # October 2024


def honest_workshop(seed: int, length: int = 0) -> InspectionFacts:
    """Half a year or so of a workshop, `length` months if given, with the claim that it makes of them."""
    dice = Random(seed)
    start = FIRST + dice.randrange(0, 6)
    months = range(start, start + (length or dice.randrange(4, 9)))
    habits = make_habits(dice, months)
    people = make_people(dice, habits, months)
    diary = Diary(dice, habits)
    at_work = [one for one in people if not one.home]
    work = {(one.facts.id, month): days for month in months for one in at_work if (days := diary.month(one, month))}
    orders = make_orders(dice, habits, people, months)
    pay = make_pay(dice, habits, people, work, orders)
    on = lock_day(habits, months[-1]) + timedelta(dice.randrange(8, 20))
    head = dice.choice(people).facts.name if dice.random() < 0.05 else "周大成"
    facts = InspectionFacts(
        "桃树村车间",
        on,
        {one.facts.id: one.facts for one in people},
        habits.calendar(),
        work,
        pay,
        make_runs(habits, pay),
    )
    facts = replace(
        facts,
        orders=orders,
        prices=make_prices(dice, habits, months),
        states=make_states(dice, facts, months),
        head=head,
        phone="13900000000",
    )
    claim = make_claim(dice, facts, people, months) if dice.random() < 0.8 else None
    return replace(
        facts,
        claim=claim,
        claimed=make_claimed(dice, claim, people) if claim else (),
        tallies=make_tallies(facts, claim),
        events=make_events(dice, facts),
        elsewhere=_elsewhere(dice, facts, months),
    )


def _elsewhere(dice: Random, facts: InspectionFacts, months: range) -> tuple[ElsewhereFacts, ...]:
    """Who came from another workshop or went to one: the days lie before and after."""
    found = []
    for one in facts.workers.values():
        if dice.random() < 0.05:
            before = frozenset(one.hired - timedelta(n) for n in range(1, 25))
            after = frozenset(one.left + timedelta(n) for n in range(1, 25)) if one.left else frozenset[date]()
            found.append(ElsewhereFacts(one.id, "另一个车间", before | after))
    return tuple(found)


def months_of(facts: InspectionFacts) -> list[int]:
    """The months with work, in order."""
    return sorted({month for _, month in facts.work}) or sorted({month for _, month in facts.pay})


def first_of(facts: InspectionFacts) -> date:
    """The first day of the books."""
    return first_day(months_of(facts)[0])
