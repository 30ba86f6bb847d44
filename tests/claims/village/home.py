"""Work taken home: bags that go out and come back, by what a house makes of an afternoon."""

from datetime import date, timedelta
from random import Random

from tests.claims.village.habits import Habits
from tests.claims.village.people import Person
from workshop.claims.rules.inspecting.facts import OrderFacts, ReturnFacts
from workshop.claims.rules.months import first_day, last_day

BAGS = (10, 24, 48, 50, 100, 144)


def make_orders(dice: Random, habits: Habits, people: list[Person], months: range) -> tuple[OrderFacts, ...]:
    """Orders one after another for everybody who works at home."""
    orders: list[OrderFacts] = []
    operation = dice.choice(habits.operations)
    bag = dice.choice(BAGS if operation.seconds < 600 else (1, 5, 12))
    for person in people:
        if not person.home:
            continue
        on = max(first_day(months[0]), person.facts.hired) + timedelta(dice.randrange(12))
        end = min(last_day(months[-1]), person.facts.left or last_day(months[-1]))
        while on < end:
            order = _order(dice, habits, person, on, len(orders) + 1, operation.id, bag)
            orders.append(order)
            on = order.returns[-1].on + timedelta(dice.randrange(0, 6))
    return tuple(orders)


def _order(dice: Random, habits: Habits, person: Person, on: date, key: int, operation: int, bag: int) -> OrderFacts:
    """A week or three of work for the house: whole bags, cut from material with a little to spare."""
    step = habits.operations[operation - 1]
    hours = sum(dice.uniform(1.5, 6) for _ in range(person.hands)) * dice.randrange(6, 22)
    whole = max(1, round(hours * 3600 / step.seconds / bag)) * bag
    spare = dice.choice((0, 0, 1, 2, 3))
    made = (
        whole
        - (dice.randrange(0, max(1, whole // 12)) if dice.random() < 0.5 else 0)
        + whole * dice.randrange(spare + 1) // 100
    )
    returns = _returns(dice, habits, on, made, bag)
    return OrderFacts(
        key,
        f"W{key:04}",
        person.facts.id,
        operation,
        step.name,
        on,
        whole * 1000,
        whole * (100 + spare) * 10,
        True,
        step.seconds if habits.timed else None,
        person.hands,
        returns,
    )


def _returns(dice: Random, habits: Habits, issued: date, made: int, bag: int) -> tuple[ReturnFacts, ...]:
    """At once or in two or three parts; by bags until the last, which is what it is."""
    parts, on, found, left = dice.choice((1, 1, 2, 3)), issued, [], made
    for at in range(parts):
        on += timedelta(dice.randrange(0 if parts == 1 and made < 30 else 2, 9))
        while habits.market and dice.random() < 0.9 and on.day % 10 not in {day % 10 for day in habits.market}:
            on += timedelta(1)
        whole = left if at == parts - 1 else min(left, max(bag, made // parts // bag * bag))
        if whole > 0:
            found.append(ReturnFacts(on, whole * 1000, True, 8 * 60 + dice.randrange(300)))
            left -= whole
    return tuple(found) or (ReturnFacts(on, made * 1000),)
