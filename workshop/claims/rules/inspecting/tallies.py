"""Checks that compare lists: a figure that differs between two, people at work who are not on the roster, slips and attendance."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.claim_facts import TallyFacts
from workshop.claims.rules.inspecting.facts import InspectionFacts
from workshop.claims.rules.inspecting.limits import HALVES_CHANGED, PRESENT
from workshop.claims.rules.inspecting.questions import Question, Ref
from workshop.claims.rules.inspecting.refs import (
    claim_ref,
    dates_text,
    day_ref,
    month_ref,
    of_month,
    slip_ref,
    worker_ref,
)
from workshop.claims.rules.inspecting.thresholds import halves
from workshop.claims.rules.months import first_day, month_of, month_text
from workshop.kernel.money import format_yuan


@check(
    "lists_differ", "各处的数不一致", (16,), (11, 22), "花名册、考勤、工资表、台账、申请表、公示、银行的数互相对不上"
)
def find_lists_differ(facts: InspectionFacts) -> Iterator[Question]:
    """A figure that is not the same on every list that carries it."""
    same: dict[tuple[str, str], list[TallyFacts]] = defaultdict(list)
    for one in facts.tallies:
        same[one.subject, one.kind].append(one)
    for (subject, _), found in same.items():
        if len({one.value for one in found}) > 1:
            shown = ",".join(f"{one.place} {_value(one)}" for one in found)
            pages = tuple(Ref(*one.ref) for one in found if one.ref[0])
            refs = pages or ((claim_ref(facts.claim.claim.id),) if facts.claim else (Ref("workshop", ""),))
            figures = tuple(item for one in found for item in (one.place, one.value))
            months = tuple(sorted({one.month for one in found if one.month is not None}))
            sentence, usual = f"{subject}各处不一样:{shown}", "同一个数处处相同;不同的写明为什么"
            yield Question("lists_differ", refs[0], sentence, usual, (subject, *figures), refs, (), months)


def _value(one: TallyFacts) -> str:
    return f"{one.value} 人" if one.kind == "people" else f"{format_yuan(one.value)} 元"


@check("off_roster", "不在册的日子有考勤", (16,), (16, 22), "花名册上没有的人在考勤、工资表上有")
def find_off_roster(facts: InspectionFacts) -> Iterator[Question]:
    """Days at work before he was hired or after he left."""
    outside: dict[int, list[date]] = defaultdict(list)
    for (worker, month), days in sorted(facts.work.items()):
        for day in days:
            on = first_day(month).replace(day=day.day)
            if (day.status in PRESENT or day.worked) and not facts.workers[worker].employed(on):
                outside[worker].append(on)
    for worker, dates in outside.items():
        mine = facts.workers[worker]
        until = f"至 {mine.left}" if mine.left else "起"
        sentence = f"{facts.who(worker)} 花名册上在册 {mine.hired} {until},{dates_text(dates)}却有考勤或产量"
        refs = (worker_ref(worker), *(day_ref((worker, month_of(on)), on.day) for on in dates[:4]))
        months = tuple(sorted({month_of(on) for on in dates}))
        usual = "入职以后、离职以前才有考勤"
        yield Question("off_roster", refs[0], sentence, usual, tuple(dates), refs, (worker,), months)


@check("slip_days_differ", "工资条的天数与考勤不同", (16,), (22,), "工资表上的出勤天数和考勤册不一样")
def find_slip_days_differ(facts: InspectionFacts) -> Iterator[Question]:
    """Half days that the slip counted and attendance has now; a day forgotten and written later is let pass."""
    for key, pay in facts.pay.items():
        there = halves(facts, key)
        if pay.halves is not None and abs(pay.halves - there) > HALVES_CHANGED:
            sentence = (
                f"{facts.who(key[0])} {month_text(key[1])}工资条上出勤 {pay.halves / 2:g} 天,考勤上是 {there / 2:g} 天"
            )
            usual = "工资按考勤算;锁定以后改的考勤要有原因"
            refs = (slip_ref(key), month_ref(key))
            yield of_month("slip_days_differ", key, sentence, usual, pay.halves, there, refs=refs)
