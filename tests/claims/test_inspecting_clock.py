"""What of times, counts and pace is asked about and what just not: each check at its limit and one beyond it."""

from dataclasses import replace
from datetime import date

import pytest

from tests.claims.small_books import (
    MARCH,
    MONDAYS_TO_SATURDAYS,
    ON,
    books,
    day,
    each_day,
    sentences,
    with_days,
    with_worker,
)
from workshop.claims.rules.inspecting.asking import ask_questions
from workshop.claims.rules.inspecting.facts import (
    CategoryFacts,
    Day,
    InspectionFacts,
)

FACTS = books()
PLAIN = CategoryFacts("一般户", date(2021, 1, 1), True, "村委会", ON)


def all_month(days: int) -> InspectionFacts:
    return with_days(FACTS, 3, [day(3, n) for n in range(1, days + 1)])


def nominal(people: int) -> InspectionFacts:
    """Some of ten have shift times, one of them for the whole month."""
    shift = {"came": 480, "went": 1080}
    work = {
        (key, MARCH): tuple(day(key, n, **(shift if key < people else {})) for n in MONDAYS_TO_SATURDAYS[:20])
        for key in range(10)
    }
    return replace(FACTS, work=work)


def few(people: int) -> InspectionFacts:
    """So many people alone, all with the shift's times."""
    work = {
        (key, MARCH): tuple(day(key, n, came=480, went=1080) for n in MONDAYS_TO_SATURDAYS) for key in range(people)
    }
    return replace(FACTS, work=work)


def clocked(days: int) -> InspectionFacts:
    return with_days(FACTS, 3, [day(3, n, came=480, went=1080) for n in MONDAYS_TO_SATURDAYS[:days]])


def nobody_away(people: int, days: int = 26, last: str = "出勤") -> InspectionFacts:
    """Everybody on every day; the last with a status of its own."""
    numbers = MONDAYS_TO_SATURDAYS[:days]
    work = {
        (key, MARCH): tuple(day(key, n, status=last if n == numbers[-1] else "出勤") for n in numbers)
        for key in range(people)
    }
    return replace(FACTS, work=work)


def on_holiday(made: int, people: int = 3) -> InspectionFacts:
    """Some there on a statutory day, some of them with pieces."""
    work = {(key, MARCH + 1): (Day(4, "出勤", pieces=1000 if key < made else 0),) for key in range(people)}
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


def slow_post(others: int, seconds: int) -> InspectionFacts:
    """Some at a post of their own, one of them with three fast days."""
    facts = fast(3, seconds)
    for key in facts.workers:
        facts = with_worker(facts, key, post="包装" if key == 3 or key < others else "缝制")
    return facts


def bundles(days: int, times: int) -> InspectionFacts:
    """One who counts every so many days, all of it at once; he came for half a day on one of them."""
    facts = fast(0, 0)
    mine = [
        one._replace(pieces=0, seconds=0) if at % days != days - 1 else one._replace(seconds=30_000 * times)
        for at, one in enumerate(facts.work[3, MARCH])
    ]
    return with_days(facts, 3, mine)


def over_the_month(gap: int, seconds: int) -> InspectionFacts:
    """A bundle begun on ten days of a month before and counted on the first of this one."""
    facts = fast(1, seconds)
    days = [Day(n, "出勤", 480, 1080) for n in range(26, 29)]
    return with_days(facts, 3, days, MARCH - gap)


def newcomers(hired: date) -> InspectionFacts:
    """Six who have just come make half; three days of 110 per cent of the old hands are double of the new ones."""
    facts = fast(99, 30_000 * 185 // 100)
    for key in (4, 5, 6, 7, 8, 9):
        facts = with_worker(each_day(facts, key, seconds=60_000), key, hired=hired)
    return facts


def shift(people: int, days: int = 12) -> InspectionFacts:
    """Two copied; the others have shift times, or their own."""
    facts = copied(12)
    for key in (0, 1, 2, 5, 6, 7, 8, 9):
        if key < people + 2:
            facts = each_day(facts, key, came=480, went=1080)
    return facts


def kinds(values: int) -> InspectionFacts:
    """Two with so many different times and counts, the same for both."""
    days = [
        day(4, n, came=480 + at % values, went=1080, pieces=1000 * (1 + at % values), fen=500)
        for at, n in enumerate(MONDAYS_TO_SATURDAYS[:12])
    ]
    facts = with_days(with_days(FACTS, 3, days), 4, days)
    return with_days(with_days(facts, 3, days, MARCH - 1), 5, [day(5, n) for n in MONDAYS_TO_SATURDAYS], MARCH - 1)


def longer(common: int) -> InspectionFacts:
    """A neighbour's days in common, and own ones on ten days on which the neighbour was away."""
    theirs = [day(4, n) for n in MONDAYS_TO_SATURDAYS[:12]]
    facts = with_days(FACTS, 4, theirs)
    own = [day(3, n) for n in MONDAYS_TO_SATURDAYS[12:]]
    return with_days(facts, 3, [*theirs[:common], *own])


CASES: dict[str, list[tuple[InspectionFacts, InspectionFacts]]] = {
    "every_day": [(all_month(30), all_month(31))],
    "same_minutes": [(clocked(11), clocked(12)), (nominal(6), nominal(5)), (few(4), few(3))],
    "nobody_away": [
        (nobody_away(7), nobody_away(8)),
        (nobody_away(8, 18), nobody_away(8, 19)),
        (nobody_away(8, 26, "半天"), nobody_away(8, 26, "补班")),
    ],
    "closed_day": [(on_holiday(2), on_holiday(1)), (on_holiday(2, 4), on_holiday(1, 4))],
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
}
PAIRS = [(code, quiet, asked) for code, pairs in CASES.items() for quiet, asked in pairs]


@pytest.mark.parametrize(("code", "quiet", "asked"), PAIRS, ids=[code for code, *_ in PAIRS])
def test_at_its_limit_a_check_is_quiet_and_beyond_it_asks(code: str, quiet: InspectionFacts, asked: InspectionFacts):
    assert sentences(quiet, code) == []
    assert sentences(asked, code)
    assert code not in {one.check for one in ask_questions(asked, without=(code,))}
