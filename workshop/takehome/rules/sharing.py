"""A household's agreed split of what an order earns: whole pieces, largest remainder, ties to the lower worker number."""

from collections.abc import Sequence
from typing import NamedTuple

from workshop.kernel.quantities import QUANTITY_SCALE, is_measured
from workshop.kernel.shares import share_out


class Sharer(NamedTuple):
    """One of those who share an order."""

    worker_id: int
    worker_no: str
    weight: int


def split_pieces(pieces: int, unit: str, sharers: Sequence[Sharer]) -> dict[int, int]:
    """Paid pieces (1/1000) by worker; counted units in whole pieces. Σ shares = pieces, always. Nobody shares: empty."""
    if not sharers:
        return {}
    step = 1 if is_measured(unit) or pieces % QUANTITY_SCALE else QUANTITY_SCALE
    shares = share_out(pieces // step, {one.worker_no: one.weight for one in sharers})
    return {one.worker_id: shares[one.worker_no] * step for one in sharers}
