"""What an assessment says: three answers, each with its sentence, and amounts with their arithmetic."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Answer = Literal["met", "not_met", "undecided"]
ANSWERS: dict[Answer, str] = {"met": "满足", "not_met": "不满足", "undecided": "待定"}


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What is missing to the threshold. `amount` in `unit`s: 个月, 天 (in half days), 元 (in fen), 小时 (in minutes), 人, 户."""

    amount: int
    unit: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer. `parts` are the findings it is made of; `exact`: the figure found is exactly the figure asked.

    `figure` is the figure found where there is one, from and to in small units (to None: no upper limit known).
    """

    answer: Answer
    sentence: str
    clause: str = ""
    word: str = ""
    shortfall: Shortfall | None = None
    parts: tuple["Finding", ...] = ()
    exact: tuple[str, ...] = ()  # names of the bounds met exactly
    figure: tuple[int, int | None] | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in fen between `low` and `high` (None: nobody can tell), with its arithmetic."""

    low: int
    high: int | None
    sentence: str
    months: tuple[int, ...] = ()  # months paid for, where the amount is by months

    @property
    def fen(self) -> int | None:
        """The sum where it is certain, else None."""
        return self.low if self.low == self.high else None


NOTHING = Amount(0, 0, "0 元")


@dataclass(frozen=True, slots=True)
class PersonResult:
    """What a benefit means for one person.

    `amount` is what is due (0 when not met); `would_be` what it would bring when everything undecided turns out well
    or what is short were done. For benefits paid to the workshop as a lump `amount` is 0 and `counted` says who counts.
    """

    person_id: int
    name: str
    answer: Answer
    amount: Amount
    would_be: Amount
    findings: tuple[Finding, ...]
    months: tuple[int, ...] = ()

    @property
    def fen(self) -> int | None:
        """The sum due (below 0: to be paid back), None while undecided."""
        return None if self.answer == "undecided" else self.amount.fen


@dataclass(frozen=True, slots=True)
class InstalmentResult:
    """A part of the sum: how much, from which day at the latest it is to be paid (None: not known), and whether now."""

    share: str
    amount: Amount
    due: date | None
    finding: Finding


@dataclass(frozen=True, slots=True)
class BenefitResult:
    """One benefit for one workshop and its people.

    `answer` is about the workshop's conditions and whether anything is due; `amount` is the sum due after caps: low is
    certain, high holds if every undecided person qualifies. `hoped` is the sum if everybody who is short of a figure makes
    it (None: nobody is). `unfinished`: the time that counts goes on beyond the books. `closes` is the last day of the
    window that is open, or of the next.
    """

    name: str
    payee: str
    answer: Answer
    amount: Amount
    findings: tuple[Finding, ...]  # of the workshop
    people: tuple[PersonResult, ...]
    caps: tuple[str, ...] = ()
    instalments: tuple[InstalmentResult, ...] = ()
    window: Finding | None = None
    evidence: tuple[Finding, ...] = ()
    period: tuple[date, date] | None = None
    hoped: Amount | None = None
    unfinished: bool = False
    closes: date | None = None

    @property
    def fen(self) -> int | None:
        """The certain sum, None where nobody can tell."""
        return self.amount.low if self.answer != "undecided" else None


@dataclass(frozen=True, slots=True)
class VersionResult:
    """The part of what was asked that one version of the paper rules."""

    version: str
    first: date
    last: date
    recognition: tuple[tuple[str, Finding], ...]
    benefits: tuple[BenefitResult, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """A programme's whole answer; `gaps` are undecided findings for times no version covers."""

    programme: str
    first: date
    last: date
    on: date
    versions: tuple[VersionResult, ...]
    gaps: tuple[Finding, ...] = ()
