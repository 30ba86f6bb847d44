"""Bank accounts, and the reading of numbers that no list shows: always with a reason, always on the record."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select

from workshop.access.roles import OFFICE
from workshop.kernel.faults import Refused
from workshop.kernel.text import clean_name, fold
from workshop.people.actions.corrections import get_worker_row
from workshop.people.actions.workers import account_values
from workshop.people.rows import BankAccountRow, WorkerRow
from workshop.people.rules.roster import check_account
from workshop.store.audit import COMMAND_LINE, Actor, digest_rows
from workshop.store.database import db
from workshop.store.transaction import transaction
from workshop.store.vault import unseal

FIELDS = {"id_no": "身份证号", "card": "银行卡号", "phone": "手机号"}


def record_account(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    worker_id: int,
    card: str,
    holder_name: str = "",
    bank_name: str = "",
    valid_from: date | None = None,
) -> tuple[str, ...]:
    """A new account from a day on; the earlier one stays. Answers warnings (no Luhn digit, a card that others use)."""
    number = fold(card).lstrip("'")
    faults = list(check_account(number))
    for fault in faults:
        if fault.outcome == "refused" or not number:
            raise Refused(fault.message, fault.mend, "card")
    with transaction(actor, now) as tx:
        worker = get_worker_row(workshop_id, worker_id)
        holder, start = clean_name(holder_name) or worker.name, valid_from or worker.hire_date
        values = account_values(workshop_id, worker_id, number, holder, bank_name.strip(), start, now)
        warnings = [f"{fault.message},{fault.mend}" for fault in faults]
        warnings += _warn_of_account(workshop_id, worker_id, worker.name, holder, values["card_index"])
        tx.insert(BankAccountRow, [values])
        tx.tell("account.record", f"worker/{worker_id}", {"tail": number[-4:], "valid_from": start}, workshop_id)
    return tuple(warnings)


def unmask(actor: Actor, now: datetime, workshop_id: int, worker_id: int, field: str, reason: str) -> str:
    """The whole number of one person, `id_no`, `card` or `phone`; accountant and manager only, with a reason on the record."""
    numbers = unmask_many(actor, now, workshop_id, field, [worker_id], reason)
    if not numbers.get(worker_id):
        raise Refused(f"没有登记{FIELDS[field]}", "请先登记", "field")
    return numbers[worker_id]


def unmask_many(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    field: str,
    worker_ids: Iterable[int],
    reason: str,
    on: date | None = None,
) -> dict[int, str]:
    """Whole numbers of many for a paper or a bank file, told in one leaf: who asked, why, for whom. `card` in force `on`."""
    if actor.role not in (*OFFICE, COMMAND_LINE.role):
        raise Refused("只有会计和负责人可以查看完整号码", "需要时请找会计或负责人", "reason")
    if field not in FIELDS:
        raise Refused("不认识的号码种类", "请从页面上的按钮进入", "field")
    if len(reason.strip()) < 2:
        raise Refused("请写明查看的原因", "例如 核对银行卡、申报材料", "reason")
    wanted = sorted(set(worker_ids))
    with transaction(actor, now) as tx:
        numbers = _read(workshop_id, field, set(wanted), on)
        subject = f"worker/{wanted[0]}" if len(wanted) == 1 else "workers"
        detail = {"field": field, "reason": reason.strip()[:200], "count": len(wanted), "who": digest_rows(wanted)}
        tx.tell("worker.unmask", subject, detail, workshop_id)
    return numbers


def _read(workshop_id: int, field: str, wanted: set[int], on: date | None) -> dict[int, str]:
    if field == "card":
        return _read_cards(workshop_id, wanted, on)
    row = WorkerRow
    found = db.session.execute(select(row.id, row.id_no_sealed, row.phone).where(row.workshop_id == workshop_id))
    if field == "phone":
        return {key: phone for key, _, phone in found if key in wanted}
    return {key: unseal(sealed, "worker", "id_no", workshop_id, key) for key, sealed, _ in found if key in wanted}


def _read_cards(workshop_id: int, wanted: set[int], on: date | None) -> dict[int, str]:
    row = BankAccountRow
    query = select(row.worker_id, row.id, row.card_sealed).where(row.workshop_id == workshop_id)
    if on is not None:
        query = query.where(row.valid_from <= on)
    latest = {w: (key, sealed) for w, key, sealed in db.session.execute(query.order_by(row.valid_from, row.id))}
    return {
        w: unseal(sealed, "bank_account", "card", workshop_id, key)
        for w, (key, sealed) in latest.items()
        if w in wanted
    }


def _warn_of_account(workshop_id: int, worker_id: int, name: str, holder: str, index: bytes) -> list[str]:
    warnings = [f"户名「{holder}」不是本人「{name}」,发工资前请核对"] if holder != name else []
    row = BankAccountRow
    same = (row.workshop_id == workshop_id, row.card_index == index, row.worker_id != worker_id)
    joined = (WorkerRow.workshop_id == row.workshop_id) & (WorkerRow.id == row.worker_id)
    others = db.session.scalars(select(WorkerRow.name).join(row, joined).where(*same).distinct()).all()
    return warnings + ([f"这个账号 {'、'.join(others)} 也在用,请核对"] if others else [])
