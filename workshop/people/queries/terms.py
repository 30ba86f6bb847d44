"""Reads that other rooms decide on: ids by number, terms by day, identity numbers already here (as blind indexes)."""

from datetime import date

from sqlalchemy import bindparam, select

from workshop.kernel.dated import Dated, value_on
from workshop.people.rows import WorkerRow, WorkerTermsRow
from workshop.people.rules.terms import Terms
from workshop.store.database import db

_TERMS = (
    select(
        WorkerTermsRow.worker_id,
        WorkerTermsRow.valid_from,
        WorkerTermsRow.hours_system,
        WorkerTermsRow.grade,
        WorkerTermsRow.monthly_fen,
        WorkerTermsRow.daily_fen,
        WorkerTermsRow.hourly_fen,
    )
    .where(WorkerTermsRow.workshop_id == bindparam("w"))
    .order_by(WorkerTermsRow.worker_id, WorkerTermsRow.valid_from)
)
_TERMS_OF_ONE = _TERMS.where(WorkerTermsRow.worker_id == bindparam("worker"))


def worker_ids(workshop_id: int) -> dict[str, int]:
    """Worker number → id, of everyone the workshop ever had."""
    query = select(WorkerRow.worker_no, WorkerRow.id).where(WorkerRow.workshop_id == workshop_id)
    return dict(db.session.execute(query).all())


def known_id_indexes(workshop_id: int) -> set[bytes]:
    """The blind indexes of the identity numbers that the workshop already has; compare `blind_index("id_no", number)`."""
    query = select(WorkerRow.id_no_index).where(
        WorkerRow.workshop_id == workshop_id, WorkerRow.id_no_index.is_not(None)
    )
    return set(db.session.scalars(query))


def load_terms(workshop_id: int, worker_id: int | None = None) -> dict[int, tuple[Dated[Terms], ...]]:
    """Every worker's terms in order of their start day, as `kernel.dated.value_on` wants them."""
    query = _TERMS if worker_id is None else _TERMS_OF_ONE
    found: dict[int, list[Dated[Terms]]] = {}
    for worker, valid_from, *terms in db.session.execute(query, {"w": workshop_id, "worker": worker_id}):
        found.setdefault(worker, []).append(Dated(valid_from, Terms(*terms)))
    return {worker: tuple(terms) for worker, terms in found.items()}


def terms_on(workshop_id: int, on: date) -> dict[int, Terms]:
    """The terms in force on a day for everyone who has any then."""
    in_force = ((worker, value_on(terms, on)) for worker, terms in load_terms(workshop_id).items())
    return {worker: terms.value for worker, terms in in_force if terms}
