"""Checks of pay against presence: paid without having been there, there without pay, pieces on days of leave, days without pieces."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.facts import Day, InspectionFacts, WorkKey
from workshop.claims.rules.inspecting.limits import (
    AWAY,
    BUNDLE_SHARE,
    FEW_DAYS,
    IDLE_DAYS,
    IDLE_SHARE,
    LEARNING_DAYS,
    LEAVE_WITH_OUTPUT_DAYS,
    PAID_LEAVE,
    PRESENT,
    STANDSTILL_SHARE,
)
from workshop.claims.rules.inspecting.questions import Question
from workshop.claims.rules.inspecting.refs import day_ref, days_text, month_ref, of_month, slip_ref
from workshop.claims.rules.months import first_day, month_text
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


@check("idle", "出勤没有产量", (4,), (10,), "考勤是凑的:计件的人天天在,却没有做出东西")
def find_idle(facts: InspectionFacts) -> Iterator[Question]:
    """Piece workers with many days there and nothing made, while the others made something and no bundle explains it."""
    line = _line(facts)
    for key, days in facts.work.items():
        learnt = facts.workers[key[0]].hired + timedelta(days=LEARNING_DAYS)
        there = [day for day in days if day.status in PRESENT and _date(key, day) >= learnt]
        if not _by_piece(facts, key) or not there:
            continue
        idle = [day.day for day in _idle(there, line.usual[key[1]]) if line.runs(_date(key, day))]
        if len(idle) >= IDLE_DAYS and len(idle) * 100 >= IDLE_SHARE * len(there):
            sentence = (
                f"{facts.who(key[0])} {month_text(key[1])}出勤 {len(there)} 天,有 {len(idle)} 天没有产量"
                f"({days_text(idle)}),那些天别人有产量"
            )
            refs = (month_ref(key), *(day_ref(key, day) for day in idle[:4]))
            yield of_month("idle", key, sentence, "计件的人出勤就有产量", len(there), *idle, refs=refs)


def _idle(there: list[Day], usual: int) -> list[Day]:
    """Days without anything made, unless the next count is large enough for them: a bundle is counted when it is full."""
    idle: list[Day] = []
    waiting: list[Day] = []
    for day in there:
        if not day.worked:
            waiting.append(day)
        elif waiting and not (day.hours or day.team):
            whole = day.fen * 100 >= BUNDLE_SHARE * usual * (len(waiting) + 1)
            idle += [] if whole else waiting
            waiting = []
    return idle + waiting


def _by_piece(facts: InspectionFacts, key: WorkKey) -> bool:
    """Paid by pieces alone, and past learning."""
    worker = facts.workers[key[0]]
    return not (worker.timed or worker.trainee or worker.hours_system in ("contract", "part_time"))


def _date(key: WorkKey, day: Day) -> date:
    return first_day(key[1]).replace(day=day.day)


@dataclass(frozen=True)
class _Line:
    """The piece workers together: by day how many were there and made something; by month what one makes in a day, in fen."""

    days: Mapping[date, tuple[int, int]]
    usual: Mapping[int, int]

    def runs(self, on: date) -> bool:
        """Whether most had something to do."""
        there, made = self.days[on]
        return (there - made) * 100 < STANDSTILL_SHARE * there


def _line(facts: InspectionFacts) -> _Line:
    there, made, earned = Counter[date](), Counter[date](), defaultdict[int, list[int]](list)
    for key, days in facts.work.items():
        if not _by_piece(facts, key):
            continue
        present = [day for day in days if day.status in PRESENT]
        for day in present:
            there[_date(key, day)] += 1
            made[_date(key, day)] += day.worked
        if present:
            earned[key[1]].append(sum(day.fen for day in present) // len(present))
    days_ = {on: (count, made[on]) for on, count in there.items()}
    return _Line(days_, {month: int(median(fen)) for month, fen in earned.items()})
