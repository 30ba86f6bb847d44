"""The order under a loss of material: what was handed out, what came back, what the pieces were allowed to take (5.5)."""

from dataclasses import dataclass
from datetime import date

from workshop.pay.queries.scope import as_date, find_date
from workshop.pay.queries.slips import DeductionLine, SlipHead
from workshop.store.database import fetch_all

_ORDERS = """
SELECT id, order_no, issued_on, closed_on, most FROM takehome_order
WHERE workshop_id = :w AND worker_id = :worker AND closed_on IS NOT NULL ORDER BY closed_on, order_no"""

_MATERIALS = """
SELECT m.name, m.unit, m.per_piece, m.loss_allowance, m.price,
  COALESCE((SELECT SUM(u.quantity) FROM takehome_supply u
            WHERE u.workshop_id = m.workshop_id AND u.material_id = m.id), 0),
  COALESCE((SELECT SUM(x.quantity) FROM takehome_return_material x
            WHERE x.workshop_id = m.workshop_id AND x.material_id = m.id), 0)
FROM takehome_material m WHERE m.workshop_id = :w AND m.order_id = :order ORDER BY m.position"""

_RETURNS = """
SELECT id, returned_on, inspected_on, good, defect_own, defect_other, reverses, recorded_by FROM takehome_return
WHERE workshop_id = :w AND order_id = :order ORDER BY returned_on, id"""


@dataclass(frozen=True)
class MaterialLine:
    """A material of the order: quantities 1/1000, per piece and allowance 1/10000, price 1/10000 yuan; None: not agreed."""

    name: str
    unit: str
    per_piece: int | None
    allowance: int
    price: int | None
    issued: int
    returned: int


@dataclass(frozen=True)
class ReturnLine:
    """A delivery of the order, quantities 1/1000."""

    id: int
    returned_on: date
    inspected_on: date | None
    good: int
    defect_own: int
    defect_other: int
    reverses: int | None
    recorded_by: str

    @property
    def pieces(self) -> int:
        """What took material: good and all defects."""
        return self.good + self.defect_own + self.defect_other


@dataclass(frozen=True)
class OrderStory:
    """An order with its materials and deliveries; `most` fen a contractor owes at most, None: what its pieces were paid."""

    order_no: str
    issued_on: date
    closed_on: date
    most: int | None
    materials: tuple[MaterialLine, ...]
    returns: tuple[ReturnLine, ...]

    @property
    def pieces(self) -> int:
        """Pieces over all deliveries, 1/1000."""
        return sum(line.pieces for line in self.returns)


def find_order_story(workshop_id: int, head: SlipHead, line: DeductionLine) -> OrderStory | None:
    """The order that a loss names, None for a loss of another kind."""
    if not line.name.startswith("外发单 "):
        return None
    for key, order_no, issued, closed, most in fetch_all(_ORDERS, w=workshop_id, worker=head.worker_id):
        if line.name.startswith(f"外发单 {order_no} 超耗"):
            materials = [MaterialLine(*row) for row in fetch_all(_MATERIALS, w=workshop_id, order=key)]
            returns = [_return(row) for row in fetch_all(_RETURNS, w=workshop_id, order=key)]
            return OrderStory(order_no, as_date(issued), as_date(closed), most, tuple(materials), tuple(returns))
    return None


def _return(row: tuple) -> ReturnLine:
    key, back, inspected, good, own, other, reverses, by = row
    return ReturnLine(key, as_date(back), find_date(inspected), good, own, other, reverses, by)
