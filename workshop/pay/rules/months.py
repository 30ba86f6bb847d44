"""The groups of a month 月度, 上半月, 下半月: where each stands and what it still needs (1.9, 8.1)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from workshop.kernel.periods import Period

Kind = Literal["done", "hand", "wait", "off"]
GROUP_NAMES = ("月度(全日制、外发)", "上半月(非全日制)", "下半月(非全日制)")


@dataclass(frozen=True)
class Group:
    """A group of a month: its people, the state of its newest run (empty: none) and what stands open in it.

    `left_out` are those who wait for a supplement; `leavers`: the newest run is only for those who left.
    """

    period: Period
    people: int
    state: str = ""
    part: int = 0
    net: int = 0
    workers: int = 0
    holding: int = 0
    objections: int = 0
    left_out: int = 0
    leavers: bool = False

    @property
    def name(self) -> str:
        """What the group is called."""
        return GROUP_NAMES[self.period.half]


@dataclass(frozen=True)
class Need:
    """The one next step of a group, in words, with the kind of its mark."""

    kind: Kind
    words: str


def months_groups(month: Period) -> tuple[Period, Period, Period]:
    """The month and its halves."""
    return month, Period(month.year, month.month, 1), Period(month.year, month.month, 2)


def is_due(group: Group, on: date) -> bool:
    """It has ended, has people, and nobody has computed it for everyone yet."""
    waiting = not group.state or (group.leavers and group.state in ("locked", "paid"))
    return waiting and bool(group.people) and group.period.last <= on


def find_need(group: Group, on: date) -> Need:
    """What a group needs next."""
    if not group.state or (group.leavers and group.state in ("locked", "paid")):
        return _before(group, on)
    if group.holding:
        return Need("hand", f"有 {group.holding} 个必须处理的问题")
    if group.objections and group.state in ("computed", "approved"):
        return Need("hand", f"有 {group.objections} 条异议等答复")
    steps = {"computed": "等另一位同事审核", "approved": "等锁定", "locked": "等发放"}
    if group.state in ("locked", "paid") and group.left_out:
        return Need("hand", f"还有 {group.left_out} 人没发,处理好后补算")
    return Need("hand", steps[group.state]) if group.state in steps else Need("done", "已发放")


def _before(group: Group, on: date) -> Need:
    period = group.period
    if not group.people:
        return Need("off", "没有要结算的人")
    if on < period.first:
        return Need("off", f"{period.first.month}月{period.first.day}日开始")
    if on < period.last:
        return Need("wait", f"{period.last.month}月{period.last.day}日结束后计算,现在可以先看")
    return Need("hand", "等计算")
