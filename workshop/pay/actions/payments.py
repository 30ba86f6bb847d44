"""Money goes out: batches for the bank and lists for cash. A batch is made once and never changed."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.periods import Period
from workshop.kernel.reasons import require_reason
from workshop.pay.actions.bank_files import read_cards, refuse_reader, render_lines
from workshop.pay.files.bank import SHAPES, Shape
from workshop.pay.queries.four_sums import stored_four_sums
from workshop.pay.queries.payments import (
    Batch,
    PayerLine,
    find_payer,
    get_batch,
    list_batches,
    list_payees,
    load_owners,
)
from workshop.pay.queries.runs import Run, get_run_by_id
from workshop.pay.rows import LivePaymentRow, PaymentBatchRow, PaymentLineRow
from workshop.pay.rules.four_sums import list_unequal
from workshop.pay.rules.payments import Payee, PayeeProblem, find_card_warning, split_payees, spoils_file
from workshop.people.queries import find_workshop_by_id
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import Transaction, transaction

USAGE = "工资"
NO_CARD = "没有银行卡"


@dataclass(frozen=True)
class MadeBatch:
    """A batch, who was kept out of it and why, and what to look at in it."""

    batch: Batch
    kept: tuple[PayeeProblem, ...] = ()
    cash: tuple[Payee, ...] = ()
    warnings: tuple[str, ...] = ()


def pay_by_bank(actor: Actor, now: datetime, workshop_id: int, run_id: int, shape: str, on: date) -> MadeBatch:
    """A batch of everybody who has an account in order and whose money is on no way yet.

    Who has no account is left to the cash list; who has a wrong one is kept out and named. Raises Refused where nobody is left,
    where the run is not locked, and where the shape needs an account to pay from and none is put down.
    """
    refuse_reader(actor)
    with transaction(actor, now) as tx:
        run = get_payable(workshop_id, run_id)
        payer = _get_payer(workshop_id, _get_shape(shape), on)
        split = split_payees(list_payees(workshop_id, run_id, on), load_owners(workshop_id, on))
        if not split.bank:
            raise Refused("没有可以用银行发放的人", _why_nobody(split.kept, split.cash))
        cards = read_cards(workshop_id, [payee.account.id for payee in split.bank if payee.account])
        values = _batch_values(workshop_id, run, "bank", split.bank, on, payer, shape)
        lines = [_line_values(values, place, payee) for place, payee in enumerate(split.bank, 1)]
        content = render_lines(values, lines, cards, payer)
        values["sha256"] = hashlib.sha256(content).hexdigest()
        batch = _write(tx, run, values, lines)
        warnings = [find_card_warning(payee, cards[payee.account.id]) for payee in split.bank if payee.account]
    return MadeBatch(batch, split.kept, split.cash, tuple(warning for warning in warnings if warning))


def pay_in_cash(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    run_id: int,
    on: date,
    worker_ids: Collection[int] | None = None,
    reason: str = "",
) -> MadeBatch:
    """A cash list: of those without an account, or of chosen workers with the reason why not by bank."""
    with transaction(actor, now) as tx:
        run = get_payable(workshop_id, run_id)
        waiting = list_payees(workshop_id, run_id, on)
        chosen = [p for p in waiting if (p.account is None if worker_ids is None else p.worker_id in worker_ids)]
        if not chosen:
            mend = "有银行卡的人要发现金,请勾选并写明原因" if worker_ids is None else "他们的钱已经在别的批次里"
            raise Refused("没有要发现金的人", mend)
        if reason.strip() or any(p.account for p in chosen):
            reason = require_reason(reason, "改发现金", "户名不符,本人要求先领现金")
        values = _batch_values(workshop_id, run, "cash", chosen, on)
        lines = [_line_values(values, at, p, reason or NO_CARD, cash=True) for at, p in enumerate(chosen, 1)]
        batch = _write(tx, run, values, lines, **({"reason": reason} if reason else {}))
    return MadeBatch(batch)


def declare_paid(tx: Transaction, run: Run, workshop_id: int, on: date) -> Batch | None:
    """A batch of whoever is on no way yet, for money that went out by another way than ours; None where nobody is left."""
    waiting = list_payees(workshop_id, run.id, on)
    if not waiting:
        return None
    values = _batch_values(workshop_id, run, "declared", waiting, on)
    note = "登记为已发放,没有经过本系统的银行文件"
    lines = [_line_values(values, at, payee, note, cash=True) for at, payee in enumerate(waiting, 1)]
    return _write(tx, run, values, lines)


def get_payable(workshop_id: int, run_id: int) -> Run:
    """The run, if it is locked. Money goes out for nothing that may still change."""
    run = get_run_by_id(workshop_id, run_id)
    if not run.closed:
        raise Refused(f"{run.title}的工资{run.state_words},还没有锁定", "审核并锁定以后再发放")
    return run


def _get_shape(code: str) -> Shape:
    if code not in SHAPES:
        raise Refused(f"没有「{code}」这种银行文件", f"可以选:{'、'.join(SHAPES)}", "shape")
    return SHAPES[code]


def _get_payer(workshop_id: int, shape: Shape, on: date) -> PayerLine | None:
    payer = find_payer(workshop_id, on)
    if payer is None and shape.needs_payer:
        raise Refused("还没有登记付款账户", "请先在「发放 → 付款账户」里登记开户行和账号", "shape")
    return payer


def _why_nobody(kept: Sequence[PayeeProblem], cash: Sequence[Payee]) -> str:
    if kept:
        return str(kept[0])
    return "没有银行卡的人请做现金发放表" if cash else "这一期的钱都已经在发放批次里"


def _batch_values(
    workshop_id: int,
    run: Run,
    kind: str,
    payees: Sequence[Payee],
    on: date,
    payer: PayerLine | None = None,
    shape: str = "",
) -> dict[str, Any]:
    number = max((batch.number for batch in list_batches(workshop_id, run.id)), default=0) + 1
    return {
        "workshop_id": workshop_id,
        "id": new_id(),
        "run_id": run.id,
        "number": number,
        "kind": kind,
        "shape": shape,
        "payer_id": payer.id if payer and shape else None,
        "usage": payer.usage if payer else USAGE,
        "remark": Period.parse(run.period).chinese,
        "lines": len(payees),
        "total": sum(payee.amount for payee in payees),
        "file_name": _name_file(workshop_id, run, number, shape, on) if shape else "",
        "sha256": "",
        "made_on": on,
    }


def _name_file(workshop_id: int, run: Run, number: int, shape: str, on: date) -> str:
    """Letters and digits only, as banks' programs want; a bank that reads one name only gets that name."""
    wanted = SHAPES[shape]
    if wanted.own_name:
        return f"{on:%Y%m%d}{number:02d}.{wanted.ending}"
    place = find_workshop_by_id(workshop_id)
    part = f"-{run.part}" if run.part > 1 else ""
    return f"{place.code if place else workshop_id}-{run.period}{part}-{number:02d}.{wanted.ending}"


def _line_values(
    batch: Mapping[str, Any], position: int, payee: Payee, note: str = "", cash: bool = False
) -> dict[str, Any]:
    account = None if cash else payee.account
    phone = "" if cash or spoils_file(payee.phone) else payee.phone
    return {
        "workshop_id": batch["workshop_id"],
        "id": new_id(),
        "batch_id": batch["id"],
        "position": position,
        "slip_id": payee.slip_id,
        "worker_id": payee.worker_id,
        "worker_no": payee.worker_no,
        "name": payee.name,
        "amount": payee.amount,
        "account_id": account.id if account else None,
        "holder_name": account.holder_name if account else "",
        "bank_name": account.bank_name if account else "",
        "card_tail": account.card_tail if account else "",
        "phone": phone,
        "note": note,
    }


def _write(tx: Transaction, run: Run, values: dict[str, Any], lines: list[dict[str, Any]], **told: str) -> Batch:
    """Batch, lines and the claim of each slip's money in one piece; a slip on another way refuses the whole."""
    workshop_id = values["workshop_id"]
    tx.insert(PaymentBatchRow, [values | {"made_at": tx.now, "made_by": tx.actor.name}])
    tx.insert(PaymentLineRow, lines)
    claims = [{"workshop_id": workshop_id, "line_id": line["id"], "slip_id": line["slip_id"]} for line in lines]
    try:
        tx.insert(LivePaymentRow, claims)
    except IntegrityError as error:
        raise Refused("有人的工资已经在另一批里", "请刷新后再看,不要重复发放") from error
    if broken := list_unequal(stored_four_sums(workshop_id, run)):
        raise Refused(";".join(broken), "没有写出任何文件。请运行 workshop verify 查明原因")
    detail = {name: values[name] for name in ("kind", "shape", "lines", "sha256", "number")}
    detail |= {"period": run.period, "part": run.part, "total": format_yuan(values["total"])} | told
    tx.tell("payment.batch", f"payment_batch/{values['id']}", detail, workshop_id)
    return get_batch(workshop_id, values["id"])
