"""Photos of products: a worker who does not read finds his work by them."""

from datetime import datetime

from sqlalchemy import delete, select

from workshop.access.photos import shrink
from workshop.kernel.faults import NotFound
from workshop.prices.rows import OperationRow, ProductPictureRow
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction


def set_picture(actor: Actor, now: datetime, workshop_id: int, operation_id: int, content: bytes) -> None:
    """Keeps what the product of an operation looks like, in the place of an earlier photo.

    Raises NotFound, Refused for what is no picture.
    """
    found = select(OperationRow.product_id).where(
        OperationRow.workshop_id == workshop_id, OperationRow.id == operation_id
    )
    product_id = db.session.scalar(found)
    if product_id is None:
        raise NotFound(f"operation {operation_id}")
    image, row = shrink(content), ProductPictureRow
    with transaction(actor, now) as tx:
        db.session.execute(delete(row).where(row.workshop_id == workshop_id, row.product_id == product_id))
        key = {"workshop_id": workshop_id, "product_id": product_id}
        tx.insert(row, [key | {"image": image, "set_at": now, "set_by": actor.name}])
        tx.tell("product.picture", f"product/{product_id}", {"bytes": len(image)}, workshop_id)
