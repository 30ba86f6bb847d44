"""Who stopped coming 流失: when somebody counts as stopped, and the reasons of the closed list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

DAYS = 15  # without any entry; the workshop's own figure, no law's
REASONS: dict[str, str] = {
    "farm": "农忙",
    "away": "外出务工",
    "care": "照顾老人孩子",
    "ill": "生病、受伤",
    "birth": "怀孕、带小孩",
    "pay": "嫌工资低",
    "late": "工资发得晚",
    "hard": "活太重、学不会",
    "hours": "时间不合适",
    "far": "路远、没车",
    "row": "和人闹矛盾",
    "orders": "车间没活",
    "job": "找到别的工作",
    "age": "年纪大了不做了",
    "moved": "搬走",
    "unknown": "问不到",
    "else": "其他",
}
ANSWERS: dict[str, str] = {"": "还没问", "yes": "愿意回来", "later": "过一阵再说", "no": "不回来", "none": "联系不上"}
State = Literal["left", "stopped"]


@dataclass(frozen=True)
class PresenceFacts:
    """A worker's last sign of work: `last_on` the last day with an entry, attendance or return; None: never one."""

    worker_id: int
    worker_no: str
    name: str
    hire_date: date
    leave_date: date | None
    last_on: date | None
    phone_tail: str = ""


@dataclass(frozen=True)
class Stopped:
    """Somebody who left or stopped coming; `days` since the last sign of work, or since hiring where there was none."""

    facts: PresenceFacts
    state: State
    days: int


def list_stopped(people: Iterable[PresenceFacts], on: date, days: int = DAYS, back: int = 180) -> list[Stopped]:
    """Those who left within `back` days, and those in work who have not been seen for `days`: the latest to stop first."""
    found = [_judge(one, on, days, back) for one in people]
    return sorted((one for one in found if one), key=lambda one: (one.days, one.facts.worker_no))


def _judge(one: PresenceFacts, on: date, days: int, back: int) -> Stopped | None:
    since = (on - (one.last_on or one.hire_date)).days
    if one.leave_date is not None and one.leave_date < on:
        gone = (on - one.leave_date).days
        return Stopped(one, "left", since if one.last_on else gone) if gone <= back else None
    if one.hire_date > on or since < days:
        return None
    return Stopped(one, "stopped", since)
