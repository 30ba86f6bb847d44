"""Limits of how much work may lie at a home, as they were set."""

from datetime import date, datetime
from typing import NamedTuple

from workshop.floor.queries.moments import to_day, to_moment
from workshop.store.database import fetch_all

_LIMITS = """
SELECT worker_id, household_id, valid_from, pieces, days, blocks, recorded_at, recorded_by FROM takehome_limit
WHERE workshop_id = :w ORDER BY valid_from DESC, recorded_at DESC, id DESC"""


class LimitLine(NamedTuple):
    """A limit from a day on: of a person, a household, or (both None) of everyone; `pieces` in 1/1000."""

    worker_id: int | None
    household_id: int | None
    valid_from: date
    pieces: int | None
    days: int | None
    blocks: bool
    recorded_at: datetime
    recorded_by: str


def list_limits(workshop_id: int) -> list[LimitLine]:
    """Every limit that was ever set, the latest first."""
    return [
        LimitLine(row[0], row[1], to_day(row[2]), row[3], row[4], bool(row[5]), to_moment(row[6]), row[7])
        for row in fetch_all(_LIMITS, w=workshop_id)
    ]
