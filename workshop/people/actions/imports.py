"""An import is one thing: it is recorded as such and can be taken back whole while nothing has used it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from workshop.kernel.faults import Refused
from workshop.people.rows import (
    BankAccountRow,
    CategoryRow,
    ContractRow,
    HouseholdRow,
    ImportRow,
    WorkerRow,
    WorkerTermsRow,
)
from workshop.store.audit import Actor
from workshop.store.database import change_rows, db
from workshop.store.ids import new_id
from workshop.store.transaction import transaction

DATED_ROWS = (WorkerTermsRow, CategoryRow, ContractRow, BankAccountRow)


def record_import(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    kind: str,
    file_name: str,
    sha256: str,
    rows_read: int,
    rows_refused: int,
) -> int:
    """Records that a file came in; answers the import's id, which the rows that came with it carry."""
    import_id = new_id()
    facts = {"kind": kind, "file_name": file_name[-200:], "sha256": sha256}
    facts |= {"rows_read": rows_read, "rows_refused": rows_refused}  # type: ignore[dict-item]
    with transaction(actor, now) as tx:
        values = facts | {"workshop_id": workshop_id, "id": import_id, "at": now, "by": actor.name}
        tx.insert(ImportRow, [values | {"undone_at": None, "undone_by": None}])
        tx.tell("import.add", f"import/{import_id}", dict(facts), workshop_id)
    return import_id


def undo_workers(actor: Actor, now: datetime, workshop_id: int, import_id: int) -> int:
    """Takes back the people of an import and answers how many. Refused when anything has been recorded on one of them since."""
    try:
        with transaction(actor, now) as tx:
            brought = (WorkerRow.workshop_id == workshop_id, WorkerRow.import_id == import_id)
            _refuse_later_entries(brought)
            mine = select(WorkerRow.id).where(*brought)
            homes = set(db.session.scalars(select(WorkerRow.household_id).where(*brought)))
            for row in DATED_ROWS:
                db.session.execute(delete(row).where(row.workshop_id == workshop_id, row.worker_id.in_(mine)))
            count = change_rows(delete(WorkerRow).where(*brought))
            _drop_empty_households(workshop_id, homes - {None})
            mark_undone(actor, now, workshop_id, import_id)
            tx.tell("worker.undo_import", f"import/{import_id}", {"count": count}, workshop_id)
    except IntegrityError as error:  # a foreign key of a later room holds the worker fast
        raise _used() from error
    return count


def mark_undone(actor: Actor, now: datetime, workshop_id: int, import_id: int) -> None:
    """Notes on the import that it was taken back; the first time counts."""
    mine = (ImportRow.workshop_id == workshop_id, ImportRow.id == import_id, ImportRow.undone_at.is_(None))
    with transaction(actor, now):
        db.session.execute(update(ImportRow).where(*mine).values(undone_at=now, undone_by=actor.name))


def _used() -> Refused:
    return Refused("这次导入的人已经有产量、考勤、工资或后来补记的资料", "请先冲销那些记录,或逐人办理离职", "import_id")


def _refuse_later_entries(brought: tuple[ColumnElement[bool], ...]) -> None:
    """Terms, categories, contracts and accounts that a person has added since are use."""
    for row in (CategoryRow, ContractRow, BankAccountRow):
        same = (row.workshop_id == WorkerRow.workshop_id) & (row.worker_id == WorkerRow.id)
        later = select(func.count()).select_from(row).join(WorkerRow, same).where(*brought)
        if db.session.scalar(later.where(row.recorded_at != WorkerRow.recorded_at)):
            raise _used()
    same = (WorkerTermsRow.workshop_id == WorkerRow.workshop_id) & (WorkerTermsRow.worker_id == WorkerRow.id)
    later = select(func.count()).select_from(WorkerTermsRow).join(WorkerRow, same).where(*brought)
    if db.session.scalar(later.where(WorkerTermsRow.valid_from > WorkerRow.hire_date)):
        raise _used()


def _drop_empty_households(workshop_id: int, homes: Collection[int]) -> None:
    """Those of `homes` in which no worker is left; others without workers are families that the liaison looks after."""
    lived_in = select(WorkerRow.household_id).where(
        WorkerRow.workshop_id == workshop_id, WorkerRow.household_id.is_not(None)
    )
    empty = (HouseholdRow.workshop_id == workshop_id, HouseholdRow.id.in_(homes), HouseholdRow.id.not_in(lived_in))
    db.session.execute(delete(HouseholdRow).where(*empty))
