"""What became of the money: signed for, come through, come back; every word of it added, nothing changed.

A run is paid when every yuan of it is; it is open again when a line is taken back.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete

from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.periods import Period
from workshop.kernel.reasons import require_reason
from workshop.pay.actions.payments import declare_paid, get_payable
from workshop.pay.actions.runs import change_run
from workshop.pay.queries.payments import Batch, PaymentLine, get_batch, list_payment_lines
from workshop.pay.queries.runs import Run, get_run, get_run_by_id
from workshop.pay.queries.unpaid import is_paid_out, list_unrecorded_payments
from workshop.pay.rows import LivePaymentRow, PaymentSettlementRow
from workshop.store.audit import Actor, digest_rows
from workshop.store.database import db
from workshop.store.transaction import Transaction, transaction

_GONE = ("failed", "void")


def settle_lines(
    tx: Transaction,
    workshop_id: int,
    run_id: int,
    lines: Sequence[PaymentLine],
    outcome: str,
    reason: str = "",
    paid_on: date | None = None,
    paid_by: str = "",
    return_id: int | None = None,
    reasons: Sequence[str] = (),
) -> None:
    """Adds what became of lines of one run, frees the slips of those that failed, and lets the run follow."""
    said = reasons or [reason] * len(lines)
    common = {"workshop_id": workshop_id, "outcome": outcome, "paid_on": paid_on, "paid_by": paid_by[:64]}
    common |= {"return_id": return_id, "at": tx.now, "by": tx.actor.name}
    rows = [
        common | {"line_id": line.id, "seq": line.seq + 1, "reason": why[:200]}
        for line, why in zip(lines, said, strict=True)
    ]
    tx.insert(PaymentSettlementRow, rows)
    _claim(tx, workshop_id, lines, outcome)
    total = format_yuan(sum(line.amount for line in lines))
    told = {"outcome": outcome, "lines": len(lines), "total": total, "who": digest_rows(line.id for line in lines)}
    told |= {name: value for name, value in (("reason", reason), ("paid_by", paid_by)) if value}
    tx.tell("payment.settle", f"pay_run/{run_id}", told, workshop_id)
    follow_run(tx, workshop_id, run_id)


def _claim(tx: Transaction, workshop_id: int, lines: Sequence[PaymentLine], outcome: str) -> None:
    """A line that failed lets its slip go; one that came through after all takes it back, if nothing else has it."""
    if outcome in _GONE:
        row = LivePaymentRow
        mine = (row.workshop_id == workshop_id, row.line_id.in_([line.id for line in lines]))
        db.session.execute(delete(row).where(*mine), execution_options={"synchronize_session": False})
    else:
        lost = [line for line in lines if not line.live]
        claims = [{"workshop_id": workshop_id, "line_id": line.id, "slip_id": line.slip_id} for line in lost]
        tx.insert(LivePaymentRow, claims)


def follow_run(tx: Transaction, workshop_id: int, run_id: int) -> None:
    """Locked becomes paid when nothing is unpaid any more, paid becomes locked when something is again."""
    run, done = get_run_by_id(workshop_id, run_id), is_paid_out(workshop_id, run_id)
    if done and run.state == "locked":
        change_run(workshop_id, run_id, state="paid", paid_at=tx.now, paid_by=tx.actor.name)
        tx.tell("pay.run", f"pay_run/{run_id}", _sums(run), workshop_id)
    elif not done and run.state == "paid":
        change_run(workshop_id, run_id, state="locked", paid_at=None, paid_by=None)
        tx.tell("unpay.run", f"pay_run/{run_id}", _sums(run), workshop_id)


def _sums(run: Run) -> dict[str, Any]:
    return {"period": run.period, "part": run.part, "workers": run.workers, "net": format_yuan(run.net)}


def record_cash(
    actor: Actor, now: datetime, workshop_id: int, run_id: int, line_ids: Collection[int], on: date, paid_by: str = ""
) -> int:
    """Cash lines signed for: the day, and who handed the money over. Answers how many."""
    if on > (now + timedelta(hours=8)).date():
        raise Refused(f"领款日期 {on} 还没有到", "请填实际领款的那一天", "on")
    with transaction(actor, now) as tx:
        lines = _pick(workshop_id, run_id, line_ids)
        _refuse(lines, lambda line: line.kind != "cash" or not line.open, "不是待领的现金")
        settle_lines(tx, workshop_id, run_id, lines, "paid", paid_on=on, paid_by=paid_by.strip() or actor.name)
    return len(lines)


def settle_batch(actor: Actor, now: datetime, workshop_id: int, batch_id: int, on: date) -> int:
    """Everything in a batch that is still open has come through: for banks that give back no file, or only what failed."""
    with transaction(actor, now) as tx:
        batch = get_batch(workshop_id, batch_id)
        lines = [line for line in _lines_of(workshop_id, batch) if line.open]
        if not lines:
            raise Refused(f"{batch.title}没有待发的人", "这一批已经登记完了")
        said = "按网银结果登记" if batch.kind == "bank" else "按签字的发放表登记"
        settle_lines(tx, workshop_id, batch.run_id, lines, "paid", said, paid_on=on, paid_by=actor.name)
    return len(lines)


def reverse_payment(
    actor: Actor, now: datetime, workshop_id: int, run_id: int, line_ids: Collection[int], reason: str
) -> int:
    """Lines wrongly put down as paid are open again, with the reason."""
    with transaction(actor, now) as tx:
        lines = _pick(workshop_id, run_id, line_ids)
        _refuse(lines, lambda line: line.outcome != "paid", "没有登记为已发")
        settle_lines(tx, workshop_id, run_id, lines, "reversed", require_reason(reason, "撤销", "勾错了人"))
    return len(lines)


def release_lines(
    actor: Actor, now: datetime, workshop_id: int, run_id: int, line_ids: Collection[int], reason: str
) -> int:
    """Lines given up: sent back by the bank, or cash that nobody fetched. Their money may then go out again, once."""
    with transaction(actor, now) as tx:
        lines = _pick(workshop_id, run_id, line_ids)
        _refuse(lines, lambda line: not line.open, "不是待发的")
        settle_lines(
            tx, workshop_id, run_id, lines, "failed", require_reason(reason, "没有发成", "户名不符、本人没有来领")
        )
    return len(lines)


def void_batch(actor: Actor, now: datetime, workshop_id: int, batch_id: int, reason: str) -> Batch:
    """A whole batch given up before any of it was paid, such as a file that never went to the bank."""
    with transaction(actor, now) as tx:
        batch = get_batch(workshop_id, batch_id)
        lines = [line for line in _lines_of(workshop_id, batch) if line.outcome not in _GONE]
        if any(line.outcome == "paid" for line in lines):
            raise Refused(f"{batch.title}已经有人领到钱,不能作废", "没有领到的请逐笔登记为没有发成")
        if not lines:
            raise Refused(f"{batch.title}已经没有待发的人", "不用作废")
        settle_lines(tx, workshop_id, batch.run_id, lines, "void", require_reason(reason, "作废", "文件没有交给银行"))
    return batch


def record_payment(actor: Actor, now: datetime, workshop_id: int, period: Period) -> Run:
    """The whole of a locked run has been paid: what is on its way came through, the rest went out by another way than ours."""
    on = (now + timedelta(hours=8)).date()
    with transaction(actor, now) as tx:
        run = get_payable(workshop_id, get_run(workshop_id, period.code).id)
        if run.state == "paid":
            raise Refused(f"{run.title}的工资{run.state_words},不能登记发放", "登记错了请在「发放」里逐笔撤销")
        declare_paid(tx, run, workshop_id, on)
        lines = [line for line in list_payment_lines(workshop_id, run.id) if line.open]
        said = "登记全部已发放"
        if lines:
            settle_lines(tx, workshop_id, run.id, lines, "paid", said, paid_on=on, paid_by=actor.name)
        else:
            follow_run(tx, workshop_id, run.id)
    return get_run(workshop_id, period.code)


def fill_payments(actor: Actor, now: datetime) -> int:
    """Gives runs that were marked as paid before there were batches the batch that says so; nothing where none is missing."""
    if not list_unrecorded_payments():
        return 0
    with transaction(actor, now) as tx:
        found = list_unrecorded_payments()
        for workshop_id, run_id in found:
            run = get_run_by_id(workshop_id, run_id)
            on = ((run.paid_at or now) + timedelta(hours=8)).date()
            declare_paid(tx, run, workshop_id, on)
            lines = list_payment_lines(workshop_id, run_id)
            settle_lines(tx, workshop_id, run_id, lines, "paid", "此前已登记发放", on, run.paid_by or "")
    return len(found)


def _lines_of(workshop_id: int, batch: Batch) -> list[PaymentLine]:
    return [line for line in list_payment_lines(workshop_id, batch.run_id) if line.batch_id == batch.id]


def _pick(workshop_id: int, run_id: int, line_ids: Collection[int]) -> list[PaymentLine]:
    """The lines of these keys, all of this run. Raises NotFound for another's, Refused for none."""
    if not line_ids:
        raise Refused("没有勾选任何人", "请先在名单里勾选")
    found = [line for line in list_payment_lines(workshop_id, run_id) if line.id in set(line_ids)]
    if len(found) != len(set(line_ids)):
        raise NotFound(f"payment lines of run {run_id}")
    return found


def _refuse(lines: Sequence[PaymentLine], wrong: Any, what: str) -> None:
    for line in lines:
        if wrong(line):
            raise Refused(f"{line.worker_no} {line.name} 这一笔{what}({line.outcome_words})", "请重新勾选")
