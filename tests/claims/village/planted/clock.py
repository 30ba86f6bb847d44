"""Attendance that is written at a desk."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from tests.claims.village.planted.case import Case, busy_months, case, paid_days, pick, plants, with_days
from workshop.claims.rules.inspecting.facts import Day, InspectionFacts
from workshop.claims.rules.months import first_day, last_day, month_of


@plants("every_day")
def thirty_one(facts: InspectionFacts, dice: Random) -> Case | None:
    """31 of 31."""
    key = pick(dice, [one for one in busy_months(facts) if facts.workers[one[0]].hired <= first_day(one[1])])
    if key is None:
        return None
    mine = {day.day: day for day in facts.work[key]}
    sample = paid_days(facts.work[key])
    days = []
    for number in range(1, last_day(key[1]).day + 1):
        day = mine.get(number) or dice.choice(sample)._replace(day=number)
        days.append(day if day in sample else day._replace(status="出勤"))
    return case(with_days(facts, key, days), (key[0],), (key[1],))


@plants("same_minutes")
def to_the_minute(facts: InspectionFacts, dice: Random) -> Case | None:
    """Eight to six, all month, in a workshop with a clock."""
    key = pick(dice, busy_months(facts, 15, clocked=True))
    if key is None:
        return None
    days = (day._replace(came=480, went=1080) if day.came is not None else day for day in facts.work[key])
    return case(with_days(facts, key, days), (key[0],), (key[1],))


@plants("nobody_away")
def a_month_of_ticks(facts: InspectionFacts, dice: Random) -> Case | None:
    """A tick for everybody on every working day, before somebody comes to look."""
    months = sorted({month for _, month in facts.work})
    dice.shuffle(months)
    for month in months:
        people = [
            one
            for one, of in facts.work
            if of == month
            and facts.workers[one].employed(first_day(month))
            and facts.workers[one].employed(last_day(month))
        ]
        rest = facts.calendar.weekly_rest
        due = [on for n in range(last_day(month).day) if (on := first_day(month) + timedelta(n)).weekday() not in rest]
        due = [on for on in due if not facts.calendar.is_statutory(on)]
        if len(people) >= 8 and len(due) >= 22:
            for one in people:
                facts = with_days(facts, (one, month), _ticks(facts, (one, month), [on.day for on in due]))
            return case(facts, (), (month,))
    return None


def _ticks(facts: InspectionFacts, key: tuple[int, int], due: list[int]) -> list[Day]:
    mine = {day.day: day for day in facts.work[key]}
    return [mine.get(day, Day(day))._replace(status="出勤") for day in due]


@plants("closed_day")
def on_the_holiday(facts: InspectionFacts, dice: Random) -> Case | None:
    """Ticks on days on which the gate was locked."""
    months = {month for _, month in facts.work}
    days = [on for on in facts.calendar.statutory if month_of(on) in months]
    if not days:
        return None
    on = dice.choice(days)
    people = [one for one, month in busy_months(facts, 8) if month == month_of(on)]
    people = dice.sample(people, min(len(people), dice.randrange(1, 9)))
    for one in people:
        key = (one, month_of(on))
        rest = [day for day in facts.work[key] if day.day != on.day]
        facts = with_days(facts, key, sorted([*rest, Day(on.day, "出勤", 480, 1080)]))
    return case(facts, people, (month_of(on),)) if people else None


@plants("long_days")
def day_and_night(facts: InspectionFacts, dice: Random) -> Case | None:
    """Fourteen to seventeen hours on some days."""
    key = pick(dice, busy_months(facts, 12))
    if key is None:
        return None
    long = set(dice.sample([day.day for day in paid_days(facts.work[key])], dice.randrange(3, 11)))
    days = (
        day._replace(came=400, went=400 + dice.randrange(815, 1020)) if day.day in long else day
        for day in facts.work[key]
    )
    return case(with_days(facts, key, days), (key[0],), (key[1],))


@plants("typed_at_once")
def one_evening(facts: InspectionFacts, dice: Random) -> Case | None:
    """The month of one, of some or of all put down in an evening or two before the visit."""
    keys = busy_months(facts, 18)
    key = pick(dice, keys)
    if key is None:
        return None
    evening = last_day(key[1]).toordinal() + dice.randrange(1, 40)
    field = dice.choice(("marked", "noted"))
    mine = [one for one in keys if one[1] == key[1]]
    for one in {key, *dice.sample(mine, dice.randrange(len(mine)))}:
        if field == "noted" and sum(day.pieces > 0 for day in facts.work[one]) < 16:
            return None
        days = (_typed(day, field, evening + dice.randrange(2)) for day in facts.work[one])
        facts = with_days(facts, one, days)
    return case(facts, (key[0],), (key[1],))


def _typed(day: Day, field: str, on: int) -> Day:
    if field == "marked":
        return day._replace(marked=on)
    return day._replace(noted=on) if day.pieces else day


@plants("written_late")
def before_the_visit(facts: InspectionFacts, dice: Random) -> Case | None:
    """Two or three months later some days are made up."""
    key = pick(dice, busy_months(facts, 12))
    if key is None:
        return None
    late = last_day(key[1]).toordinal() + dice.randrange(50, 120)
    field = dice.choice(("marked", "noted"))
    made = [day.day for day in facts.work[key] if day.pieces]
    some = set(dice.sample(made, min(len(made), dice.randrange(3, 12))))
    if len(some) < 3:
        return None
    days = (_typed(day, field, late + dice.randrange(6)) if day.day in some else day for day in facts.work[key])
    return case(replace(with_days(facts, key, days)), (key[0],), (key[1],))
