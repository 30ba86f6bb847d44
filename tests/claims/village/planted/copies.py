"""Records that were copied, with a day or two changed so that it does not show; output of several on one."""

from collections import Counter
from collections.abc import Iterable
from random import Random

from tests.claims.village.planted.case import Case, busy_months, case, paid_days, pick, plants, with_days
from workshop.claims.rules.inspecting.facts import Day, InspectionFacts


def _changed(dice: Random, days: Iterable[Day], most: int) -> list[Day]:
    """Some of them a little otherwise."""
    found = list(days)
    for at in dice.sample(range(len(found)), min(len(found), dice.randrange(most + 1))):
        day = found[at]
        if day.came is not None and day.went is not None:
            found[at] = day._replace(came=day.came + dice.randrange(-9, 10), went=day.went + dice.randrange(-9, 10))
    return found


def _moved(day: Day, minutes: int) -> Day:
    if day.came is None or day.went is None:
        return day
    return day._replace(came=day.came + minutes, went=day.went + minutes)


@plants("copied_times")
def from_the_neighbour(facts: InspectionFacts, dice: Random) -> Case | None:
    """The times of somebody else's month, some minutes later, a day or two changed."""
    keys = busy_months(facts, 16, clocked=True)
    key = pick(dice, keys)
    others = [one for one in keys if key and one[1] == key[1] and _other_house(facts, one[0], key[0])]
    if key is None or not others:
        return None
    theirs = facts.work[dice.choice(others)]
    minutes = dice.choice((0, 0, 1, 3, -2, 5))
    days = [_moved(day, minutes)._replace(pieces=0, fen=0, seconds=0) for day in theirs]
    return case(with_days(facts, key, _changed(dice, days, 2)), (key[0],), (key[1],))


def _other_house(facts: InspectionFacts, one: int, other: int) -> bool:
    return facts.workers[one].household != facts.workers[other].household


@plants("copied_counts")
def pieces_of_the_neighbour(facts: InspectionFacts, dice: Random) -> Case | None:
    """The counts of somebody else's days."""
    keys = busy_months(facts, 18)
    key = pick(dice, keys)
    others = [one for one in keys if key and one[1] == key[1] and one[0] != key[0]]
    if key is None or not others:
        return None
    theirs = facts.work[dice.choice(others)]
    made = [day.day for day in theirs if day.pieces]
    if len(made) < 12:
        return None
    left_out = set(dice.sample(made, dice.randrange(3)))
    days = [day for day in theirs if day.day not in left_out]
    return case(with_days(facts, key, days), (key[0],), (key[1],))


def _both(facts: InspectionFacts, dice: Random, clocked: bool) -> tuple[int, int] | None:
    keys = set(busy_months(facts, 16, clocked=clocked))
    return pick(dice, sorted(key for key in keys if (key[0], key[1] - 1) in keys))


@plants("copied_month")
def from_the_month_before(facts: InspectionFacts, dice: Random) -> Case | None:
    """Last month's times again, day over day or row over row."""
    key = _both(facts, dice, True)
    if key is None:
        return None
    before = paid_days(facts.work[key[0], key[1] - 1])
    if dice.random() < 0.5:
        days = [day for day in before if day.day <= 28]
    else:
        now = [day.day for day in paid_days(facts.work[key])]
        days = [day._replace(day=number) for day, number in zip(before, now, strict=False)]
    return case(with_days(facts, key, _changed(dice, days, 1)), (key[0],), (key[1],))


@plants("copied_month_counts")
def pieces_of_the_month_before(facts: InspectionFacts, dice: Random) -> Case | None:
    """Last month's counts again."""
    key = _both(facts, dice, False)
    if key is None:
        return None
    before = [day for day in facts.work[key[0], key[1] - 1] if day.pieces and day.day <= 28]
    return case(with_days(facts, key, before), (key[0],), (key[1],)) if len(before) >= 12 else None


@plants("pace")
def for_others(facts: InspectionFacts, dice: Random) -> Case | None:
    """What two or three made stands on one: all month, or on some days."""
    busy = busy_months(facts)
    people = Counter(month for _, month in busy)
    keys = [key for key in busy if people[key[1]] >= 5]
    key = pick(dice, keys)
    if key is None:
        return None
    made = [day.day for day in facts.work[key] if day.pieces]
    some = set(made) if dice.random() < 0.5 else set(dice.sample(made, min(len(made), dice.randrange(4, 9))))
    times = dice.choice((3, 3, 4))
    days = (_times(day, times) if day.day in some else day for day in facts.work[key])
    return case(with_days(facts, key, days), (key[0],), (key[1],))


def _times(day: Day, times: int) -> Day:
    seconds = None if day.seconds is None else day.seconds * times
    return day._replace(seconds=seconds, fen=day.fen * times, pieces=day.pieces * times)
