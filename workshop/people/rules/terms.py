"""How a worker is paid, as rules of every room read it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """`hours_system` is a key of HOURS_SYSTEMS, `grade` empty for none; salary and rates in fen, None where not agreed."""

    hours_system: str
    grade: str = ""
    monthly_fen: int | None = None
    daily_fen: int | None = None
    hourly_fen: int | None = None
