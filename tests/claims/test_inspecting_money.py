"""What of wages, prices, lists and work at home is asked about and what just not: each check at its limit and one beyond it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.claims.small_books import (
    LOCKED,
    MARCH,
    ON,
    books,
    day,
    order,
    paid,
    sentences,
    with_days,
    with_pay,
    with_worker,
    worker,
)
from workshop.claims.rules.inspecting.asking import ask_questions
from workshop.claims.rules.inspecting.claim_facts import TallyFacts
from workshop.claims.rules.inspecting.facts import (
    Day,
    InspectionFacts,
    PriceFacts,
    ReturnFacts,
)

FACTS = books()
HOLIDAY = {(key, MARCH + 1): (Day(4, "出勤"),) for key in range(3)}


def unproven(days: int) -> InspectionFacts:
    return replace(with_pay(FACTS, paid(3, 200_000, unpaid=1, paid=199_999)), on=LOCKED + timedelta(days))


def cash(fen: int) -> InspectionFacts:
    """Three of four with so much of their thousand in cash."""
    return replace(
        FACTS, pay={(key, MARCH): paid(key, 1000, work=900 + key, cash=fen if key < 3 else 0) for key in range(4)}
    )


def same(people: int, of: int, work: int = 1000) -> InspectionFacts:
    """So many slips alike, the others each another."""
    workers = {key: replace(worker(key % 10), id=key) for key in range(max(of, 10))}
    pay = {(key, MARCH): paid(key, 1000, work=work if key < people else 2000 + key) for key in range(of)}
    return replace(FACTS, workers=workers, pay=pay)


def hourly(on: date | None, unpaid: int = 0) -> InspectionFacts:
    facts = with_worker(FACTS, 3, hours_system="part_time")
    return with_pay(facts, paid(3, 90_000, paid_on=on, unpaid=unpaid))


def price(recorded: date, rate: int = 900, since: date = date(2025, 3, 31)) -> InspectionFacts:
    return replace(FACTS, prices=(PriceFacts(1, "缝合", "", since, rate, 1000, recorded, (MARCH,)),))


def left_before(last: Day) -> InspectionFacts:
    """Somebody who left on the thirtieth, with a day more."""
    days = [one for one in FACTS.work[3, MARCH] if one.day < 31]
    return with_worker(with_days(FACTS, 3, [*days, last]), 3, left=date(2025, 3, 30))


def tallies(other: int) -> InspectionFacts:
    return replace(
        FACTS, tallies=(TallyFacts("人数", "people", "花名册", 10), TallyFacts("人数", "people", "公示", other))
    )


def hands(seconds: int, clock: int = 0) -> InspectionFacts:
    """A piece of so many seconds; a month has 420 hours a head."""
    facts = with_days(FACTS, 1, [day(1, 3, came=480, went=480 + clock)] if clock else [])
    made = order(seconds=seconds, members=2, quantity=None, able=None, returns=(ReturnFacts(date(2025, 3, 10), 1000),))
    return replace(facts, orders=(made,))


def parts(people: int, days: int, other: int = 100) -> InspectionFacts:
    """Deliveries of some days in parts, one of them so many per cent of the others."""
    found = []
    for key in range(people):
        for n in range(days):
            pieces = (5103 + 39 * n) * (100 if key else other) // 100 * 1000
            found.append(order(10 * n + key, worker=key, returns=(ReturnFacts(date(2025, 3, 3 + n), pieces),)))
    return replace(FACTS, orders=tuple(found))


def brought(pieces: int, other: int) -> InspectionFacts:
    """Three on three days: one number, one of them another, each day a third more."""
    found = [
        order(
            10 * n + key,
            worker=key,
            returns=(ReturnFacts(date(2025, 3, 3 + n), (pieces if key else other) * (10 + n) // 10),),
        )
        for key in range(3)
        for n in (0, 10, 20)
    ]
    return replace(FACTS, orders=tuple(found))


def bags(days: int) -> InspectionFacts:
    """Three bring 144 on three days; on the other days of the work one brings something."""
    found = [
        order(10 * n + key, worker=key, returns=(ReturnFacts(date(2025, 3, 3 + n), 144_000 if n < 3 else 7_001 * n),))
        for n in range(days)
        for key in range(3 if n < 3 else 1)
    ]
    return replace(FACTS, orders=tuple(found))


def back(pieces: int, **more: object) -> InspectionFacts:
    return replace(FACTS, orders=(order(returns=(ReturnFacts(date(2025, 3, 10), pieces),), **more),))


def bare(orders: int) -> InspectionFacts:
    """Orders with material, and one without."""
    given = tuple(order(10 + n, returns=(ReturnFacts(date(2025, 3, 10), 1000 * n),)) for n in range(orders))
    return replace(FACTS, orders=(*given, order(1, material=False)))


CASES: dict[str, list[tuple[InspectionFacts, InspectionFacts]]] = {
    "no_proof": [(unproven(30), unproven(31))],
    "cash_share": [(cash(400), cash(401))],
    "paid_to_other": [
        (with_pay(FACTS, paid(3, 9, names=("李 氏",))), with_pay(FACTS, paid(3, 9, names=("吴氏",)))),
    ],
    "same_pay": [
        (same(4, 5), same(5, 10)),
        (same(4, 4), same(5, 5)),
        (same(6, 16), same(6, 15)),
        (same(5, 5, 0), same(5, 5, 1)),
    ],
    "held_back": [(with_pay(FACTS, paid(3, 1000, lost=200)), with_pay(FACTS, paid(3, 1000, lost=201)))],
    "hourly_late": [
        (hourly(date(2025, 4, 15)), hourly(date(2025, 4, 16))),
        (hourly(None), hourly(None, 1)),
    ],
    "price_after_lock": [
        (price(LOCKED), price(LOCKED + timedelta(1))),
        (price(ON, 1000), price(ON, 1001)),
        (price(ON, since=date(2025, 4, 1)), price(ON, since=date(2025, 3, 31))),
    ],
    "lists_differ": [(tallies(10), tallies(11))],
    "off_roster": [
        (with_worker(FACTS, 3, left=date(2025, 3, 31)), with_worker(FACTS, 3, left=date(2025, 3, 30))),
        (left_before(Day(31, "事假")), left_before(Day(31, "半天"))),
        (with_worker(FACTS, 3, hired=date(2025, 3, 1)), with_worker(FACTS, 3, hired=date(2025, 3, 2))),
    ],
    "slip_days_differ": [
        (with_pay(FACTS, paid(3, 9, halves=46)), with_pay(FACTS, paid(3, 9, halves=45))),
        (with_pay(FACTS, paid(3, 9, halves=50)), with_pay(FACTS, paid(3, 9, halves=51))),
    ],
    "back_too_early": [(back(1000, issued_on=date(2025, 3, 10)), back(1000, issued_on=date(2025, 3, 11)))],
    "back_too_much": [
        (back(105_000), back(105_001)),
        (back(105_000, quantity=None), back(95_000, able=90_000)),
        (back(900_000, able=None, quantity=None), back(105_001, able=None)),
    ],
    "no_material": [(bare(1), bare(2))],
    "beyond_hands": [
        (hands(2 * 420 * 3600), hands(2 * 420 * 3600 + 1)),
        (hands(2 * 420 * 3600 - 600, 10), hands(2 * 420 * 3600 - 600, 11)),
    ],
    "split_delivery": [
        (parts(2, 3), parts(3, 3)),
        (parts(3, 2), parts(3, 3)),
        (parts(3, 3, 96), parts(3, 3, 98)),
        (brought(100_001, 97_000), brought(100_000, 97_000)),
        (brought(500_000, 500_000), brought(500_000, 500_001)),
        (bags(15), bags(16)),
    ],
}
PAIRS = [(code, quiet, asked) for code, pairs in CASES.items() for quiet, asked in pairs]


@pytest.mark.parametrize(("code", "quiet", "asked"), PAIRS, ids=[code for code, *_ in PAIRS])
def test_at_its_limit_a_check_is_quiet_and_beyond_it_asks(code: str, quiet: InspectionFacts, asked: InspectionFacts):
    assert sentences(quiet, code) == []
    assert sentences(asked, code)
    assert code not in {one.check for one in ask_questions(asked, without=(code,))}


def test_only_those_whom_it_concerns_are_named():
    assert only(unproven(31), "no_proof") == (3,)
    assert only(cash(401), "cash_share") == (0, 1, 2)
    assert only(same(6, 15), "same_pay") == (0, 1, 2, 3, 4, 5)
    assert only(hourly(None, 1), "hourly_late") == (3,)


def only(facts: InspectionFacts, code: str) -> tuple[int, ...]:
    [found] = [one for one in ask_questions(facts) if one.check == code]
    return found.workers


def test_the_sentence_says_how_it_was():
    head = replace(with_pay(FACTS, paid(3, 9, names=("吴氏",))), head="吴 氏")
    assert "吴氏(车间负责人)" in sentences(head, "paid_to_other")[0]
    assert "(车间负责人)" not in sentences(with_pay(FACTS, paid(3, 9, names=("吴氏",))), "paid_to_other")[0]
    assert "还没有付清" in sentences(hourly(None, 1), "hourly_late")[0]
    assert "2025-04-16 才付清" in sentences(hourly(date(2025, 4, 16)), "hourly_late")[0]
    assert "从 0.1 元 改成 0.09 元" in sentences(price(ON), "price_after_lock")[0]
    first = replace(FACTS, prices=tuple(replace(one, before=None) for one in price(ON).prices))
    assert "定为 0.09 元" in sentences(first, "price_after_lock")[0]
    assert "花名册 10 人,公示 11 人" in sentences(tallies(11), "lists_differ")[0]
