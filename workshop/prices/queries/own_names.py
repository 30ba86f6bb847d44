"""What products and operations are called in other languages."""

from typing import Any

from sqlalchemy import func, select

from workshop.kernel.faults import NotFound
from workshop.prices.rows import OperationRow, OwnNameRow, ProductRow
from workshop.store.database import db


def load_own_names(workshop_id: int, language: str) -> dict[str, str]:
    """Chinese name → name in a language, of products and operations; what nobody has translated is not here."""
    found: dict[str, str] = {}
    for of, key in ((ProductRow, OwnNameRow.product_id), (OperationRow, OwnNameRow.operation_id)):
        same = (of.workshop_id == OwnNameRow.workshop_id) & (of.id == key)
        asked = (
            select(of.name, OwnNameRow.name)
            .join(of, same)
            .where(OwnNameRow.id.in_(_latest(workshop_id, key, language)))
        )
        found |= {name: own for name, own in db.session.execute(asked) if own}
    return found


def get_product_id(workshop_id: int, operation_id: int) -> int:
    """The product of an operation. Raises NotFound."""
    row = OperationRow
    mine = (row.workshop_id == workshop_id, row.id == operation_id)
    found = db.session.scalar(select(row.product_id).where(*mine))
    if found is None:
        raise NotFound(f"operation {operation_id}")
    return int(found)


def list_own_names(workshop_id: int, operation_id: int) -> dict[str, tuple[str, str]]:
    """Language → (the product's, the operation's) name; empty where there is none."""
    row = OwnNameRow
    mine = (row.product_id == get_product_id(workshop_id, operation_id)) | (row.operation_id == operation_id)
    asked = select(row.language, row.product_id, row.name).where(row.workshop_id == workshop_id, mine)
    told: dict[str, dict[bool, str]] = {}
    for language, product, name in db.session.execute(asked.order_by(row.at, row.id)):
        told.setdefault(language, {})[product is not None] = name
    return {language: (names.get(True, ""), names.get(False, "")) for language, names in told.items()}


def _latest(workshop_id: int, key: Any, language: str) -> Any:
    mine = (OwnNameRow.workshop_id == workshop_id, OwnNameRow.language == language, key.is_not(None))
    return select(func.max(OwnNameRow.id)).where(*mine).group_by(key)
