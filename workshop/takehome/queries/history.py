"""How much material was lost on closed orders: by person, household, operation; what of it the workshop bore."""

from collections.abc import Callable, Hashable
from datetime import date
from typing import NamedTuple

from workshop.store.database import fetch_all
from workshop.takehome.queries.balances import MaterialLine, load_balances
from workshop.takehome.rules.balance import PER_PIECE_SCALE
from workshop.takehome.rules.loss import MaterialUse, compute_closing, paid_sum

_PRICES = "SELECT id, price, most, relation FROM takehome_order WHERE workshop_id = :w AND closed_on IS NOT NULL"


class LossLine(NamedTuple):
    """A closed order's loss: values in fen at the price of the material; `used` and `allowed` are what its pieces took and what
    the allowance gave, `borne` is the value of all that was lost less what the holder owes."""

    order_id: int
    worker_id: int
    household_id: int | None
    operation_id: int
    batch_id: int | None
    closed_on: date
    pieces: int
    used: int
    lost: int
    allowed: int
    owed: int

    @property
    def borne(self) -> int:
        """What the workshop bears."""
        return self.lost - self.owed


class LossRate(NamedTuple):
    """Losses added up: `rate` and `allowance` in 1/10000 of what the pieces took, None where nothing was used."""

    orders: int
    pieces: int
    used: int
    lost: int
    allowed: int
    owed: int

    @property
    def rate(self) -> int | None:
        """Lost material against what is in the pieces."""
        return self.lost * 10_000 // self.used if self.used else None

    @property
    def allowance(self) -> int | None:
        """What was allowed against what is in the pieces."""
        return self.allowed * 10_000 // self.used if self.used else None

    @property
    def borne_per_piece(self) -> int | None:
        """What the workshop bore for each piece, in 1/10000 yuan."""
        return (self.lost - self.owed) * 100_000 // self.pieces if self.pieces else None


def load_losses(workshop_id: int, first: date | None = None, last: date | None = None) -> list[LossLine]:
    """The losses of orders closed in a stretch of days; materials without measure or price are left out."""
    prices = {key: rest for key, *rest in fetch_all(_PRICES, w=workshop_id)}
    orders: dict[int, list[MaterialLine]] = {}
    for line in load_balances(workshop_id):
        on = line.closed_on
        if on is not None and (first is None or on >= first) and (last is None or on <= last):
            orders.setdefault(line.order_id, []).append(line)
    return [_loss(lines, *prices[key]) for key, lines in orders.items()]


def _loss(lines: list[MaterialLine], price: int | None, most: int | None, relation: str) -> LossLine:
    head, used, lost, allowed = lines[0], 0, 0, 0
    uses = []
    for line in lines:
        if line.per_piece is None or line.price is None:
            continue
        taken = line.pieces.back * line.per_piece // PER_PIECE_SCALE
        used += _value(taken, line.price)
        lost += _value(line.balance.lost, line.price)
        allowed += _value(taken * line.loss_allowance // 10_000, line.price)
        stood = (line.balance.issued, line.balance.returned, line.pieces.back, line.per_piece)
        uses.append(MaterialUse(line.name, line.unit, *stood, line.loss_allowance, line.price))
    closed_on = head.closed_on or head.issued_on
    earned = paid_sum(head.pieces.paid, price or 0)
    owed = compute_closing(head.order_id, closed_on, tuple(uses), earned, most, relation != "labour").owed
    who = (head.order_id, head.worker_id, head.household_id, head.operation_id, head.batch_id)
    return LossLine(*who, closed_on, head.pieces.back, used, lost, allowed, owed)


def _value(quantity: int, price: int) -> int:
    return quantity * price // 100_000


def rates_by(losses: list[LossLine], key: Callable[[LossLine], Hashable]) -> dict[Hashable, LossRate]:
    """Losses added up by person, household, operation or batch."""
    grouped: dict[Hashable, list[LossLine]] = {}
    for loss in losses:
        grouped.setdefault(key(loss), []).append(loss)
    return {
        name: LossRate(len(mine), *(sum(getattr(one, part) for one in mine) for part in LossRate._fields[1:]))
        for name, mine in grouped.items()
    }
