"""Checks of pay against presence: paid without having been there, there without pay, pieces on days of leave."""

from collections.abc import Iterator

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.facts import Day, InspectionFacts, WorkKey
from workshop.claims.rules.inspecting.limits import (
    AWAY,
    FEW_DAYS,
    LEAVE_WITH_OUTPUT_DAYS,
    PAID_LEAVE,
    PRESENT,
)
from workshop.claims.rules.inspecting.questions import Question
from workshop.claims.rules.inspecting.refs import day_ref, days_text, month_ref, of_month, slip_ref
from workshop.claims.rules.months import month_text
from workshop.kernel.money import format_yuan

NOTHING: tuple[Day, ...] = ()


@check("paid_absent", "有工资没有考勤产量", (4,), (10,), "挂名领工资、领补贴,人没有来过")
def find_paid_absent(facts: InspectionFacts) -> Iterator[Question]:
    """Pay of a month without a day there, a piece, an hour or an order; leave that is paid is told by attendance."""
    for key, pay in facts.pay.items():
        days = facts.work.get(key, NOTHING)
        if pay.gross <= 0 or pay.late or pay.taken_home or _was_there(days) or _on_paid_leave(days):
            continue
        if pay.work <= 0 and not _again(facts, key):
            continue  # a bonus or what was agreed at leaving, once
        sentence = f"{facts.who(key[0])} {month_text(key[1])}应发 {format_yuan(pay.gross)} 元,没有一天出勤,也没有产量、工时和交货"
        usual = "有工资的月份有考勤、产量或交货;休假发的工资在考勤上看得出"
        yield of_month("paid_absent", key, sentence, usual, pay.gross, refs=(slip_ref(key), month_ref(key)))


def _was_there(days: tuple[Day, ...]) -> bool:
    return any(day.status in PRESENT or day.worked for day in days)


def _on_paid_leave(days: tuple[Day, ...]) -> bool:
    return any(day.status in PAID_LEAVE for day in days)


def _again(facts: InspectionFacts, key: WorkKey) -> bool:
    """Paid without work in the month before or after as well."""
    for month in (key[1] - 1, key[1] + 1):
        pay = facts.pay.get((key[0], month))
        if (
            pay
            and pay.gross > 0
            and pay.work <= 0
            and not pay.taken_home
            and not _was_there(facts.work.get((key[0], month), NOTHING))
        ):
            return True
    return False


@check("unpaid_work", "有考勤没有工资", (4,), (10,), "考勤册上的人工资表上没有:考勤是凑的,或者欠着工资")
def find_unpaid_work(facts: InspectionFacts) -> Iterator[Question]:
    """Days at work in a month that is locked, without pay and without having been left out of the run; a day or two at its end
    may be paid with the next.
    """
    for key, days in facts.work.items():
        pay = facts.pay.get(key)
        if key[1] not in facts.runs or key in facts.absent or (pay and pay.gross > 0):
            continue
        there = [day.day for day in days if day.status in PRESENT or day.worked]
        if there and facts.workers[key[0]].hours_system != "contract" and not _paid_next(facts, key, len(there)):
            sentence = (
                f"{facts.who(key[0])} {month_text(key[1])}出勤 {len(there)} 天({days_text(there)}),工资表上没有他的工资"
            )
            yield of_month("unpaid_work", key, sentence, "出勤的月份有工资", len(there), refs=(month_ref(key),))


def _paid_next(facts: InspectionFacts, key: WorkKey, days: int) -> bool:
    """A few days whose pay is in the next month, or may be while that is not locked."""
    after = facts.pay.get((key[0], key[1] + 1))
    return days <= FEW_DAYS and (key[1] + 1 not in facts.runs or (after is not None and after.gross > 0))


@check("output_on_leave", "请假的日子有产量", (4,), (7, 10), "别人的产量记到不在的人名下")
def find_output_on_leave(facts: InspectionFacts) -> Iterator[Question]:
    """Pieces of his own on days that attendance calls leave."""
    for key, days in facts.work.items():
        away = [day for day in days if day.status in AWAY and (day.pieces > 0 or day.hours > 0)]
        if len(away) >= LEAVE_WITH_OUTPUT_DAYS:
            shown = "、".join(f"{day.day} 日{day.status}" for day in away[:6])
            sentence = f"{facts.who(key[0])} {month_text(key[1])}有 {len(away)} 天考勤是请假或旷工却有产量:{shown}"
            refs = tuple(day_ref(key, day.day) for day in away[:6])
            yield of_month("output_on_leave", key, sentence, "请假的日子没有产量", *(d.day for d in away), refs=refs)
