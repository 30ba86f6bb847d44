"""The wage ledger is written with the lock; whole numbers in it are read with a reason, on the record."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from workshop.access.roles import OFFICE
from workshop.kernel.faults import Refused
from workshop.kernel.periods import Period
from workshop.pay.queries.ledger import COVERED, list_unrecorded
from workshop.pay.queries.runs import get_run_by_id
from workshop.pay.queries.slips import load_slips
from workshop.pay.rows import WageLedgerRow
from workshop.pay.rules.ledger import LedgerLine, build_ledger_lines, fingerprint_ledger, sum_ledger, write_items
from workshop.people.queries import Workshop, find_workshop_by_id
from workshop.people.rows import BankAccountRow, WorkerRow
from workshop.store.audit import COMMAND_LINE, Actor, digest_rows
from workshop.store.database import db
from workshop.store.transaction import Transaction, transaction
from workshop.store.vault import seal, unseal

SEALED = ("id_no", "phone")


def record_ledger(tx: Transaction, workshop_id: int, run_id: int, afterwards: bool = False) -> int:
    """Writes a row for each slip of a run that the ledger does not have; answers how many. Refused where one does not foot."""
    run, place = get_run_by_id(workshop_id, run_id), find_workshop_by_id(workshop_id)
    assert place is not None
    present = select(WageLedgerRow.slip_id).where(WageLedgerRow.workshop_id == workshop_id)
    known = set(db.session.scalars(present.where(WageLedgerRow.run_id == run_id)))
    lines = [line for line in build_ledger_lines(load_slips(workshop_id, run_id)) if line.slip_id not in known]
    for line in lines:
        if not line.foots:
            raise Refused(f"{line.worker_no} {line.name} 的工资条各项与合计不符", "请重新计算,再审核锁定")
    people = _load_people(workshop_id, Period.parse(run.period))
    tx.insert(WageLedgerRow, [_values(tx, place, run_id, line, people[line.worker_id], afterwards) for line in lines])
    number, gross, net = sum_ledger(lines)
    if number:
        detail = {"period": run.period, "part": run.part, "rows": number, "gross": gross, "net": net}
        digest = digest_rows(sorted(line.slip_sha256 for line in lines))
        tx.tell("ledger.record", f"pay_run/{run_id}", detail | {"digest": digest}, workshop_id)
    return number


def fill_ledger(actor: Actor, now: datetime) -> int:
    """Puts locked runs into the ledger that were locked before it was there; nothing is written where none is missing."""
    if not list_unrecorded():
        return 0
    with transaction(actor, now) as tx:
        return sum(record_ledger(tx, workshop_id, run_id, afterwards=True) for workshop_id, run_id in list_unrecorded())


def _load_people(workshop_id: int, period: Period) -> dict[int, tuple[bytes | None, str, str, str]]:
    """Worker → sealed identity number, its tail, phone, tail of the card in force on the period's last day."""
    card, row = BankAccountRow, WorkerRow
    query = select(card.worker_id, card.card_tail).where(
        card.workshop_id == workshop_id, card.valid_from <= period.last
    )
    cards: dict[int, str] = dict(db.session.execute(query.order_by(card.valid_from, card.id)).all())
    found = select(row.id, row.id_no_sealed, row.id_no_tail, row.phone).where(row.workshop_id == workshop_id)
    return {key: (sealed, tail, phone, cards.get(key, "")) for key, sealed, tail, phone in db.session.execute(found)}


def _values(
    tx: Transaction,
    place: Workshop,
    run_id: int,
    line: LedgerLine,
    person: tuple[bytes | None, str, str, str],
    afterwards: bool,
) -> dict[str, Any]:
    sealed, id_tail, phone, card_tail = person
    idno = unseal(sealed, "worker", "id_no", place.id, line.worker_id)
    values: dict[str, Any] = {
        "period": line.period,
        "unit": place.name,
        "worker_no": line.worker_no,
        "name": line.name,
        "id_no_tail": id_tail,
        "phone_tail": phone[-4:],
        "card_tail": card_tail,
        "attended_halves": line.attended,
        "hour_minutes": line.minutes,
        "gross": line.gross,
        "deducted": line.taken,
        "net": line.net,
        "items": write_items(line),
        "slip_sha256": line.slip_sha256,
    }
    keys = {"workshop_id": place.id, "slip_id": line.slip_id, "run_id": run_id, "worker_id": line.worker_id}
    written = {"recorded_at": tx.now, "recorded_by": tx.actor.name, "afterwards": afterwards}
    numbers = {
        f"{name}_sealed": _seal(name, text, place.id, line) for name, text in (("id_no", idno), ("phone", phone))
    }
    return keys | values | written | numbers | {"sha256": fingerprint_ledger(*(values[name] for name in COVERED))}


def _seal(column: str, text: str, workshop_id: int, line: LedgerLine) -> bytes | None:
    return seal(text, "wage_ledger", column, workshop_id, line.slip_id) if text else None


def read_ledger_numbers(
    actor: Actor, now: datetime, workshop_id: int, slip_ids: Sequence[int], reason: str
) -> dict[str, dict[int, str]]:
    """`id_no` and `phone` → slip → the whole number as the ledger holds it; office only, told with the reason (trust 4)."""
    if actor.role not in (*OFFICE, COMMAND_LINE.role):
        raise Refused("只有会计和负责人可以导出完整号码", "需要时请找会计或负责人", "reason")
    if len(reason.strip()) < 2:
        raise Refused("请写明导出的原因", "例如 劳动仲裁、监察检查", "reason")
    wanted = set(slip_ids)
    with transaction(actor, now) as tx:
        numbers = _read_numbers(workshop_id, wanted)
        told = {"reason": reason.strip()[:200], "rows": len(wanted), "who": digest_rows(sorted(wanted))}
        tx.tell("ledger.read", "wage_ledger", told, workshop_id)
    return numbers


def _read_numbers(workshop_id: int, wanted: Iterable[int]) -> dict[str, dict[int, str]]:
    row, numbers = WageLedgerRow, {name: dict[int, str]() for name in SEALED}
    query = select(row.slip_id, row.id_no_sealed, row.phone_sealed).where(row.workshop_id == workshop_id)
    for slip_id, *sealed in db.session.execute(query):
        if slip_id in wanted:
            for name, value in zip(SEALED, sealed, strict=True):
                numbers[name][slip_id] = unseal(value, "wage_ledger", name, workshop_id, slip_id)
    return numbers
