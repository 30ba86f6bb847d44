"""Where material is: issued = in good pieces + in defects + awaiting inspection + returned + lost + still at home. Always.

What is in pieces is their number × material per piece, rounded half up to 1/1000 of the material's unit once per kind of piece
over all returns of an order. What is still at home is the remainder, and so exact; below zero it says that more was brought
back than the material allows. When the order is closed the remainder is lost.
"""

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from workshop.kernel.money import round_half_up

PER_PIECE_SCALE = 10_000

K = TypeVar("K", bound=Hashable)


class Pieces(NamedTuple):
    """Pieces of an order, in 1/1000: inspected good and defects, `waiting` delivered and not inspected, `rework` sent home again."""

    good: int = 0
    own: int = 0
    other: int = 0
    waiting: int = 0
    rework: int = 0

    @property
    def back(self) -> int:
        """All that has come back and stayed."""
        return self.good + self.own + self.other + self.waiting

    @property
    def paid(self) -> int:
        """Good pieces and defects of others' making (3.1)."""
        return self.good + self.other


class MaterialFacts(NamedTuple):
    """One material of one order; `per_piece` None: nobody has measured it. Material in 1/1000 of its unit."""

    issued: int
    returned: int
    pieces: Pieces
    per_piece: int | None
    closed: bool


class Balance(NamedTuple):
    """Where the issued material is. `measured` false: without material per piece, pieces take what was not returned, at the closing."""

    issued: int = 0
    in_good: int = 0
    in_own: int = 0
    in_other: int = 0
    waiting: int = 0
    returned: int = 0
    lost: int = 0
    at_home: int = 0
    measured: bool = True

    @property
    def holds(self) -> bool:
        """The parts are the whole."""
        return self.issued == self.in_pieces + self.waiting + self.returned + self.lost + self.at_home

    @property
    def in_pieces(self) -> int:
        """In good pieces and in defects."""
        return self.in_good + self.in_own + self.in_other

    @property
    def questionable(self) -> bool:
        """More came back than the material allows."""
        return self.at_home < 0 or self.lost < 0


_PARTS = Balance._fields[:-1]


def compute_balance(facts: MaterialFacts) -> Balance:
    """Where one material of one order is."""
    if facts.per_piece is None:
        return _unmeasured(facts)
    pieces = facts.pieces
    in_good, in_own, in_other, waiting = (
        round_half_up(count * facts.per_piece, PER_PIECE_SCALE)
        for count in (pieces.good, pieces.own, pieces.other, pieces.waiting)
    )
    rest = facts.issued - in_good - in_own - in_other - waiting - facts.returned
    lost, at_home = (rest, 0) if facts.closed else (0, rest)
    return Balance(facts.issued, in_good, in_own, in_other, waiting, facts.returned, lost, at_home)


def _unmeasured(facts: MaterialFacts) -> Balance:
    rest = facts.issued - facts.returned
    used, at_home = (rest, 0) if facts.closed else (0, rest)
    return Balance(facts.issued, in_good=used, returned=facts.returned, at_home=at_home, measured=False)


def add_balances(balances: Iterable[Balance]) -> Balance:
    """The sum of balances of one material in one unit."""
    listed = list(balances)
    sums = (sum(getattr(one, name) for one in listed) for name in _PARTS)
    return Balance._make((*sums, all(one.measured for one in listed)))


def sum_by(lines: Sequence[tuple[K, Balance]]) -> dict[K, Balance]:
    """Balances added up by their key, in the order in which keys first come."""
    grouped: dict[K, list[Balance]] = {}
    for key, balance in lines:
        grouped.setdefault(key, []).append(balance)
    return {key: add_balances(balances) for key, balances in grouped.items()}


def expected_pieces(quantity: int | None, materials: Iterable[MaterialFacts], whole: bool) -> int | None:
    """Pieces due of an order: as agreed, else what the scarcest measured material gives; None where nothing says."""
    if quantity is not None:
        return quantity
    counts = [
        (one.issued - one.returned) * PER_PIECE_SCALE // one.per_piece
        for one in materials
        if one.per_piece and one.issued
    ]
    if not counts:
        return None
    least = max(0, min(counts))
    return least // 1000 * 1000 if whole else least


def outstanding(expected: int | None, pieces: Pieces) -> int:
    """Pieces still to come, in 1/1000; 0 where nothing says how many are due."""
    return max(0, (expected or 0) - pieces.back)
