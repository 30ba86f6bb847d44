"""People who are there while heads are counted."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from tests.claims.village.planted.case import Case, case, plants
from workshop.claims.rules.inspecting.facts import Day, InspectionFacts
from workshop.claims.rules.months import first_day, last_day, month_of


@plants("head_count")
def for_the_visit(facts: InspectionFacts, dice: Random) -> Case | None:
    """A good tenth of the heads and four at least: in some weeks before, gone in some weeks after, off the roster or not."""
    months = sorted({month for _, month in facts.work})
    if len(months) < 5:
        return None
    on = first_day(months[len(months) // 2]) + timedelta(dice.randrange(20))
    heads = sum(one.employed(on) for one in facts.workers.values())
    workers, work = dict(facts.workers), dict(facts.work)
    added = []
    for _ in range(max(5, heads * dice.randrange(15, 35) // 100)):
        key = max(workers) + 1
        hired, last = on - timedelta(dice.randrange(1, 44)), on + timedelta(dice.randrange(1, 45))
        left = last if dice.random() < 0.7 or last + timedelta(31) > last_day(months[-1]) else None
        added.append(key)
        like = dice.choice(list(facts.workers.values()))
        workers[key] = replace(
            like,
            id=key,
            number=f"{key:05}",
            name=like.name[0] + "某",
            person="",
            old="",
            born=None,
            hired=hired,
            left=left,
        )
        for n in range((last - hired).days + 1):
            day = hired + timedelta(n)
            at = (key, month_of(day))
            work[at] = (*work.get(at, ()), Day(day.day, "出勤"))
    return case(replace(facts, workers=workers, work=work, events=(*facts.events, (on, "现场核查"))), added)
