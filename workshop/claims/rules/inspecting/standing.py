"""Checks of who should not be counted: the owner and his house, people of an excluded status, the too young, people at two places."""

from collections.abc import Iterator
from datetime import date

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.facts import InspectionFacts, WorkerFacts
from workshop.claims.rules.inspecting.identity import plain
from workshop.claims.rules.inspecting.limits import EARLIEST_AGE, EXCLUDED, PRESENT
from workshop.claims.rules.inspecting.questions import Question, Ref
from workshop.claims.rules.inspecting.refs import month_ref, of_people, worker_ref
from workshop.claims.rules.months import first_day, last_day, month_of
from workshop.kernel.idno import age_on
from workshop.people.rules.words import NO_CATEGORY


@check("owner", "负责人和他的家人", (), (4,), "把老板自己、家里人报成带动的脱贫人口")
def find_owner(facts: InspectionFacts) -> Iterator[Question]:
    """Whoever has the head's name, telephone or household and is counted as somebody the workshop took in."""
    heads = [one for one in facts.workers.values() if facts.head and plain(one.name) == plain(facts.head)]
    homes = {one.household for one in heads if one.household}
    for worker in facts.workers.values():
        if not _counted(facts, worker):
            continue
        why = (
            "与车间负责人同名"
            if worker in heads
            else "电话就是车间负责人的电话"
            if facts.phone and worker.phone == facts.phone
            else f"与车间负责人 {facts.head} 同一户"
            if worker.household in homes
            else ""
        )
        if why:
            sentence = f"{worker.number} {worker.name} {why}"
            yield of_people("owner", [worker], sentence, "负责人本人和同户的人一般不算带动就业", why)


def _counted(facts: InspectionFacts, worker: WorkerFacts) -> bool:
    """In the claim; without one, of a category."""
    if facts.claim:
        return any(one.worker_id == worker.id for one in facts.claim.claim.people)
    return any(entry.holds and entry.name != NO_CATEGORY for entry in worker.categories)


@check("excluded", "不该算的人", (6,), (6,), "一县就业项目里 85 人不符合条件:财政供养、公益岗、已死亡等")
def find_excluded(facts: InspectionFacts) -> Iterator[Question]:
    """A status put down (by hand or from the county's list) that holds while he is in work or claimed."""
    for worker in facts.workers.values():
        for name, first, last in worker.statuses:
            if name not in EXCLUDED:
                continue
            months = tuple(m for m in _months_of(facts, worker) if _overlaps(m, first, last))
            if months:
                since = f",{first} 起" if first else ""
                sentence = (
                    f"{worker.number} {worker.name} 登记为「{name}」{since},这期间有 {len(months)} 个月在册做工或申领"
                )
                refs = (worker_ref(worker.id), *(month_ref((worker.id, m)) for m in months[:3]))
                figures = (name, first, len(months))
                usual = "这些人多数办法不算,已故的人更不会有考勤"
                yield Question("excluded", refs[0], sentence, usual, figures, refs, (worker.id,), months)


def _months_of(facts: InspectionFacts, worker: WorkerFacts) -> list[int]:
    if facts.claim:
        return [m for one in facts.claim.claim.people if one.worker_id == worker.id for m in one.months]
    return sorted(
        month
        for (who, month), days in facts.work.items()
        if who == worker.id and any(day.status in PRESENT or day.worked for day in days)
    )


def _overlaps(month: int, first: date | None, last: date | None) -> bool:
    return (first is None or first <= first_day(month)) and (last is None or last >= last_day(month))


@check("too_young", "未满 16 岁", (12,), (1,), "使用童工")
def find_too_young(facts: InspectionFacts) -> Iterator[Question]:
    """Somebody who was not sixteen on his first day."""
    for worker in facts.workers.values():
        if worker.born and age_on(worker.born, worker.hired) < EARLIEST_AGE:
            age = age_on(worker.born, worker.hired)
            sentence = f"{worker.number} {worker.name} {worker.born} 出生,{worker.hired} 入职时 {age} 周岁"
            yield of_people("too_young", [worker], sentence, "入职时满 16 周岁;请核对出生日期", worker.hired)


@check("two_places", "同一天在两个车间", (1,), (2, 8), "同一个人在几个车间都有考勤,各领一份")
def find_two_places(facts: InspectionFacts) -> Iterator[Question]:
    """Days on which the same identity number was at work in another workshop of the database as well."""
    for other in facts.elsewhere:
        mine = {
            first_day(month).replace(day=day.day)
            for (worker, month), days in facts.work.items()
            if worker == other.worker
            for day in days
            if day.status in PRESENT
        }
        both = sorted(mine & other.days)
        if both:
            who = facts.who(other.worker)
            shown = "、".join(str(on) for on in both[:3])
            sentence = f"{who} 有 {len(both)} 天同时在 {other.workshop} 有考勤,例如 {shown}"
            refs = (worker_ref(other.worker), *(Ref("day", f"{other.worker}/{on}") for on in both[:3]))
            months = tuple(sorted({month_of(on) for on in both}))
            figures = (other.workshop, len(both), both[0], both[-1])
            yield Question("two_places", refs[0], sentence, "一天只在一处", figures, refs, (other.worker,), months)
