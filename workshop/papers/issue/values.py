"""An issued paper as others see it, and what may be shown of it to anybody."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal["valid", "superseded", "void"]
STATES: dict[State, str] = {"valid": "有效", "superseded": "已被代替", "void": "已作废"}
CHECK_DIGITS = 8  # of the SHA-256, as people compare them


@dataclass(frozen=True)
class PaperFacts:
    """What anybody may compare: no number of a person. `sums`: (name, fen), the leading ones first; names are masked.

    `told`: (name, words) of what else a form says.
    """

    title: str
    unit: str
    span: str
    rows: int
    sums: tuple[tuple[str, int], ...]
    names: tuple[str, ...]
    told: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class IssuedPaper:
    """A paper that was issued. Moments naive UTC; `prints` counts the times it was printed, `ended_at` when it ended.

    `successor`: the number of the paper that took its place.
    """

    id: int
    workshop_id: int
    number: str
    kind: str
    title: str
    period: str
    claim_id: int | None
    run_id: int | None
    layout: int
    sha256: str
    code: str
    whole: bool
    copies: int
    issued_at: datetime
    issued_by: str
    facts: PaperFacts
    state: State = "valid"
    ended_at: datetime | None = None
    reason: str = ""
    successor: str = ""
    prints: int = 0

    @property
    def check(self) -> str:
        """The short check value that stands on every page."""
        return show_check(self.sha256)

    @property
    def state_words(self) -> str:
        """The state in Chinese."""
        return STATES[self.state]


@dataclass(frozen=True)
class PaperEvent:
    """One thing that became of an issued paper."""

    what: Literal["print", "workbook", "void", "supersede"]
    ordinal: int | None
    copies: int
    reason: str
    successor: str
    at: datetime
    by_name: str

    @property
    def words(self) -> str:
        """What happened, in Chinese."""
        if self.what == "print":
            return f"补打 第 {self.ordinal} 次" if self.ordinal else f"打印 {self.copies} 份"
        return {"workbook": "存为 Excel", "void": "作废", "supersede": f"被 {self.successor} 代替"}[self.what]


def show_check(sha256: str) -> str:
    """`7F3A-91C2`."""
    half = CHECK_DIGITS // 2
    return f"{sha256[:half]}-{sha256[half:CHECK_DIGITS]}".upper()
