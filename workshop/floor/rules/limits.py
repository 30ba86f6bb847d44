"""Limits of working time as warnings, each with its figure and its article: a question to a person, never a refusal.

劳动合同法 art. 68: part-time work is at most 4 h a day on average and 24 h a week. 劳动法 art. 41: overtime is at most 3 h a day and
36 h a month. 劳动法 art. 38: at least one day of rest a week. A leave without its reason cannot be defended later.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from workshop.floor.rules.grid import HALVES
from workshop.kernel.periods import Period

PART_TIME_DAY, PART_TIME_WEEK = 4 * 60, 24 * 60
OVERTIME_DAY, OVERTIME_MONTH = 3 * 60, 36 * 60
NO_REST_FROM = 14  # whole weeks without a day of rest are certain only from here on
WITHOUT_OVERTIME = ("flexible", "contract")  # 不定时 and 承揽 know no overtime (labour law 1)
LEAVES = ("事假", "病假", "年假", "公假")
NO_REASON = ("", "平板补记", "全部到", "导入考勤表")  # what the program itself writes is no reason of a person


@dataclass(frozen=True)
class TimedDay:
    """A worker's day: minutes of work (0 where nobody wrote them), minutes of overtime, status and reason of attendance."""

    on: date
    minutes: int = 0
    overtime: int = 0
    status: str = ""
    reason: str = ""

    @property
    def attended(self) -> bool:
        """Whether any of the day counts as attended."""
        return self.status in HALVES


@dataclass(frozen=True)
class TimedMonth:
    """A worker with days from the Monday before the month to the Sunday after it; `hours_system` as in people.rules.words."""

    worker_id: int
    worker_no: str
    worker: str
    hours_system: str
    days: tuple[TimedDay, ...]


@dataclass(frozen=True)
class LimitWarning:
    """One thing to look at: who, what it is, and the article it rests on (empty for one of the house)."""

    worker_id: int
    worker_no: str
    worker: str
    code: str
    message: str
    article: str
    on: date


def find_warnings(month: TimedMonth, period: Period, until: date) -> list[LimitWarning]:
    """What the days of a month say against the limits; `until` is the last day that is over."""
    inside = tuple(day for day in month.days if day.on in period)
    checks = (*_part_time(month, inside), *_overtime(month, inside), *_rest(inside, period, until), *_leaves(inside))
    return [LimitWarning(month.worker_id, month.worker_no, month.worker, *found) for found in checks]


Found = tuple[str, str, str, date]  # code, message, article, first day it is about


def _part_time(month: TimedMonth, inside: tuple[TimedDay, ...]) -> Iterator[Found]:
    if month.hours_system != "part_time":
        return
    worked = [day for day in inside if day.minutes]
    total = sum(day.minutes for day in worked)
    if total > PART_TIME_DAY * len(worked):
        mean = hours_words(total // len(worked))
        message = f"非全日制平均每天 {mean},超过 4 小时({len(worked)} 天共 {hours_words(total)})"
        yield "part_time_day", message, "劳动合同法第六十八条", worked[0].on
    weeks: dict[date, int] = {}
    for day in month.days:
        monday = day.on - timedelta(days=day.on.weekday())
        weeks[monday] = weeks.get(monday, 0) + day.minutes
    for monday, minutes in sorted(weeks.items()):
        if minutes > PART_TIME_WEEK and any(monday <= day.on <= monday + timedelta(days=6) for day in worked):
            span = f"{_short(monday)}至{_short(monday + timedelta(days=6))}"
            message = f"非全日制 {span} 这一周 {hours_words(minutes)},超过 24 小时"
            yield "part_time_week", message, "劳动合同法第六十八条", monday


def _overtime(month: TimedMonth, inside: tuple[TimedDay, ...]) -> Iterator[Found]:
    if month.hours_system in WITHOUT_OVERTIME:
        return
    for day in inside:
        if day.overtime > OVERTIME_DAY:
            message = f"{_short(day.on)} 加班 {hours_words(day.overtime)},超过 3 小时"
            yield "overtime_day", message, "劳动法第四十一条", day.on
    total = sum(day.overtime for day in inside)
    if total > OVERTIME_MONTH:
        message = f"本月加班 {hours_words(total)},超过 36 小时"
        yield "overtime_month", message, "劳动法第四十一条", inside[0].on


def _rest(inside: tuple[TimedDay, ...], period: Period, until: date) -> Iterator[Found]:
    passed = (min(until, period.last) - period.first).days + 1
    attended = sum(day.attended for day in inside if day.on <= until)
    if passed >= NO_REST_FROM and attended == passed:
        message = f"{passed} 天出勤 {attended} 天,一天也没有休息。请核对考勤,或安排休息"
        yield "no_rest", message, "劳动法第三十八条", period.first


def _leaves(inside: tuple[TimedDay, ...]) -> Iterator[Found]:
    for day in inside:
        if day.status in LEAVES and day.reason in NO_REASON:
            yield "leave_reason", f"{_short(day.on)} {day.status}没有写原因", "", day.on


def hours_words(minutes: int) -> str:
    """`26 小时 30 分`, `26 小时`."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} 小时" + (f" {rest} 分" if rest else "")


def _short(on: date) -> str:
    return f"{on.month}月{on.day}日"
