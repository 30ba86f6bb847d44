"""The faults of entries: who, when, what, how many, which band. Nothing here guesses; each fault says how to mend it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from workshop.floor.rules.entries import (
    EntryFault,
    FloorFacts,
    NewAttendance,
    NewHours,
    NewOutput,
    NewTeamOutput,
)
from workshop.kernel.calendar import BANDS, Calendar, CalendarMissing
from workshop.kernel.quantities import MOST, QUANTITY_SCALE, format_quantity, is_measured
from workshop.kernel.shares import SPLITS
from workshop.kernel.text import has_forbidden

DAY_MINUTES = 24 * 60
MOST_RATE = 100_000  # a thousand yuan an hour is a typing error
_ID = re.compile(r"\S{1,64}")

# 出勤 and so on (pay rules 4.5, 4.6), each with the mark that attendance sheets use.
STATUSES: dict[str, str] = {
    "出勤": "√",
    "半天": "◐",
    "休息": "○",
    "补班": "班",
    "事假": "△",
    "病假": "☆",
    "年假": "▲",
    "公假": "◎",
    "旷工": "×",
    "迟到": "迟",
}


class Trouble(NamedTuple):
    """A fault before it is known which row it belongs to."""

    field: str
    value: str
    reason: str
    message: str
    mend: str


def contradicts(band: str, on: date, make_up: bool, calendar: Calendar) -> bool:
    """A written band that the date denies (4.2); without weekly rest, `rest_day` is as written on any but statutory days.

    `make_up`: the worker's attendance is 补班, which makes a rest day normal for him (4.4). Raises CalendarMissing.
    """
    if not band:
        return False
    by_date = calendar.band(on)
    if by_date == "rest_day" and make_up:
        by_date = "normal"
    if band == "rest_day" and by_date == "normal":
        return bool(calendar.weekly_rest) or make_up
    return (band in ("normal", "overtime")) != (by_date == "normal") or (by_date != "normal" and band != by_date)


class Checks:
    """The checks of one batch; what depends on worker, operation and day alone is decided once for all its rows."""

    def __init__(self, facts: FloorFacts) -> None:
        self.facts = facts
        self.person = cache(self._person)
        self.operation = cache(self._operation)
        self.band = cache(self._band)

    def _person(self, worker_id: int, on: date) -> Trouble | None:
        if on > self.facts.on:
            return Trouble("date", str(on), "date_future", "这一天还没到", "请核对日期")
        worker = self.facts.workers.get(worker_id)
        if worker is None:
            return Trouble("worker_id", "", "worker_unknown", "花名册里没有这个人", "请先在「工人」里登记")
        if on < worker.hire_date:
            message = f"{worker.name} {worker.hire_date} 才入职"
            return Trouble("date", str(on), "before_hire", message, "请核对日期,或在工人资料里改正入职日期")
        if not worker.employed(on):
            message = f"{worker.name} {worker.leave_date} 已离职"
            return Trouble("date", str(on), "after_leave", message, "请核对日期,或在工人资料里改正离职日期")
        return None

    def _operation(self, operation_id: int, on: date) -> Trouble | None:
        operation = self.facts.operations.get(operation_id)
        if operation is None:
            return Trouble("operation_id", "", "operation_unknown", "没有这道工序", "请先在「工序单价」里登记")
        if operation.withdrawn_on is not None and on >= operation.withdrawn_on:
            message = f"{operation.withdrawn_on} 起停用"
            return Trouble("operation_id", operation.name, "operation_withdrawn", message, "请核对工序和日期")
        return None

    def _band(self, band: str, worker_id: int, on: date) -> Trouble | None:
        if not band:
            return None
        if band not in BANDS:
            mend = f"可填 {'、'.join(BANDS)},或留空按日历算"
            return Trouble("band", band, "band_unknown", "不是认识的时段", mend)
        try:
            wrong = contradicts(band, on, (worker_id, on) in self.facts.make_up, self.facts.calendar)
        except CalendarMissing as missing:
            return Trouble("date", str(on), "calendar_missing", *str(missing).split("。", 1))
        if not wrong:
            return None
        message = f"{on} 按日历不能记为「{BANDS[band]}」"
        return Trouble("band", BANDS[band], "band_contradicts", message, "请留空按日历算,或先改正日历、登记补班")

    def amount(self, name: str, value: int, operation_id: int) -> Trouble | None:
        """One quantity against the operation's unit and what is believable."""
        if value == 0:
            return None
        operation = self.facts.operations.get(operation_id)
        unit = operation.unit if operation else ""
        if value < 0:
            return Trouble(name, format_quantity(value), "quantity_negative", "数量不能是负数", "数错了请用「更正」")
        if value > MOST:
            message = f"数量大得不像真的,一次最多 {MOST // QUANTITY_SCALE}"
            return Trouble(name, format_quantity(value), "quantity_too_big", message, "请核对后重填")
        if value % QUANTITY_SCALE and not is_measured(unit):
            return Trouble(name, format_quantity(value), "quantity_not_whole", f"按{unit}计数,只能填整数", "请填整数")
        return None


def _identity(entry_id: str) -> Trouble | None:
    if _ID.fullmatch(entry_id) and not has_forbidden(entry_id):
        return None
    return Trouble("id", "", "id_unusable", "编号应是 1 到 64 个字,不含空格", "请改正编号")


def find_output_faults(rows: Sequence[NewOutput], facts: FloorFacts) -> list[EntryFault]:
    """What is wrong with entries of output."""
    checks = Checks(facts)

    def judge(row: NewOutput) -> Iterator[Trouble | None]:
        yield _identity(row.id)
        yield checks.person(row.worker_id, row.date)
        yield checks.operation(row.operation_id, row.date)
        yield checks.band(row.band, row.worker_id, row.date)
        yield checks.amount("good", row.good, row.operation_id)
        yield checks.amount("defect_own", row.defect_own, row.operation_id)
        yield checks.amount("defect_other", row.defect_other, row.operation_id)
        if not (row.good or row.defect_own or row.defect_other):
            yield Trouble("good", "0", "quantity_nothing", "合格和次品都是 0", "没有做就不用记")

    return _collect(rows, judge)


def find_team_faults(rows: Sequence[NewTeamOutput], facts: FloorFacts) -> list[EntryFault]:
    """What is wrong with entries of team output: its members as well as itself."""
    checks = Checks(facts)

    def judge(row: NewTeamOutput) -> Iterator[Trouble | None]:
        yield _identity(row.id)
        yield checks.operation(row.operation_id, row.date)
        yield checks.amount("quantity", row.quantity, row.operation_id)
        if not row.quantity:
            yield Trouble("quantity", "0", "quantity_nothing", "集体产量是 0", "没有做就不用记")
        if row.split not in SPLITS:
            mend = f"可填 {'、'.join(SPLITS)}"
            yield Trouble("split", row.split, "split_unknown", "不是认识的分配方式", mend)
        yield from _members(row, checks)

    return _collect(rows, judge)


def _members(row: NewTeamOutput, checks: Checks) -> Iterator[Trouble | None]:
    if not row.members:
        yield Trouble("members", "", "team_empty", "集体产量没有成员", "请写明哪些人做的")
    if len({member.worker_id for member in row.members}) < len(row.members):
        yield Trouble("members", "", "member_twice", "同一个人在这一组里出现了两次", "每人只写一次")
    for member in row.members:
        yield checks.person(member.worker_id, row.date)
        yield checks.band(row.band, member.worker_id, row.date)
        for name, value, what in (("minutes", member.minutes, "分钟"), ("weight", member.weight, "系数")):
            if (value is None and name in row.split) or (value is not None and value < 0):
                yield Trouble(
                    name, "" if value is None else str(value), f"{name}_missing", f"缺少{what}", f"请填{what}"
                )


def find_hours_faults(rows: Sequence[NewHours], facts: FloorFacts) -> list[EntryFault]:
    """What is wrong with hours."""
    checks = Checks(facts)

    def judge(row: NewHours) -> Iterator[Trouble | None]:
        yield _identity(row.id)
        yield checks.person(row.worker_id, row.date)
        yield checks.band(row.band, row.worker_id, row.date)
        yield _minutes("minutes", row.minutes, 1)
        if not row.activity.strip() or len(row.activity) > 40 or has_forbidden(row.activity):
            yield Trouble(
                "activity", row.activity[:40], "activity_unusable", "工作内容应是 1 到 40 个字", "请写明做什么"
            )
        if row.rate is not None and not 0 < row.rate <= MOST_RATE:
            message = f"时薪应在 0 和 {MOST_RATE // 100} 元之间"
            yield Trouble("rate", f"{row.rate / 100:.2f}", "rate_unbelievable", message, "请核对时薪")

    return _collect(rows, judge)


def _minutes(name: str, value: int | None, least: int = 0) -> Trouble | None:
    if value is None or least <= value <= DAY_MINUTES:
        return None
    return Trouble(name, str(value), "minutes_impossible", f"分钟数应在 {least} 到 {DAY_MINUTES} 之间", "请核对时间")


def find_attendance_faults(rows: Sequence[NewAttendance], facts: FloorFacts) -> list[EntryFault]:
    """What is wrong with days of attendance; an empty status takes a day back and needs no more."""
    checks = Checks(facts)
    clocks = (("clock_in", "上班时间"), ("clock_out", "下班时间"), ("overtime_minutes", "加班分钟"))

    def judge(row: NewAttendance) -> Iterator[Trouble | None]:
        if row.status and row.status not in STATUSES:
            yield Trouble("status", row.status[:20], "status_unknown", "不是认识的考勤", f"可填 {'、'.join(STATUSES)}")
        # A row outside the employment is taken back by an empty status: it must not be refused for what it mends.
        trouble = checks.person(row.worker_id, row.date)
        yield trouble if row.status or (trouble and trouble.reason == "worker_unknown") else None
        for name, _ in clocks:
            yield _minutes(name, getattr(row, name))
        if row.clock_in is not None and row.clock_out is not None and row.clock_out <= row.clock_in:
            yield Trouble("clock_out", str(row.clock_out), "clock_order", "下班不能早于上班", "请核对上班和下班时间")

    return _collect(rows, judge)


def _collect(rows: Iterable[Any], judge: Callable[[Any], Iterator[Trouble | None]]) -> list[EntryFault]:
    return [EntryFault(index, *found) for index, row in enumerate(rows) for found in judge(row) if found is not None]
