"""What of people, presence and head-counts is asked about and what just not: each check at its limit and one beyond it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.claims.small_books import (
    MARCH,
    MONDAYS_TO_SATURDAYS,
    ON,
    books,
    claimed,
    day,
    each_day,
    paid,
    sentences,
    with_days,
    with_pay,
    with_worker,
    worker,
)
from workshop.claims.rules.inspecting.asking import ask_questions
from workshop.claims.rules.inspecting.facts import (
    CardFacts,
    CategoryFacts,
    Day,
    ElsewhereFacts,
    InspectionFacts,
    PayFacts,
)

FACTS = books()
PLAIN = CategoryFacts("一般户", date(2021, 1, 1), True, "村委会", ON)


def card(holder: str, since: date = date(2024, 1, 1), key: str = "k") -> tuple[CardFacts, ...]:
    return (CardFacts(key, "1234", holder, since),)


def both(**more: object) -> InspectionFacts:
    """Two workers have it in common."""
    return with_worker(with_worker(FACTS, 0, **more), 1, **more)


def three(**more: object) -> InspectionFacts:
    return with_worker(both(**more), 2, **more)


def again(name: str = "赵氏", person: str = "", hired: date = date(2024, 1, 1), **more: object) -> InspectionFacts:
    """The first worker under another number as well."""
    facts = with_worker(FACTS, 0, left=date(2025, 3, 15), old="o")
    other = replace(
        worker(0, person=person, hired=hired), id=10, number="00010", name=name, household="H10", phone="", **more
    )
    return replace(facts, workers={**facts.workers, 10: other})


def named(name: str, other: str) -> InspectionFacts:
    """Two of one birthday, the second without a number."""
    return with_worker(again(other), 0, name=name)


def returned(hired: date) -> InspectionFacts:
    """Back under another number on a day; the card is the same."""
    facts = again(person="id0", hired=hired, cards=card("赵氏"))
    return with_worker(facts, 0, cards=card("赵氏"))


def status(first: date, last: date | None = None) -> InspectionFacts:
    return with_worker(FACTS, 0, statuses=(("已死亡", first, last),))


def headed(claim: object = claimed().claim, household: str = "H4") -> InspectionFacts:
    """The fifth is the head; the first, who is claimed, is of a house."""
    facts = replace(FACTS, head="周氏", claim=claim)  # type: ignore[arg-type]
    return with_worker(with_worker(facts, 4, household="H4"), 0, household=household)


def leave(days: int) -> InspectionFacts:
    return each_day(FACTS, 3, 0, days, status="事假")


def idle(days: int, of: int = 0) -> InspectionFacts:
    """Days without pieces, the last days of so many."""
    facts = with_days(FACTS, 3, list(FACTS.work[3, MARCH])[: of or 99])
    there = len(facts.work[3, MARCH])
    return each_day(facts, 3, there - days, there, pieces=0, seconds=0, fen=0, noted=None)


def learning(hired: date) -> InspectionFacts:
    """Five days without pieces from the first of March."""
    return with_worker(with_days(FACTS, 3, [day(3, n, pieces=0) for n in (1, 4, 5, 6, 7)]), 3, hired=hired)


def standing(others: int) -> InspectionFacts:
    """Five days on which so many of ten others had no pieces either."""
    work = {
        (key, MARCH): tuple(day(key, n, pieces=0 if key < others or key == 9 else 1000) for n in (4, 5, 6, 7, 8))
        for key in range(10)
    }
    return replace(FACTS, work=work)


def bundle(fen: int) -> InspectionFacts:
    """Eight days without a count, then one; the others earn 9,000 a day."""
    work = {key: tuple(one._replace(fen=9_000) for one in days) for key, days in FACTS.work.items()}
    mine = [day(3, n, pieces=0, fen=0) for n in MONDAYS_TO_SATURDAYS[:8]]
    return with_days(replace(FACTS, work=work), 3, [*mine, day(3, MONDAYS_TO_SATURDAYS[8], fen=fen)])


def there(days: int) -> InspectionFacts:
    """Days at work without a slip."""
    pay = {at: slip for at, slip in FACTS.pay.items() if at != (3, MARCH)}
    return replace(with_days(FACTS, 3, [day(3, n) for n in MONDAYS_TO_SATURDAYS[:days]]), pay=pay)


def locked_next(facts: InspectionFacts) -> InspectionFacts:
    return replace(facts, runs={**FACTS.runs, MARCH + 1: FACTS.runs[MARCH]})


def visit(
    came: int, went: int, people: int = 3, before: int = 0, days: int = 30, apart: int = 0, old: int = 0
) -> InspectionFacts:
    """People hired days before a visit and gone days after; others as short before, some days apart; old hands besides."""
    on = date(2025, 3, 20)
    added = {20 + n: (on - timedelta(came), on + timedelta(went)) for n in range(people)}
    for n in range(before):
        hired = date(2024, 6, 1) + timedelta(apart * n)
        added[40 + n] = (hired, hired + timedelta(days))
    added |= {60 + n: (date(2020, 1, 1), date(2025, 3, 20)) for n in range(old)}
    workers = {
        key: replace(worker(0, hired=first, left=last), id=key, person=f"x{key}", phone="", household="")
        for key, (first, last) in added.items()
    }
    return replace(FACTS, workers={**FACTS.workers, **workers}, events=((on, "现场核查"),))


def gone(end: date) -> InspectionFacts:
    """Three who came until 15 March and are still on the roster; the others until a day."""
    facts = visit(10, 9)
    for key in (20, 21, 22):
        facts = with_worker(with_days(facts, key, [Day(15, "出勤"), Day(31, "事假")]), key, left=None)
    facts = replace(facts, events=((date(2025, 3, 12), "现场核查"),))
    work = {(key, MARCH + 1): (Day(end.day, "出勤"),) for key in range(9)}
    return replace(facts, work={**facts.work, **work})


def seen(facts: InspectionFacts, on: date) -> InspectionFacts:
    return replace(facts, elsewhere=(ElsewhereFacts(0, "另一个车间", frozenset({on})),))


CASES: dict[str, list[tuple[InspectionFacts, InspectionFacts]]] = {
    "same_person": [
        (again("赵某"), again("赵 氏")),
        (again(person="id99"), again()),
        (again(hired=date(2025, 3, 16)), again(hired=date(2025, 3, 15))),
        (again("钱某某", old="p"), again("钱某某", old="o")),
        (again(left=date(2023, 12, 31), hired=date(2023, 1, 1)), again(left=date(2024, 1, 1), hired=date(2023, 1, 1))),
        (named("王桂香", "李桂香"), named("王桂香", "王桂芳")),
        (named("王桂香", "王玉芳"), named("王桂香", "王玉香")),
        (named("王香", "王芳"), named("王桂香", "王桂芳")),
        (named("王桂香", "王桂香花"), named("王桂香", "王 桂·香")),
        (again(born=date(1980, 1, 11)), again(born=date(1980, 1, 10))),
        (again(sex="男"), again(sex="")),
    ],
    "shared_card": [
        (with_worker(FACTS, 0, cards=card("赵氏")), both(cards=card("赵氏"))),
        (returned(date(2025, 3, 16)), returned(date(2025, 3, 15))),
    ],
    "card_owner": [
        (with_worker(FACTS, 0, cards=card("赵 氏")), with_worker(FACTS, 0, cards=card("钱氏"))),
        (with_worker(FACTS, 0, cards=card("钱氏", ON + timedelta(1))), with_worker(FACTS, 0, cards=card("钱氏", ON))),
    ],
    "shared_phone": [
        (both(phone="1", household="H"), both(phone="1")),
        (
            with_worker(both(phone="1"), 0, born=date(1960, 5, 4)),
            with_worker(both(phone="1"), 0, born=date(1960, 5, 5)),
        ),
        (both(phone="1", address="3组1号"), with_worker(both(phone="1", address="3组1号"), 0, address="3组2号")),
    ],
    "shared_address": [
        (both(address="3组17号"), three(address="3 组17号")),
        (three(address="宿舍17号"), three(address="3组17号")),
    ],
    "owner": [
        (replace(claimed(), head="吴氏"), replace(claimed(), head="赵氏")),
        (replace(claimed(), phone="13900000009"), replace(claimed(), phone="13900000001")),
        (headed(household="H5"), headed(household="H4")),
        (with_worker(headed(None, ""), 4, categories=(PLAIN,)), headed(None, "")),
    ],
    "excluded": [
        (status(date(2025, 3, 2)), status(date(2025, 3, 1))),
        (status(date(2025, 3, 1), date(2025, 3, 30)), status(date(2025, 3, 1), date(2025, 3, 31))),
        (
            with_days(status(date(2025, 3, 1)), 0, [Day(3, "事假")]),
            with_days(status(date(2025, 3, 1)), 0, [Day(3, "半天")]),
        ),
        (claimed(status(date(2025, 3, 1)), people=(1,)), claimed(status(date(2025, 3, 1)), people=(0, 1))),
    ],
    "too_young": [
        (with_worker(FACTS, 0, born=date(2008, 1, 1)), with_worker(FACTS, 0, born=date(2008, 1, 2))),
    ],
    "two_places": [(seen(FACTS, date(2025, 3, 10)), seen(FACTS, date(2025, 3, 3)))],
    "paid_absent": [
        (with_days(FACTS, 3, [Day(3, "年假")]), with_days(FACTS, 3, [Day(3, "事假")])),
        (with_pay(FACTS, PayFacts(3, MARCH - 1, 0, 0, work=1)), with_pay(FACTS, PayFacts(3, MARCH - 1, 1, 1, work=1))),
        (
            with_pay(FACTS, PayFacts(3, MARCH - 1, 9, 9), PayFacts(3, MARCH - 2, 0, 0)),
            with_pay(FACTS, PayFacts(3, MARCH - 1, 9, 9), PayFacts(3, MARCH - 2, 1, 1)),
        ),
        (with_pay(FACTS, PayFacts(3, MARCH - 1, 9, 9)), with_pay(FACTS, PayFacts(3, MARCH - 1, 9, 9, work=1))),
        (
            with_pay(FACTS, PayFacts(3, MARCH - 1, 9, 9), PayFacts(3, MARCH - 3, 9, 9)),
            with_pay(FACTS, PayFacts(3, MARCH - 1, 9, 9), PayFacts(3, MARCH - 2, 9, 9)),
        ),
    ],
    "unpaid_work": [
        (there(6), there(7)),
        (with_pay(there(7), paid(3, 1)), with_pay(there(7), paid(3, 0))),
        (with_days(there(7), 3, [Day(n, "事假") for n in range(3, 20)]), there(7)),
        (replace(there(7), absent=frozenset({(3, MARCH)})), there(7)),
        (
            with_pay(locked_next(there(6)), paid(3, 1, MARCH + 1)),
            with_pay(locked_next(there(6)), paid(3, 0, MARCH + 1)),
        ),
    ],
    "output_on_leave": [(leave(1), leave(2))],
    "idle": [
        (learning(date(2025, 1, 30)), learning(date(2025, 1, 29))),
        (standing(4), standing(3)),
        (bundle(5_400 * 9), bundle(5_399 * 9)),
        (idle(4), idle(8)),
        (idle(4, 12), idle(5, 12)),
        (idle(5, 17), idle(5, 16)),
        (idle(6, 21), idle(6, 20)),
    ],
    "head_count": [
        (visit(46, 75), visit(45, 75)),
        (visit(45, 76), visit(45, 75)),
        (visit(1, 1, 2), visit(1, 1, 3)),
        (visit(0, 76), visit(0, 75)),
        (visit(46, 0), visit(45, 0)),
        (visit(1, 1, 3, old=18), visit(1, 1, 3, old=17)),
        (visit(1, 1, 3, before=3, days=120), visit(1, 1, 3, before=3, days=121)),
        (visit(1, 1, 3, before=3, apart=22), visit(1, 1, 3, before=3, apart=23)),
        (gone(date(2025, 4, 14)), gone(date(2025, 4, 15))),
        (visit(1, 1, 3, before=3), visit(1, 1, 3, before=2)),
    ],
}
PAIRS = [(code, quiet, asked) for code, pairs in CASES.items() for quiet, asked in pairs]


@pytest.mark.parametrize(("code", "quiet", "asked"), PAIRS, ids=[code for code, *_ in PAIRS])
def test_at_its_limit_a_check_is_quiet_and_beyond_it_asks(code: str, quiet: InspectionFacts, asked: InspectionFacts):
    assert sentences(quiet, code) == []
    assert sentences(asked, code)
    assert code not in {one.check for one in ask_questions(asked, without=(code,))}
