"""Returns taken back: a row with the same facts and negative quantities, its material and shares with it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from workshop.floor.actions.recording import pay_day
from workshop.floor.rules.entries import FloorFacts
from workshop.store.database import db, fetch_all
from workshop.store.ids import new_entry_id, new_id
from workshop.takehome.actions.recording import Writing
from workshop.takehome.queries.state import load_sharers, material_ids
from workshop.takehome.rows import (
    TakehomeOrderRow,
    TakehomeReturnMaterialRow,
    TakehomeReturnRow,
    TakehomeReturnShareRow,
)
from workshop.takehome.rules.returning import Brought

NEGATED = ("good", "defect_own", "defect_other", "rework")


def get_return(workshop_id: int, return_id: int) -> dict[str, Any] | None:
    """A return whole, with `reversed_by` and `inspected_by`, the keys of what took it back and of its inspection."""
    row, undo, seen = TakehomeReturnRow, aliased(TakehomeReturnRow), aliased(TakehomeReturnRow)
    gone = select(undo.id).where(undo.workshop_id == workshop_id, undo.reverses == row.id).scalar_subquery()
    found = select(seen.id).where(seen.workshop_id == workshop_id, seen.inspects == row.id).limit(1).scalar_subquery()
    query = select(row.__table__, gone.label("reversed_by"), found.label("inspected_by"))
    line = db.session.execute(query.where(row.workshop_id == workshop_id, row.id == return_id)).mappings().first()
    return dict(line) if line else None


def brought_by(workshop_id: int, found: dict[str, Any]) -> Brought:
    """A recorded return as the rules judge it."""
    places = {key: place for place, key in material_ids(workshop_id, found["order_id"]).items()}
    sql = "SELECT material_id, quantity FROM takehome_return_material WHERE workshop_id = :w AND return_id = :id"
    materials = {places[key]: count for key, count in fetch_all(sql, w=workshop_id, id=found["id"])}
    return Brought(
        returned_on=found["returned_on"],
        inspected_on=found["inspected_on"],
        good=found["good"],
        defect_own=found["defect_own"],
        defect_other=found["defect_other"],
        rework=found["rework"],
        materials=materials,
    )


def mirror_return(
    to: Writing, found: dict[str, Any], reason: str, floor: FloorFacts, entry_id: str = "", content: str = ""
) -> int:
    """Writes the reversal of a return; it is paid with its original, or later when that is locked. Answers its key."""
    columns = TakehomeReturnRow.__table__.columns.keys()
    key = new_id()
    own = {
        "id": key,
        "entry_id": entry_id or new_entry_id(),
        "content_hash": content,
        "pay_on": _pay_on(to.workshop_id, found, floor),
        "reverses": found["id"],
        "reason": reason,
        "inspects": None,
        "import_id": None,
    }
    negative = {name: -found[name] for name in NEGATED}
    to.tx.insert(TakehomeReturnRow, [{name: found[name] for name in columns} | to.stamp() | negative | own])
    for row, amount in ((TakehomeReturnMaterialRow, "quantity"), (TakehomeReturnShareRow, "pieces")):
        mine = select(row.__table__).where(row.workshop_id == to.workshop_id, row.return_id == found["id"])
        parts = [dict(part) for part in db.session.execute(mine).mappings()]
        to.tx.insert(row, [part | {"return_id": key, amount: -part[amount]} for part in parts])
    return key


def _pay_on(workshop_id: int, found: dict[str, Any], floor: FloorFacts) -> Any:
    if found["pay_on"] is None:
        return None
    order = TakehomeOrderRow
    mine = (order.workshop_id == workshop_id, order.id == found["order_id"])
    people = [*db.session.scalars(select(order.worker_id).where(*mine))]
    people += [one.worker_id for one in load_sharers(workshop_id, found["order_id"])]
    return pay_day(found["pay_on"], max((floor.locked[one] for one in people if one in floor.locked), default=None))
