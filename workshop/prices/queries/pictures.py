"""What products look like."""

from sqlalchemy import select

from workshop.prices.rows import OperationRow, ProductPictureRow
from workshop.store.database import db


def find_picture(workshop_id: int, product_id: int) -> bytes | None:
    """The photo of a product, a JPEG; None where nobody has taken one."""
    row = ProductPictureRow
    found: bytes | None = db.session.scalar(
        select(row.image).where(row.workshop_id == workshop_id, row.product_id == product_id)
    )
    return found


def find_picture_of(workshop_id: int, operation_id: int) -> bytes | None:
    """The photo of an operation's product."""
    row = OperationRow
    mine = (row.workshop_id == workshop_id, row.id == operation_id)
    product_id = db.session.scalar(select(row.product_id).where(*mine))
    return None if product_id is None else find_picture(workshop_id, product_id)
