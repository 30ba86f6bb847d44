"""A locked slip is put right by an offset in the first open period; the slip itself never changes (pay rules 8.3)."""

from datetime import datetime
from typing import Any, NamedTuple

from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.periods import Period
from workshop.kernel.reasons import require_reason
from workshop.pay.queries.offsets import OffsetLine, list_offsets
from workshop.pay.queries.runs import get_run_by_id
from workshop.pay.queries.slips import SlipView, get_slip
from workshop.pay.rows import OffsetRow
from workshop.pay.rules.offsets import OF_ENTRIES
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import transaction

PARTS = ("line", "deduction", "whole", "balance")
_LONGEST = 100  # a reason stands inside a sentence of the next slip


class Target(NamedTuple):
    """What of a locked slip is put right: a line, a deduction, a sum it lacks (`name`), or a balance paid back in cash."""

    part: str
    position: int = 0
    name: str = ""


class _Wrong(NamedTuple):
    """What stands in the slip, and how its offset counts."""

    step: str
    name: str
    taken_back: int
    counts: bool
    taxable: bool


def offset_slip(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    period: Period,
    worker_id: int,
    target: Target,
    put: int,
    reason: str,
) -> int:
    """Takes a sum of a locked slip back and puts `put` fen in its place, in the worker's first open period; the offset's id.

    For `whole` `put` is the sum to add or, below zero, to take; for `balance` the cash received. Raises NotFound, Refused.
    """
    reason = require_reason(reason, "冲正", "数量记错、单价用错", _LONGEST)
    with transaction(actor, now) as tx:
        slip = get_slip(workshop_id, period.code, worker_id)
        run = get_run_by_id(workshop_id, slip.head.run_id)
        if not run.closed:
            raise Refused(f"{run.title}的工资还没有锁定", "请直接改正,再放回重算")
        wrong, put = _find_wrong(slip, target, put)
        _refuse_double(list_offsets(workshop_id, slip.head.id), target, put, reason)
        row: dict[str, Any] = wrong._asdict() | {"id": new_id(), "workshop_id": workshop_id, "worker_id": worker_id}
        row |= {"slip_id": slip.head.id, "period": period.code, "part": target.part, "position": target.position}
        row |= {"put": put, "reason": reason, "reverses": None, "at": now, "by": actor.name}
        tx.insert(OffsetRow, [row])
        detail = {"period": period.code, "worker_no": slip.head.worker_no, "name": wrong.name, "reason": reason}
        figures = {"taken_back": format_yuan(wrong.taken_back), "put": format_yuan(put)}
        tx.tell("offset.slip", f"slip/{slip.head.id}", detail | figures, workshop_id)
    return int(row["id"])


def withdraw_offset(
    actor: Actor, now: datetime, workshop_id: int, period: Period, worker_id: int, offset_id: int, reason: str
) -> None:
    """Takes an offset back that has not gone into locked pay; one that has is put right on its own slip. Raises Refused."""
    reason = require_reason(reason, "撤回冲正", "金额写错", _LONGEST)
    with transaction(actor, now) as tx:
        slip = get_slip(workshop_id, period.code, worker_id)
        found = [one for one in list_offsets(workshop_id, slip.head.id) if one.id == offset_id]
        if not found:
            raise NotFound(f"offset {offset_id}")
        if found[0].final:
            raise Refused("这笔冲正已经随工资锁定", "请到那一期的工资条上冲正它")
        keys: dict[str, Any] = {
            "workshop_id": workshop_id,
            "id": new_id(),
            "worker_id": worker_id,
            "slip_id": slip.head.id,
        }
        keys |= {"period": period.code, "reverses": offset_id, "reason": reason, "at": now, "by": actor.name}
        nothing = {"taken_back": 0, "put": 0, "counts": False, "taxable": False}
        same = {name: getattr(found[0], name) for name in ("part", "position", "step", "name")}
        tx.insert(OffsetRow, [keys | nothing | same])
        tx.tell("withdraw.offset", f"slip/{slip.head.id}", {"offset": offset_id, "reason": reason}, workshop_id)


def _find_wrong(slip: SlipView, target: Target, put: int) -> tuple[_Wrong, int]:
    if target.part not in PARTS:
        raise Refused("请选要冲正的一项", "")
    if target.part != "whole" and put < 0:
        raise Refused("更正后的金额不能是负数", "请填应该是多少;多给的填 0", field="amount")
    finders = {"line": _wrong_line, "deduction": _wrong_deduction, "balance": _balance}
    if target.part in finders:
        return finders[target.part](slip, target.position, put)
    if not target.name.strip() or not put:
        raise Refused("请写明补的是什么、多少钱", "例如:3 月全勤奖 100 元;多给的写负数", field="name")
    return _Wrong("", target.name.strip()[:60], 0, False, True), put


def _wrong_line(slip: SlipView, position: int, put: int) -> tuple[_Wrong, int]:
    line = next((one for one in slip.lines if one.position == position), None)
    if line is None:
        raise NotFound(f"line {position}")
    if line.kind in OF_ENTRIES:
        mend = "请点开这一项的明细,冲销记错的记录再重录,差额会进入下一期(补录)"
        raise Refused(f"「{line.name}」由一笔笔记录算出,不能只改金额", mend)
    if line.amount == put:
        raise Refused("更正后的金额和原来一样", "请填应该是多少", field="amount")
    return _Wrong("", line.name, line.amount, line.counts, line.taxable), put


def _wrong_deduction(slip: SlipView, position: int, put: int) -> tuple[_Wrong, int]:
    line = next((one for one in slip.deductions if one.position == position), None)
    if line is None:
        raise NotFound(f"deduction {position}")
    if line.step == "tax" and not slip.head.labour_service:
        mend = "请改正收入、社保或以前月份的累计数,下一期会自动多退少补"
        raise Refused("工资的个税按全年累计预扣,不能单独冲正", mend)
    if line.taken == put:
        raise Refused("更正后的金额和原来一样", "请填应该扣多少", field="amount")
    return _Wrong(line.step, line.name, line.taken, False, False), put


def _balance(slip: SlipView, position: int, put: int) -> tuple[_Wrong, int]:
    line = next((one for one in slip.deductions if one.position == position), None)
    if line is None:
        raise NotFound(f"deduction {position}")
    if not 0 < put <= line.carried:
        raise Refused(
            f"「{line.name}」还欠 {format_yuan(line.carried)} 元", "归还的金额应大于零、不超过所欠", field="amount"
        )
    return _Wrong(line.step, line.name, put, False, False), 0


def _refuse_double(offsets: list[OffsetLine], target: Target, put: int, reason: str) -> None:
    for one in offsets:
        same = (one.part, one.position) == (target.part, target.position)
        if same and (target.part != "whole" or (one.put, one.name) == (put, target.name.strip()[:60])):
            when = f"已进入 {one.joined}" if one.joined else "会进入下一期"
            raise Refused(f"「{one.name}」已经冲正过({when})", "要改请先撤回那一笔,或到下一期的工资条上改")
