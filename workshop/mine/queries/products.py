"""What the things a worker makes look like."""

from dataclasses import dataclass

from workshop.prices.queries import find_picture
from workshop.store.database import fetch_all

__all__ = ["Look", "find_picture", "load_looks"]

_LOOKS = """
SELECT o.id, o.product_id, p.name, i.product_id IS NOT NULL FROM operation o
JOIN product p ON p.workshop_id = o.workshop_id AND p.id = o.product_id
LEFT JOIN product_picture i ON i.workshop_id = p.workshop_id AND i.product_id = p.id
WHERE o.workshop_id = :w"""


@dataclass(frozen=True)
class Look:
    """A product as a picture: the workshop's photo of it, or else one of the drawings."""

    product_id: int
    product: str
    has_photo: bool

    @property
    def drawing(self) -> str:
        """A drawing by what the name says."""
        return next((name for word, name in _DRAWN.items() if word in self.product), "box")


_DRAWN = {
    "手套": "glove",
    "服": "shirt",
    "衣": "shirt",
    "裤": "shirt",
    "包": "bag",
    "袋": "bag",
    "线": "cable",
    "缆": "cable",
    "茶": "leaf",
    "鞋": "shoe",
}


def load_looks(workshop_id: int) -> dict[int, Look]:
    """By operation what its product looks like."""
    found = fetch_all(_LOOKS, w=workshop_id)
    return {operation: Look(product, name, bool(photo)) for operation, product, name, photo in found}
