"""A person on a roster, and how days and spans of days are written there."""

from dataclasses import dataclass
from datetime import date

from workshop.kernel.money import round_half_up

OPEN_END = "无固定期限"


@dataclass(frozen=True)
class RosterFacts:
    """One worker on the last day of the period. Money in fen, None where nothing is known; `months` of work so far.

    `holder`, `bank`, `card`: the account his pay goes to. `left`: he had left by then.
    `recognised` is the year of leaving poverty or the month of entering monitoring, as it stands in the register.
    """

    name: str
    sex: str
    idno: str
    age: int | None
    address: str
    householder: str
    relation: str
    category: str
    recognised: str
    way: str
    post: str
    contract: str
    contract_from: date | None
    contract_to: date | None
    hired_on: date | None
    left_on: date | None
    months: int | None
    pay_fen: int | None
    insured: str
    phone: str
    note: str = ""
    worker_id: int = 0
    worker_no: str = ""
    holder: str = ""
    bank: str = ""
    card: str = ""
    left: bool = False

    @property
    def mean_fen(self) -> int | None:
        """Pay a month, rounded once; None where months or pay are not known."""
        return round_half_up(self.pay_fen, self.months) if self.pay_fen is not None and self.months else None


def short_day(on: date | None) -> str:
    """2026.03.01; nothing for nothing."""
    return f"{on.year}.{on.month:02d}.{on.day:02d}" if on else ""


def day_span(first: date | None, last: date | None, open_end: str = OPEN_END) -> str:
    """2025.03.22~2027.03.22, to be set on two lines; a contract without an end says so."""
    return f"{short_day(first)}~{short_day(last) or open_end}" if first else ""
