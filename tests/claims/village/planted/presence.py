"""Pay without presence, presence without pay, pieces of people who are away, days without pieces."""

from dataclasses import replace
from random import Random

from tests.claims.village.planted.case import Case, busy_months, case, paid_days, pick, plants, with_days, with_pay
from workshop.claims.rules.inspecting.facts import Day, InspectionFacts, PayFacts
from workshop.claims.rules.months import last_day


@plants("paid_absent")
def a_name_on_the_sheet(facts: InspectionFacts, dice: Random) -> Case | None:
    """On the wage sheet and nowhere else; sometimes for several months, without pay for anything that was made."""
    key = pick(dice, [one for one in facts.pay if not facts.pay[one].taken_home])
    if key is None:
        return None
    facts = with_days(facts, key, ())
    if dice.random() < 0.4:
        for month in (key[1], key[1] + 1):
            facts = with_days(facts, (key[0], month), ())
            facts = with_pay(facts, (key[0], month), PayFacts(key[0], month, 180_000, 180_000, paid=180_000))
    return case(facts, (key[0],), (key[1],))


@plants("unpaid_work")
def never_paid(facts: InspectionFacts, dice: Random) -> Case | None:
    """Attendance that was made up, or a wage that is owed."""
    key = pick(dice, [one for one in busy_months(facts, 5) if one[1] in facts.runs])
    return case(with_pay(facts, key, None), (key[0],), (key[1],)) if key else None


@plants("output_on_leave")
def others_pieces(facts: InspectionFacts, dice: Random) -> Case | None:
    """Somebody else's pieces on the days she was at the hospital."""
    key = pick(dice, busy_months(facts))
    if key is None:
        return None
    made = [day.day for day in facts.work[key] if day.pieces]
    away = set(dice.sample(made, min(len(made), dice.randrange(2, 7))))
    status = dice.choice(("事假", "病假", "旷工"))
    days = (day._replace(status=status, came=None, went=None) if day.day in away else day for day in facts.work[key])
    return case(with_days(facts, key, days), (key[0],), (key[1],))


@plants("idle")
def padded_attendance(facts: InspectionFacts, dice: Random) -> Case | None:
    """She came on half the days; the others were ticked for her."""
    settled = [key for key in busy_months(facts, 16) if (last_day(key[1]) - facts.workers[key[0]].hired).days > 80]
    key = pick(dice, settled)
    if key is None:
        return None
    there = [day.day for day in paid_days(facts.work[key])]
    ticked = set(dice.sample(there, len(there) * dice.randrange(45, 80) // 100))
    days = (_ticked(day) if day.day in ticked else day for day in facts.work[key])
    return case(with_days(facts, key, days), (key[0],), (key[1],))


def _ticked(day: Day) -> Day:
    return day._replace(status="出勤", seconds=0, fen=0, pieces=0, hours=0, team=False, noted=None)


@plants("off_roster")
def after_she_left(facts: InspectionFacts, dice: Random) -> Case | None:
    """She left, her name went on; or the roster was written for a later hire."""
    key = pick(dice, busy_months(facts, 10))
    if key is None:
        return None
    worker, day = facts.workers[key[0]], dice.choice(paid_days(facts.work[key])[2:-2])
    on = last_day(key[1]).replace(day=day.day)
    changed = replace(worker, left=on) if dice.random() < 0.6 else replace(worker, hired=on, left=None)
    return case(replace(facts, workers={**facts.workers, key[0]: changed}), (key[0],))


@plants("slip_days_differ")
def days_for_the_claim(facts: InspectionFacts, dice: Random) -> Case | None:
    """Attendance was filled up for the claim, the slip still says how it was."""
    key = pick(dice, [one for one in busy_months(facts) if one in facts.pay])
    if key is None:
        return None
    slip = facts.pay[key]
    return case(
        with_pay(facts, key, replace(slip, halves=max(0, (slip.halves or 0) - dice.randrange(6, 16)))),
        (key[0],),
        (key[1],),
    )
