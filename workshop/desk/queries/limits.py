"""The limits of time that hold for a workshop."""

from datetime import date

from sqlalchemy import select

from workshop.desk.rows import MatterLimitRow
from workshop.desk.rules.limits import Limit, hold_limits
from workshop.store.database import db


def load_limits(workshop_id: int, on: date) -> tuple[Limit, ...]:
    """The limits on a day, the workshop's own rows over what is given."""
    row = MatterLimitRow
    query = select(row.name, row.amount, row.valid_from, row.source, row.checked_on)
    found = db.session.execute(query.where(row.workshop_id == workshop_id).order_by(row.valid_from, row.at, row.id))
    return hold_limits([(name, amount, since, source, checked) for name, amount, since, source, checked in found], on)
