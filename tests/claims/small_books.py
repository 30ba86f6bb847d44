"""A small workshop of ten with nothing to ask about, and the hands to change one thing in it."""

from dataclasses import replace
from datetime import date, datetime
from random import Random
from typing import Any

from workshop.claims.rules.inspecting.checks import CHECKS
from workshop.claims.rules.inspecting.claim_facts import ClaimFacts
from workshop.claims.rules.inspecting.facts import (
    CategoryFacts,
    ContractFacts,
    Day,
    InspectionFacts,
    MonthRun,
    OrderFacts,
    PayFacts,
    ReturnFacts,
    WorkerFacts,
)
from workshop.claims.values import Claim, ClaimPerson
from workshop.kernel.calendar import Calendar

MARCH = 2025 * 12 + 2
LOCKED = date(2025, 4, 5)
ON = date(2025, 5, 4)
HEADS = 10
CALENDAR = Calendar({date(2025, 4, 4): "清明节"}, frozenset({2025}), frozenset({6}))
MONDAYS_TO_SATURDAYS = [day for day in range(1, 32) if date(2025, 3, day).weekday() != 6]


def worker(key: int, **more: Any) -> WorkerFacts:
    """Somebody with all his papers."""
    facts: dict[str, Any] = {
        "sex": "女",
        "born": date(1980, 1 + key, 10),
        "person": f"id{key}",
        "household": f"H{key}",
        "phone": f"1390000000{key}",
        "hired": date(2024, 1, 1),
        "categories": (CategoryFacts("脱贫户", date(2021, 1, 1), True, "县名册", date(2025, 4, 1)),),
        "contracts": (ContractFacts("劳动合同", date(2024, 1, 1), None),),
    }
    return WorkerFacts(key, f"{key:05}", "赵钱孙李周吴郑冯陈卫"[key] + "氏", **(facts | more))


def day(key: int, number: int, **more: Any) -> Day:
    """A day by a clock, with some pieces; nobody's is like another's."""
    dice = Random(key * 100 + number)
    came, went = 470 + dice.randrange(11), 1070 + dice.randrange(13)
    made = {"seconds": 30_000, "fen": 9_000 + dice.randrange(400), "pieces": 400_000 + dice.randrange(40) * 1000}
    on = date(2025, 3, number).toordinal()
    return Day(number, "出勤", came, went, on, on, **made)._replace(**more)


def books(**more: Any) -> InspectionFacts:
    """March of ten people, each away on a day of his own; paid, proven and locked."""
    people = {key: worker(key) for key in range(HEADS)}
    work = {(key, MARCH): tuple(day(key, n) for n in MONDAYS_TO_SATURDAYS if n % 10 != key) for key in people}
    pay = {at: paid(at[0], 200_000 + at[0] * 1_700) for at in work}
    runs = {MARCH: MonthRun(MARCH, LOCKED, HEADS, 0, 0, HEADS, 0)}
    facts = InspectionFacts("车间", ON, people, CALENDAR, work, pay, runs, states=(("认定", date(2023, 1, 1), None),))
    return replace(facts, **more)


def paid(key: int, fen: int, month: int = MARCH, **more: Any) -> PayFacts:
    """A slip paid to a card."""
    return PayFacts(key, month, **({"gross": fen, "net": fen, "work": fen, "paid": fen} | more))


def with_worker(facts: InspectionFacts, key: int, **more: Any) -> InspectionFacts:
    """One worker is otherwise."""
    return replace(facts, workers={**facts.workers, key: replace(facts.workers[key], **more)})


def with_days(facts: InspectionFacts, key: int, days: list[Day], month: int = MARCH) -> InspectionFacts:
    """One worker's month is otherwise."""
    return replace(facts, work={**facts.work, (key, month): tuple(days)})


def with_pay(facts: InspectionFacts, *slips: PayFacts) -> InspectionFacts:
    """Some slips are otherwise."""
    return replace(facts, pay={**facts.pay, **{(slip.worker, slip.month): slip for slip in slips}})


def each_day(facts: InspectionFacts, key: int, first: int = 0, until: int = 99, **more: Any) -> InspectionFacts:
    """His days from place to place are otherwise."""
    days = facts.work[key, MARCH]
    return with_days(facts, key, [one._replace(**more) if first <= at < until else one for at, one in enumerate(days)])


def order(key: int = 1, **more: Any) -> OrderFacts:
    """A hundred pieces from 3 March, back on the tenth."""
    facts: dict[str, Any] = {
        "worker": 1,
        "operation": 1,
        "name": "缝合",
        "issued_on": date(2025, 3, 3),
        "quantity": 100_000,
        "able": 100_000,
        "seconds": 60,
        "returns": (ReturnFacts(date(2025, 3, 10), 97_000),),
    }
    return OrderFacts(key, f"W{key}", **(facts | more))


def claim(months: tuple[int, ...] = (MARCH,), people: tuple[int, ...] = (0, 1, 2, 3), **more: Any) -> ClaimFacts:
    """A claim for some, by months."""
    persons = tuple(ClaimPerson(key, f"{key:05}", "某", "脱贫户", months, 20_000) for key in people)
    first = date(months[0] // 12, months[0] % 12 + 1, 1)
    made = Claim(
        id=7,
        number="SL-2025-0007",
        programme_id="county_7",
        title="",
        document_number="",
        version="",
        benefit="带动奖补",
        payee="workshop",
        first=first,
        last=date(2025, 3, 31),
        on=ON,
        state="draft",
        fen=20_000 * len(persons),
        prepared_by="",
        prepared_at=datetime(2025, 5, 4),
        sentence="",
        people=persons,
        sha256="",
        facts={},
    )
    return ClaimFacts(made, fund="衔接资金", **more)


def claimed(facts: InspectionFacts | None = None, **more: Any) -> InspectionFacts:
    """The books with a claim."""
    return replace(facts or books(), claim=claim(**more))


def sentences(facts: InspectionFacts, code: str) -> list[str]:
    """What a check asks; whatever is asked has its evidence."""
    look = CHECKS[code].look
    found = list(look(facts)) if look else []
    assert all(one.sentence and one.usual and one.figures and one.evidence for one in found)
    assert {one.check for one in found} <= {code}
    return [one.sentence for one in found]
