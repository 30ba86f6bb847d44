"""What a month comes to and how it is paid."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

from tests.claims.village.habits import Habits
from tests.claims.village.people import Person
from workshop.claims.rules.inspecting.facts import Day, MonthRun, OrderFacts, PayFacts, PriceFacts, WorkKey
from workshop.claims.rules.inspecting.thresholds import PRESENT
from workshop.claims.rules.months import first_day, last_day, month_of


def make_pay(
    dice: Random,
    habits: Habits,
    people: list[Person],
    work: dict[WorkKey, tuple[Day, ...]],
    orders: tuple[OrderFacts, ...],
) -> dict[WorkKey, PayFacts]:
    """Slips of everybody who earned something."""
    by_id = {one.facts.id: one for one in people}
    home: dict[WorkKey, int] = defaultdict(int)
    for order in orders:
        for back in order.returns:
            rate = habits.operations[order.operation - 1].rate
            home[order.worker, month_of(back.on)] += back.pieces * rate // 100_000
    paid = {}
    salary = {one.facts.id: dice.randrange(160_000, 280_000, 10_000) for one in people}
    share = {month: dice.randrange(7_000, 12_000) for _, month in work}
    for key in sorted({*work, *home}):
        if slip := _slip(
            dice, habits, by_id[key[0]], key, work.get(key, ()), home[key], (salary[key[0]], share.get(key[1], 0))
        ):
            paid[key] = slip
    return paid


def _slip(
    dice: Random, habits: Habits, person: Person, key: WorkKey, days: tuple[Day, ...], home: int, rates: tuple[int, int]
) -> PayFacts | None:
    there = sum(1 if day.status == "半天" else 2 for day in days if day.status in PRESENT)
    hours = sum(day.hours for day in days) * (1500 if person.post == "hourly" else 1200) // 60
    work = sum(day.fen for day in days) + hours + sum(rates[1] for day in days if day.team)
    work += rates[0] * min(there, 52) // 52 if person.post == "salary" else 0
    gross = work + home
    if gross <= 0:
        return None
    gross += 5_000 if there >= 50 and dice.random() < 0.5 else 0
    lost = gross * dice.randrange(1, 8) // 100 if dice.random() < 0.03 else 0
    net = gross - lost - (5_000 if dice.random() < 0.04 else 0)
    locked = lock_day(habits, key[1])
    on = locked + timedelta(dice.randrange(1, 6) + (12 if dice.random() < 0.01 else 0))
    if person.post == "hourly":
        on = last_day(key[1]) + timedelta(dice.randrange(2, 10))
    counted = there + (dice.choice((-2, -1, 1, 2)) if dice.random() < 0.01 else 0)
    card = person.facts.cards[-1] if person.facts.cards else None
    return PayFacts(
        *key,
        gross,
        net,
        work,
        home,
        max(0, counted),
        lost=lost,
        cash=0 if card else net,
        paid=net,
        names=(card.holder,) if card else (),
        paid_on=on,
    )


def lock_day(habits: Habits, month: int) -> date:
    """The day on which the wages of a month are locked."""
    return first_day(month + 1) + timedelta(habits.lock_day)


def make_runs(habits: Habits, pay: dict[WorkKey, PayFacts]) -> dict[int, MonthRun]:
    """The months that were locked."""
    runs = {}
    for month in sorted({month for _, month in pay}):
        mine = [one for (_, of), one in pay.items() if of == month]
        gross, net = sum(one.gross for one in mine), sum(one.net for one in mine)
        runs[month] = MonthRun(month, lock_day(habits, month), len(mine), gross, net, len(mine), net)
    return runs


def make_prices(dice: Random, habits: Habits, months: range) -> tuple[PriceFacts, ...]:
    """What held from before, and a rise that was told weeks ahead or put down within its own month."""
    rows = []
    for step in habits.operations:
        rows.append(
            PriceFacts(step.id, step.name, "", date(2024, 1, 1), step.rate, None, date(2023, 12, 20), tuple(months))
        )
        if dice.random() < 0.4 and len(months) > 2:
            month = dice.choice(months[1:])
            since = first_day(month)
            told = (
                since - timedelta(dice.randrange(3, 25))
                if dice.random() < 0.7
                else since + timedelta(dice.randrange(20))
            )
            later = tuple(one for one in months if one >= month)
            rows.append(PriceFacts(step.id, step.name, "", since, step.rate * 105 // 100, step.rate, told, later))
    return tuple(rows)
