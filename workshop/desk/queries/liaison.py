"""The liaison 稳岗联络员 of a workshop: who it is on a day, and who it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from workshop.desk.rows import LiaisonRow
from workshop.kernel.faults import NotFound
from workshop.store.database import db


@dataclass(frozen=True)
class Liaison:
    """A liaison from a day on; an empty name: nobody. `pictured`: there is a photo."""

    id: int
    name: str
    phone: str
    valid_from: date
    pictured: bool
    at: datetime
    by: str


def list_liaisons(workshop_id: int) -> list[Liaison]:
    """Every row, the earliest first; of one day the one recorded last comes last."""
    row = LiaisonRow
    query = select(row.id, row.name, row.phone, row.valid_from, row.photo.is_not(None), row.at, row.by)
    query = query.where(row.workshop_id == workshop_id).order_by(row.valid_from, row.at, row.id)
    return [Liaison(*values[:4], bool(values[4]), *values[5:]) for values in db.session.execute(query)]


def find_liaison(liaisons: Sequence[Liaison], on: date) -> Liaison | None:
    """Who it is on a day; None: nobody."""
    held = [one for one in liaisons if one.valid_from <= on]
    return held[-1] if held and held[-1].name else None


def read_photo(workshop_id: int, liaison_id: int) -> bytes:
    """The photo, a JPEG. Raises NotFound."""
    row = LiaisonRow
    found = db.session.scalar(select(row.photo).where(row.workshop_id == workshop_id, row.id == liaison_id))
    if found is None:
        raise NotFound(f"photo of liaison {liaison_id}")
    return bytes(found)
