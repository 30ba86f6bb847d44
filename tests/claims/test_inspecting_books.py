"""What of the books is asked about and what just not: each check at its limit and one beyond it."""

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
    Day,
    ElsewhereFacts,
    InspectionFacts,
    PayFacts,
)

FACTS = books()
HOLIDAY = {(key, MARCH + 1): (Day(4, "出勤"),) for key in range(3)}


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


def status(first: date) -> InspectionFacts:
    return with_worker(FACTS, 0, statuses=(("已死亡", first, None),))


def leave(days: int) -> InspectionFacts:
    return each_day(FACTS, 3, 0, days, status="事假")


def idle(days: int, of: int = 0) -> InspectionFacts:
    """Days without pieces, the last days of so many."""
    facts = with_days(FACTS, 3, list(FACTS.work[3, MARCH])[: of or 99])
    there = len(facts.work[3, MARCH])
    return each_day(facts, 3, there - days, there, pieces=0, seconds=0, fen=0, noted=None)


def there(days: int) -> InspectionFacts:
    """Days at work without a slip."""
    pay = {at: slip for at, slip in FACTS.pay.items() if at != (3, MARCH)}
    return replace(with_days(FACTS, 3, [day(3, n) for n in MONDAYS_TO_SATURDAYS[:days]]), pay=pay)


def all_month(days: int) -> InspectionFacts:
    return with_days(FACTS, 3, [day(3, n) for n in range(1, days + 1)])


def clocked(days: int) -> InspectionFacts:
    return with_days(FACTS, 3, [day(3, n, came=480, went=1080) for n in MONDAYS_TO_SATURDAYS[:days]])


def nobody_away(people: int) -> InspectionFacts:
    work = {(key, MARCH): tuple(day(key, n) for n in MONDAYS_TO_SATURDAYS) for key in range(people)}
    return replace(FACTS, work=work)


def on_holiday(made: int) -> InspectionFacts:
    """Three there on a statutory day, some of them with pieces."""
    work = {key: (days[0]._replace(pieces=1000 if key[0] < made else 0),) for key, days in HOLIDAY.items()}
    return replace(FACTS, work={**FACTS.work, **work})


def long(days: int, minutes: int) -> InspectionFacts:
    return each_day(FACTS, 3, 0, days, came=400, went=400 + minutes)


def copied(days: int, of: int = 12) -> InspectionFacts:
    """The first days are a neighbour's, the rest his own; so many in all."""
    numbers = MONDAYS_TO_SATURDAYS[:of]
    mine = [day(4, n) if at < days else day(3, n, came=400 + 3 * at, pieces=7000 * at) for at, n in enumerate(numbers)]
    return with_days(with_days(FACTS, 3, mine), 4, [day(4, n) for n in numbers])


def copied_from_february(days: int) -> InspectionFacts:
    facts = copied(days)
    return with_days(with_days(facts, 4, []), 3, [day(4, n) for n in MONDAYS_TO_SATURDAYS[:12]], MARCH - 1)


def fast(days: int, seconds: int, usual: int = 30_000) -> InspectionFacts:
    """Some days of one who else makes what is usual for him; the others 30,000 seconds in ten hours."""
    work = {
        key: tuple(one._replace(came=480, went=1080, seconds=30_000) for one in mine)
        for key, mine in FACTS.work.items()
    }
    facts = replace(FACTS, work=work, workers={key: replace(one, post="缝制") for key, one in FACTS.workers.items()})
    return each_day(each_day(facts, 3, seconds=usual), 3, 0, days, seconds=seconds)


def typed(days: int, last: int, others: int = 0) -> InspectionFacts:
    """The first days and a last one put down on an evening of April, others on their own."""
    numbers = [*MONDAYS_TO_SATURDAYS[: days - 1], last]
    own = [n for n in MONDAYS_TO_SATURDAYS if n not in numbers][:others]
    evening = date(2025, 4, 2).toordinal()
    return with_days(FACTS, 3, sorted([*(day(3, n, noted=evening) for n in numbers), *(day(3, n) for n in own)]))


def late(days: int, after: int) -> InspectionFacts:
    return each_day(FACTS, 3, 0, days, noted=date(2025, 3, 31).toordinal() + after)


def visit(came: int, went: int, people: int = 3, before: int = 0) -> InspectionFacts:
    """People hired days before a visit and gone days after; others as short before."""
    on = date(2025, 3, 20)
    short = {20 + n: worker(0, hired=on - timedelta(came), left=on + timedelta(went)) for n in range(people)}
    past = {40 + n: worker(0, hired=date(2024, 6, 1), left=date(2024, 7, 1)) for n in range(before)}
    added = {key: replace(one, id=key, person=f"x{key}", phone="", household="") for key, one in (short | past).items()}
    return replace(FACTS, workers={**FACTS.workers, **added}, events=((on, "现场核查"),))


def seen(facts: InspectionFacts, on: date) -> InspectionFacts:
    return replace(facts, elsewhere=(ElsewhereFacts(0, "另一个车间", frozenset({on})),))


CASES: dict[str, list[tuple[InspectionFacts, InspectionFacts]]] = {
    "same_person": [
        (again("赵某"), again("赵 氏")),
        (again(person="id99"), again()),
        (again(hired=date(2025, 3, 16)), again(hired=date(2025, 3, 15))),
        (again("钱某某", old="p"), again("钱某某", old="o")),
        (again(born=date(1980, 1, 11)), again(born=date(1980, 1, 10))),
        (again(sex="男"), again(sex="")),
    ],
    "shared_card": [(with_worker(FACTS, 0, cards=card("赵氏")), both(cards=card("赵氏")))],
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
    "owner": [(replace(claimed(), head="吴氏"), replace(claimed(), head="赵氏"))],
    "excluded": [(status(date(2025, 3, 2)), status(date(2025, 3, 1)))],
    "too_young": [
        (with_worker(FACTS, 0, born=date(2008, 1, 1)), with_worker(FACTS, 0, born=date(2008, 1, 2))),
    ],
    "two_places": [(seen(FACTS, date(2025, 3, 2)), seen(FACTS, date(2025, 3, 3)))],
    "paid_absent": [
        (with_days(FACTS, 3, [Day(3, "年假")]), with_days(FACTS, 3, [Day(3, "事假")])),
        (with_pay(FACTS, PayFacts(3, MARCH - 1, 9, 9)), with_pay(FACTS, PayFacts(3, MARCH - 1, 9, 9, work=1))),
        (
            with_pay(FACTS, PayFacts(3, MARCH - 1, 9, 9), PayFacts(3, MARCH - 3, 9, 9)),
            with_pay(FACTS, PayFacts(3, MARCH - 1, 9, 9), PayFacts(3, MARCH - 2, 9, 9)),
        ),
    ],
    "unpaid_work": [
        (there(6), there(7)),
        (replace(there(7), absent=frozenset({(3, MARCH)})), there(7)),
        (
            with_pay(replace(there(6), runs={**FACTS.runs, MARCH + 1: FACTS.runs[MARCH]}), paid(3, 1, MARCH + 1)),
            replace(there(6), runs={**FACTS.runs, MARCH + 1: FACTS.runs[MARCH]}),
        ),
    ],
    "output_on_leave": [(leave(1), leave(2))],
    "idle": [(idle(4), idle(8)), (idle(4, 12), idle(5, 12)), (idle(5, 17), idle(5, 16))],
    "every_day": [(all_month(30), all_month(31))],
    "same_minutes": [(clocked(11), clocked(12))],
    "nobody_away": [(nobody_away(7), nobody_away(8))],
    "closed_day": [(on_holiday(2), on_holiday(1))],
    "long_days": [(long(3, 810), long(3, 811)), (long(2, 811), long(3, 811))],
    "copied_times": [(copied(8, 9), copied(9, 9)), (copied(10, 12), copied(11, 12))],
    "copied_counts": [(copied(8, 9), copied(9, 9)), (copied(10, 12), copied(11, 12))],
    "copied_month": [(copied_from_february(10), copied_from_february(11))],
    "copied_month_counts": [(copied_from_february(10), copied_from_february(11))],
    "pace": [
        (fast(1, 104_700), fast(1, 105_000)),
        (fast(3, 65_700), fast(3, 66_000)),
        (fast(2, 66_000), fast(3, 66_000)),
        (fast(5, 56_700), fast(5, 57_000)),
        (fast(4, 57_000), fast(5, 57_000)),
        (fast(99, 53_700), fast(99, 54_000)),
        (fast(3, 44_700, 18_000), fast(3, 45_000, 18_000)),
        (fast(3, 49_700, 20_000), fast(3, 50_000, 20_000)),
    ],
    "typed_at_once": [
        (typed(13, 31), typed(14, 31)),
        (typed(14, 17), typed(14, 18)),
        (typed(14, 31, 7), typed(14, 31, 6)),
    ],
    "written_late": [(late(3, 45), late(3, 46)), (late(2, 46), late(3, 46))],
    "head_count": [
        (visit(46, 75), visit(45, 75)),
        (visit(45, 76), visit(45, 75)),
        (visit(1, 1, 2), visit(1, 1, 3)),
        (visit(1, 1, 3, before=3), visit(1, 1, 3, before=2)),
    ],
}
PAIRS = [(code, quiet, asked) for code, pairs in CASES.items() for quiet, asked in pairs]


@pytest.mark.parametrize(("code", "quiet", "asked"), PAIRS, ids=[code for code, *_ in PAIRS])
def test_at_its_limit_a_check_is_quiet_and_beyond_it_asks(code: str, quiet: InspectionFacts, asked: InspectionFacts):
    assert sentences(quiet, code) == []
    assert sentences(asked, code)
    assert code not in {one.check for one in ask_questions(asked, without=(code,))}
