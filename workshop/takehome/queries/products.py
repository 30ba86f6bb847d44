"""Products with the operations that a client's order may name."""

from typing import NamedTuple

from workshop.store.database import fetch_all

_PICKS = """
SELECT p.id, p.name, o.id, o.name FROM product p
JOIN operation o ON o.workshop_id = p.workshop_id AND o.product_id = p.id
WHERE p.workshop_id = :w AND o.withdrawn_on IS NULL ORDER BY p.code, o.seq, o.code"""


class ProductPick(NamedTuple):
    """A product and (id, name) of its operations in the order of the work."""

    id: int
    name: str
    operations: tuple[tuple[int, str], ...]


def list_product_picks(workshop_id: int) -> list[ProductPick]:
    """Products that have operations, in one statement."""
    found: dict[tuple[int, str], list[tuple[int, str]]] = {}
    for product, name, operation, title in fetch_all(_PICKS, w=workshop_id):
        found.setdefault((product, name), []).append((operation, title))
    return [ProductPick(key, name, tuple(operations)) for (key, name), operations in found.items()]


def list_operation_names(workshop_id: int) -> dict[int, str]:
    """Operation → product and name, also of those withdrawn."""
    sql = """SELECT o.id, p.name, o.name FROM operation o
    JOIN product p ON p.workshop_id = o.workshop_id AND p.id = o.product_id WHERE o.workshop_id = :w"""
    return {key: f"{product} {name}" for key, product, name in fetch_all(sql, w=workshop_id)}
