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
EVENING = date(2025, 4, 2).toordinal()
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
    return with_days(FACTS, 3, sorted([*(day(3, n, noted=EVENING) for n in numbers), *(day(3, n) for n in own)]))


def late(days: int, after: int) -> InspectionFacts:
    return each_day(FACTS, 3, 0, days, noted=date(2025, 3, 31).toordinal() + after)


def at_a_post(people: int, seconds: int, timed: bool = False) -> InspectionFacts:
    """Three fast days of one at a post with some others; without standard times pieces are compared by what they pay."""
    facts = fast(3, seconds)
    for key, days in facts.work.items():
        facts = with_worker(facts, key[0], post="包装" if key[0] == 3 or key[0] < people - 1 else "缝制")
        if not timed:
            facts = with_days(facts, key[0], [one._replace(seconds=None, fen=one.seconds or 0) for one in days])
    return facts


def counted_every(days: int) -> InspectionFacts:
    """He makes what all make, and counts it every so many days."""
    facts = fast(0, 0)
    mine = list(facts.work[3, MARCH])
    for at, one in enumerate(mine):
        full = at % days == days - 1
        mine[at] = one._replace(seconds=30_000 * days if full else 0, pieces=one.pieces if full else 0)
    return with_days(facts, 3, mine)


def begun(month: int) -> InspectionFacts:
    """Four days' work counted on the first of March; three days at work without a count lie in another month."""
    days = [Day(n, "出勤", 480, 1080) for n in (25, 26, 27)]
    return with_days(fast(1, 120_000), 3, days, month)


def newcomers(hired: date) -> InspectionFacts:
    """Six who make half of what the old hands make; of those, one is asked about when the new ones are the middle."""
    facts = fast(0, 0)
    for key in (4, 5, 6, 7, 8, 9):
        facts = with_worker(each_day(facts, key, seconds=15_000), key, hired=hired)
    return facts


def half_a_day(seconds: int) -> InspectionFacts:
    return each_day(fast(0, 0), 3, 0, 1, status="半天", came=None, went=None, seconds=seconds)


def steady(days: int) -> InspectionFacts:
    """Nearly double on every one of so many days."""
    facts = fast(99, 57_000)
    return with_days(facts, 3, list(facts.work[3, MARCH])[:days])


def with_shifts(facts: InspectionFacts, people: int) -> InspectionFacts:
    """So many others have the times of the shift."""
    for key in (0, 1, 2, 5, 6, 7, 8, 9)[:people]:
        facts = each_day(facts, key, came=480, went=1080)
    return facts


def kinds(values: int) -> InspectionFacts:
    """A neighbour's month, of so many different times and counts; the same for the month before."""
    made = [{"came": 480 + n, "went": 1080, "pieces": 1000 + 1000 * n, "fen": 500} for n in range(values)]
    days = [day(4, n, **made[at % values]) for at, n in enumerate(MONDAYS_TO_SATURDAYS[:12])]
    return with_days(with_days(with_days(FACTS, 3, days), 4, days), 4, days, MARCH - 1)


def in_common(days: int) -> InspectionFacts:
    """A neighbour of twelve days, and one of as many who has so many of them."""
    theirs = [day(4, n) for n in MONDAYS_TO_SATURDAYS[:12]]
    own = [day(3, n) for n in MONDAYS_TO_SATURDAYS[12 : 24 - days]]
    return with_days(with_days(FACTS, 4, theirs), 3, [*theirs[:days], *own])


def short_month(days: int) -> InspectionFacts:
    """As many days as the month before, and the same."""
    numbers = MONDAYS_TO_SATURDAYS[:days]
    facts = with_days(FACTS, 3, [day(4, n) for n in numbers])
    return with_days(with_days(facts, 4, []), 3, [day(4, n) for n in numbers], MARCH - 1)


CASES: dict[str, list[tuple[InspectionFacts, InspectionFacts]]] = {
    "every_day": [(all_month(30), all_month(31))],
    "same_minutes": [(clocked(11), clocked(12)), (nominal(6), nominal(5)), (few(4), few(3))],
    "nobody_away": [
        (nobody_away(7), nobody_away(8)),
        (nobody_away(8, 18), nobody_away(8, 19)),
        (nobody_away(10, 14), nobody_away(10, 15)),
        (nobody_away(8, 26, "半天"), nobody_away(8, 26, "补班")),
    ],
    "closed_day": [(on_holiday(2), on_holiday(1)), (on_holiday(2, 4), on_holiday(1, 4))],
    "long_days": [(long(3, 810), long(3, 811)), (long(2, 811), long(3, 811))],
    "copied_times": [
        (copied(8, 9), copied(9, 9)),
        (copied(10, 12), copied(11, 12)),
        (copied(16, 20), copied(17, 20)),
        (kinds(2), kinds(3)),
        (in_common(10), in_common(11)),
        (with_shifts(copied(12), 6), with_shifts(copied(12), 5)),
    ],
    "copied_counts": [
        (copied(8, 9), copied(9, 9)),
        (copied(10, 12), copied(11, 12)),
        (copied(16, 20), copied(17, 20)),
        (kinds(2), kinds(3)),
        (in_common(10), in_common(11)),
    ],
    "copied_month": [
        (copied_from_february(10), copied_from_february(11)),
        (kinds(2), kinds(3)),
        (short_month(8), short_month(9)),
        (with_shifts(copied_from_february(12), 8), with_shifts(copied_from_february(12), 4)),
    ],
    "copied_month_counts": [
        (copied_from_february(10), copied_from_february(11)),
        (kinds(2), kinds(3)),
        (short_month(8), short_month(9)),
    ],
    "pace": [
        (at_a_post(3, 66_000), at_a_post(4, 66_000)),
        (at_a_post(3, 89_700), at_a_post(3, 90_000)),
        (at_a_post(3, 66_000), at_a_post(3, 66_000, timed=True)),
        (counted_every(7), counted_every(8)),
        (begun(MARCH - 1), begun(MARCH - 2)),
        (newcomers(date(2025, 1, 30)), newcomers(date(2025, 1, 29))),
        (half_a_day(41_800), half_a_day(42_000)),
        (steady(7), steady(8)),
        (fast(1, 104_700), fast(1, 105_000)),
        (fast(3, 65_700), fast(3, 66_000)),
        (fast(2, 66_000), fast(3, 66_000)),
        (fast(5, 61_200), fast(5, 61_500)),
        (fast(4, 61_500), fast(5, 61_500)),
        (fast(99, 56_700), fast(99, 57_000)),
        (fast(3, 44_700, 18_000), fast(3, 45_000, 18_000)),
        (fast(3, 49_700, 20_000), fast(3, 50_000, 20_000)),
    ],
    "typed_at_once": [
        (typed(13, 31), typed(14, 31)),
        (each_day(typed(14, 31), 3, 13, noted=EVENING + 3), each_day(typed(14, 31), 3, 13, noted=EVENING + 2)),
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
