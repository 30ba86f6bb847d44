"""Reads that other rooms decide on: ids by number, terms by day, identity numbers already here (as blind indexes)."""

from datetime import date

from sqlalchemy import select

from workshop.kernel.dated import Dated, value_on
from workshop.people.rows import WorkerRow, WorkerTermsRow
from workshop.people.rules.terms import Terms
from workshop.store.database import db


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
    row = WorkerTermsRow
    columns = (
        row.worker_id,
        row.valid_from,
        row.hours_system,
        row.grade,
        row.monthly_fen,
        row.daily_fen,
        row.hourly_fen,
    )
    query = select(*columns).where(row.workshop_id == workshop_id).order_by(row.worker_id, row.valid_from)
    if worker_id is not None:
        query = query.where(row.worker_id == worker_id)
    found: dict[int, list[Dated[Terms]]] = {}
    for worker, valid_from, *terms in db.session.execute(query):
        found.setdefault(worker, []).append(Dated(valid_from, Terms(*terms)))
    return {worker: tuple(terms) for worker, terms in found.items()}


def terms_on(workshop_id: int, on: date) -> dict[int, Terms]:
    """The terms in force on a day for everyone who has any then."""
    in_force = ((worker, value_on(terms, on)) for worker, terms in load_terms(workshop_id).items())
    return {worker: terms.value for worker, terms in in_force if terms}
