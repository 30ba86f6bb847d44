"""Mended facts of a person, leaving and coming back. What a fact was before stands in the audit leaf."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update

from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.reasons import require_reason
from workshop.kernel.text import clean_name, fold
from workshop.people.actions.workers import household_ids
from workshop.people.rows import HouseholdRow, WorkerRow, WorkerTermsRow
from workshop.people.rules.names import readings_of
from workshop.people.rules.roster import NewWorker, check_worker, complete_worker
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import Transaction, transaction
from workshop.store.vault import blind_index, seal, unseal

SECRET = frozenset({"id_no", "phone"})


@dataclass(frozen=True)
class Correction:
    """The facts of a person that are to be otherwise; None leaves a fact as it is."""

    name: str | None = None
    sex: str | None = None
    id_no: str | None = None
    birth_date: date | None = None
    phone: str | None = None
    household_no: str | None = None
    relation_to_head: str | None = None
    address: str | None = None
    post: str | None = None
    hire_date: date | None = None


def get_worker_row(workshop_id: int, worker_id: int) -> WorkerRow:
    """The stored worker. Raises NotFound, also for one of another workshop."""
    worker = db.session.get(WorkerRow, (workshop_id, worker_id), populate_existing=True)
    if worker is None:
        raise NotFound(f"worker {worker_id}")
    return worker


def correct_worker(
    actor: Actor, now: datetime, workshop_id: int, worker_id: int, correction: Correction, reason: str
) -> None:
    """Mends facts of a person with a reason. Raises Refused by field, as when a person is taken in."""
    reason = require_reason(reason, "改正", "录入时写错")
    with transaction(actor, now) as tx:
        worker = get_worker_row(workshop_id, worker_id)
        before = _facts(worker)
        wanted = {name: value for name, value in asdict(correction).items() if value is not None}
        if wanted.get("id_no"):
            wanted = _leave_to_number(before, wanted)
        after = _checked(worker, before | wanted, new_number="id_no" in wanted)
        changed = {name: value for name, value in after.items() if value != before[name]}
        if not changed:
            return
        if "hire_date" in changed:
            _move_first_terms(workshop_id, worker_id, changed["hire_date"])
        _save(tx, workshop_id, worker_id, changed)
        told = {n: "changed" if n in SECRET else [before[n], value] for n, value in changed.items()}
        tx.tell("worker.correct", f"worker/{worker_id}", {"changed": told, "reason": reason}, workshop_id)


def record_leaving(
    actor: Actor, now: datetime, workshop_id: int, worker_id: int, leave_date: date, reason: str
) -> None:
    """The last day of work, with the reason. Refused before the day of hire or for one who has left."""
    reason = require_reason(reason, "登记离职", "回家种地、另找了工作")
    with transaction(actor, now) as tx:
        worker = get_worker_row(workshop_id, worker_id)
        if worker.leave_date is not None:
            raise Refused(f"{worker.name} 已经登记离职({worker.leave_date})", "要改日期请先撤回离职", "leave_date")
        if leave_date < worker.hire_date:
            raise Refused(f"离职日期在入职日期 {worker.hire_date} 之前", "请核对日期", "leave_date")
        _update(workshop_id, worker_id, {"leave_date": leave_date})
        tx.tell("worker.leave", f"worker/{worker_id}", {"leave_date": leave_date, "reason": reason}, workshop_id)


def reverse_leaving(actor: Actor, now: datetime, workshop_id: int, worker_id: int, reason: str) -> None:
    """Takes a leaving back: it was recorded wrongly. Refused for someone who has not left."""
    reason = require_reason(reason, "撤回离职", "录入时写错")
    with transaction(actor, now) as tx:
        worker = get_worker_row(workshop_id, worker_id)
        if worker.leave_date is None:
            raise Refused(f"{worker.name} 没有登记离职", "不用撤回", "reason")
        detail = {"was": worker.leave_date, "reason": reason}
        _update(workshop_id, worker_id, {"leave_date": None})
        tx.tell("worker.unleave", f"worker/{worker_id}", detail, workshop_id)


def _facts(worker: WorkerRow) -> dict[str, Any]:
    query = select(HouseholdRow.household_no).where(HouseholdRow.workshop_id == worker.workshop_id)
    household = db.session.scalar(query.where(HouseholdRow.id == worker.household_id)) or ""
    plain = ("name", "sex", "birth_date", "phone", "relation_to_head", "address", "post", "hire_date")
    number = unseal(worker.id_no_sealed, "worker", "id_no", worker.workshop_id, worker.id)
    return {name: getattr(worker, name) for name in plain} | {"household_no": household, "id_no": number}


def _leave_to_number(before: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """With a new identity number, birth date and sex come from it, unless they are corrected as well."""
    stale = {"birth_date": None, "sex": ""}
    return wanted | {name: empty for name, empty in stale.items() if wanted.get(name, before[name]) == before[name]}


def _checked(worker: WorkerRow, facts: dict[str, Any], new_number: bool) -> dict[str, Any]:
    """The facts as they are stored, after the checks of a roster row."""
    row = NewWorker(
        worker_no=worker.worker_no,
        bank_card="",
        leave_date=worker.leave_date,
        categories=(),
        contract_kind="",
        contract_from=None,
        contract_to=None,
        hours_system="standard",
        grade="",
        monthly_fen=None,
        daily_fen=None,
        hourly_fen=None,
        **{name: value for name, value in facts.items() if name != "relation_to_head"},
    )
    complete = complete_worker(row)
    for fault in check_worker(complete):
        if fault.outcome == "refused":
            raise Refused(fault.message, fault.mend, fault.column)
    if new_number and complete.id_no:
        _refuse_known(worker, complete.id_no)
    return {name: getattr(complete, name, facts[name]) for name in facts}


def _refuse_known(worker: WorkerRow, number: str) -> None:
    row = WorkerRow
    same = (row.workshop_id == worker.workshop_id, row.id_no_index == blind_index("id_no", number), row.id != worker.id)
    other = db.session.execute(select(row.worker_no, row.name).where(*same)).one_or_none()
    if other:
        raise Refused(f"同一身份证号已登记为 {other.worker_no} {other.name}", "请核对是谁的号码", "id_no")


def _save(tx: Transaction, workshop_id: int, worker_id: int, changed: dict[str, Any]) -> None:
    values = dict(changed)
    if "name" in values:
        name = clean_name(values["name"])
        values |= {"name": name, "name_key": fold(name), "initials": readings_of(name)}
    if "id_no" in values:
        number = values.pop("id_no")
        values["id_no_sealed"] = seal(number, "worker", "id_no", workshop_id, worker_id) if number else None
        values["id_no_index"] = blind_index("id_no", number) if number else None
        values["id_no_tail"] = number[-4:]
    if "household_no" in values:
        household = values.pop("household_no")
        values["household_id"] = household_ids(tx, workshop_id, [household]).get(household)
    _update(workshop_id, worker_id, values)


def _move_first_terms(workshop_id: int, worker_id: int, hire_date: date) -> None:
    """The first terms begin with the employment, so they move with it; not past the terms after them."""
    row = WorkerTermsRow
    mine = (row.workshop_id == workshop_id, row.worker_id == worker_id)
    starts = db.session.scalars(select(row.valid_from).where(*mine).order_by(row.valid_from)).all()
    if len(starts) > 1 and hire_date >= starts[1]:
        raise Refused(f"入职日期不能晚于 {starts[1]} 起的工资约定", "请先核对工资约定的日期", "hire_date")
    if starts:
        db.session.execute(update(row).where(*mine, row.valid_from == starts[0]).values(valid_from=hire_date))


def _update(workshop_id: int, worker_id: int, values: dict[str, Any]) -> None:
    mine = (WorkerRow.workshop_id == workshop_id, WorkerRow.id == worker_id)
    db.session.execute(update(WorkerRow).where(*mine).values(**values).execution_options(synchronize_session=False))
    db.session.expire_all()
