"""People are taken in: one from a form or thousands from a file, by the same action."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from workshop.kernel.faults import Refused
from workshop.kernel.idno import age_on
from workshop.kernel.text import fold
from workshop.people.queries.terms import known_id_indexes, worker_ids
from workshop.people.rows import BankAccountRow, CategoryRow, ContractRow, HouseholdRow, WorkerRow, WorkerTermsRow
from workshop.people.rules.names import readings_of
from workshop.people.rules.roster import NewWorker, check_worker, complete_worker
from workshop.people.rules.words import EARLIEST_AGE
from workshop.store.audit import Actor, digest_rows
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.transaction import Transaction, transaction
from workshop.store.vault import blind_index, seal

__all__ = ["NewWorker", "account_values", "add_workers", "household_ids"]


def add_workers(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    rows: Iterable[NewWorker],
    import_id: int | None = None,
    past: bool = False,
) -> dict[str, int]:
    """Takes people in and answers worker number → id. All or none: the first row that cannot be taken is Refused by field.

    `past`: the rows are records of another system, where a hiring under 16 years may stand; who is under 16 today is refused.
    """
    complete = [complete_worker(row) for row in rows]
    of_age = (now + timedelta(hours=8)).date() if past else None
    for row in complete:
        _refuse_faults(row, of_age)
    with transaction(actor, now) as tx:
        indexes = _refuse_known(workshop_id, complete)
        households = household_ids(tx, workshop_id, [row.household_no for row in complete])
        ids = {row.worker_no: new_id() for row in complete}
        workers = [
            _worker_values(workshop_id, ids[row.worker_no], row, index, households, import_id, now)
            for row, index in zip(complete, indexes, strict=True)
        ]
        tx.insert(WorkerRow, workers)
        tx.insert(WorkerTermsRow, [_terms_values(workshop_id, ids[row.worker_no], row) for row in complete])
        tx.insert(CategoryRow, [v for row in complete for v in _categories(workshop_id, ids[row.worker_no], row, now)])
        tx.insert(
            ContractRow, [_contract(workshop_id, ids[row.worker_no], row, now) for row in complete if row.contract_kind]
        )
        cards = (row for row in complete if row.bank_card)
        tx.insert(BankAccountRow, [_account(workshop_id, ids[row.worker_no], row, now) for row in cards])
        _tell(tx, workshop_id, complete, ids, import_id)
    return ids


def account_values(
    workshop_id: int, worker_id: int, card: str, holder: str, bank: str, valid_from: object, now: datetime
) -> dict[str, Any]:
    """The row of an account: number sealed, its index blind, its last four digits readable."""
    row_id = new_id()
    return {
        "workshop_id": workshop_id,
        "id": row_id,
        "worker_id": worker_id,
        "valid_from": valid_from,
        "bank_name": bank,
        "holder_name": holder,
        "card_sealed": seal(card, "bank_account", "card", workshop_id, row_id),
        "card_index": blind_index("card", card),
        "card_tail": card[-4:],
        "recorded_at": now,
    }


def household_ids(tx: Transaction, workshop_id: int, numbers: Sequence[str]) -> dict[str, int]:
    """Household number → id; a number that is not there yet becomes a household."""
    query = select(HouseholdRow.household_no, HouseholdRow.id).where(HouseholdRow.workshop_id == workshop_id)
    known: dict[str, int] = dict(db.session.execute(query).all())
    new = {number: new_id() for number in dict.fromkeys(numbers) if number and number not in known}
    common = {"workshop_id": workshop_id, "head_name": "", "address": ""}
    tx.insert(HouseholdRow, [common | {"id": key, "household_no": number} for number, key in new.items()])
    return known | new


def _refuse_faults(row: NewWorker, of_age: date | None) -> None:
    for fault in check_worker(row):
        grown = of_age and row.birth_date and age_on(row.birth_date, of_age) >= EARLIEST_AGE
        if fault.outcome == "refused" and not (fault.reason == "under_16" and grown):
            who = " ".join(part for part in (row.worker_no, row.name) if part)
            raise Refused(f"{who}:{fault.message}" if who else fault.message, fault.mend, fault.column)


def _refuse_known(workshop_id: int, rows: Sequence[NewWorker]) -> list[bytes | None]:
    """The blind index of every row; Refused when a number or a person is in the workshop or in the rows already."""
    numbers, people = set(worker_ids(workshop_id)), known_id_indexes(workshop_id)
    indexes = []
    for row in rows:
        index = blind_index("id_no", row.id_no) if row.id_no else None
        if row.worker_no in numbers:
            raise Refused(f"工号「{row.worker_no}」已经有人用", "请换一个工号", "worker_no")
        if index in people:
            message = f"{row.worker_no} {row.name}:同一身份证号的人已经在本车间"
            raise Refused(message, "请查找已有的这个人,不要重复登记", "id_no")
        numbers.add(row.worker_no)
        if index is not None:
            people.add(index)
        indexes.append(index)
    return indexes


def _worker_values(
    workshop_id: int,
    worker_id: int,
    row: NewWorker,
    index: bytes | None,
    households: dict[str, int],
    import_id: int | None,
    now: datetime,
) -> dict[str, Any]:
    return {
        "workshop_id": workshop_id,
        "id": worker_id,
        "worker_no": row.worker_no,
        "name": row.name,
        "name_key": fold(row.name),
        "initials": readings_of(row.name),
        "sex": row.sex,
        "birth_date": row.birth_date,
        "id_no_sealed": seal(row.id_no, "worker", "id_no", workshop_id, worker_id) if row.id_no else None,
        "id_no_index": index,
        "id_no_tail": row.id_no[-4:],
        "phone": row.phone,
        "household_id": households.get(row.household_no),
        "relation_to_head": "",
        "address": row.address,
        "post": row.post,
        "hire_date": row.hire_date,
        "leave_date": row.leave_date,
        "import_id": import_id,
        "recorded_at": now,
    }


def _terms_values(workshop_id: int, worker_id: int, row: NewWorker) -> dict[str, Any]:
    terms = {name: getattr(row, name) for name in ("hours_system", "grade", "monthly_fen", "daily_fen", "hourly_fen")}
    return terms | {"workshop_id": workshop_id, "worker_id": worker_id, "valid_from": row.hire_date}


def _categories(workshop_id: int, worker_id: int, row: NewWorker, now: datetime) -> list[dict[str, Any]]:
    # Nobody has checked what a roster says: the category counts from the day of hire, marked as not checked.
    common = {"workshop_id": workshop_id, "worker_id": worker_id, "valid_from": row.hire_date, "holds": True}
    common |= {"source": row.category_source, "checked_on": None, "recorded_at": now}
    return [common | {"category": category} for category in dict.fromkeys(row.categories)]


def _contract(workshop_id: int, worker_id: int, row: NewWorker, now: datetime) -> dict[str, Any]:
    common = {
        "workshop_id": workshop_id,
        "id": new_id(),
        "worker_id": worker_id,
        "kind": row.contract_kind,
        "number": "",
    }
    return common | {"valid_from": row.contract_from, "valid_to": row.contract_to, "recorded_at": now}


def _account(workshop_id: int, worker_id: int, row: NewWorker, now: datetime) -> dict[str, Any]:
    return account_values(workshop_id, worker_id, row.bank_card, row.name, "", row.hire_date, now)


def _tell(
    tx: Transaction, workshop_id: int, rows: Sequence[NewWorker], ids: dict[str, int], import_id: int | None
) -> None:
    if import_id is None:
        for row in rows:
            tx.tell("worker.add", f"worker/{ids[row.worker_no]}", {"worker_no": row.worker_no}, workshop_id)
        return
    # One leaf for a whole file; the numbers that must not be readable are in it only as their digest.
    told = [vars(replace(row, id_no="", bank_card="", phone="")) | {"id": ids[row.worker_no]} for row in rows]
    detail = {"count": len(rows), "sha256": digest_rows(told)}
    tx.tell("worker.import", f"import/{import_id}", detail, workshop_id)
