"""What cheats do to the books of an honest workshop, for every check; each plant says whom it touches, None where it has no soil."""

from tests.claims.village.planted import (
    before_count,
    claims,
    clock,
    copies,
    home,
    lists,
    people,
    presence,
    thresholds,
    wages,
)
from tests.claims.village.planted.case import PLANTS, Case

__all__ = [
    "PLANTS",
    "Case",
    "before_count",
    "claims",
    "clock",
    "copies",
    "home",
    "lists",
    "people",
    "presence",
    "thresholds",
    "wages",
]
