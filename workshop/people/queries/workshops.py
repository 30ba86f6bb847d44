"""Reads of workshops and people, as frozen lines."""

from dataclasses import dataclass

from sqlalchemy import select

from workshop.people.rows import WorkshopRow
from workshop.store.database import db


@dataclass(frozen=True)
class Workshop:
    """A workshop 车间 as every page and rule sees it."""

    id: int
    code: str
    name: str
    village: str
    county_code: str
    weekly_rest: str
    credit_code: str
    head_name: str
    phone: str


_COLUMNS = tuple(getattr(WorkshopRow, name) for name in Workshop.__dataclass_fields__)


def find_workshop(code: str) -> Workshop | None:
    """The workshop with this code."""
    row = db.session.execute(select(*_COLUMNS).where(WorkshopRow.code == code)).one_or_none()
    return Workshop(*row) if row else None


def find_workshop_by_id(workshop_id: int) -> Workshop | None:
    """The workshop with this id."""
    row = db.session.execute(select(*_COLUMNS).where(WorkshopRow.id == workshop_id)).one_or_none()
    return Workshop(*row) if row else None


def list_workshops(county_code: str | None = None) -> list[Workshop]:
    """Every workshop, of one county if it is given, by code."""
    query = select(*_COLUMNS).order_by(WorkshopRow.code)
    if county_code is not None:
        query = query.where(WorkshopRow.county_code == county_code)
    return [Workshop(*row) for row in db.session.execute(query)]
