"""What the checks are told of a claim, frozen: what its paper asks, what was claimed before, figures as papers carry them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from workshop.claims.values import Claim

Measure = Literal["total", "average", "months", "days"]
TallyKind = Literal["people", "fen"]


class WrittenFacts(NamedTuple):
    """A person as another list has him: `person` and `old` are keys like those of `WorkerFacts`, empty without such a number."""

    name: str
    sex: str = ""
    born: date | None = None
    person: str = ""
    old: str = ""


@dataclass(frozen=True, slots=True)
class ClaimedFacts:
    """Months of one of our people that stand in another claim, or were received elsewhere. `scheme` is programme/benefit.

    `workshop` empty: this one. `written`: how the other list has him; the checks decide whether that is he. None: it is our own
    list, or has the same identity number. `payee` as in `Claim`, empty: not known.
    """

    worker: int
    claim: int
    number: str
    scheme: str
    fund: str
    workshop: str
    months: tuple[int, ...]
    payee: str = ""
    written: WrittenFacts | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold of the paper. `least` is fen for `total` (pay of the months claimed) and `average` (of those months), months for
    `months`, half days at work in a month for `days` (a month with fewer does not count).
    """

    measure: Measure
    least: int


@dataclass(frozen=True, slots=True)
class ShareMonth:
    """A month of a share that the paper asks for: `part` of `whole` people, `asked` in 1/10000."""

    month: int
    name: str
    part: int
    whole: int
    asked: int


@dataclass(frozen=True, slots=True)
class TallyFacts:
    """One figure as one list carries it: heads or fen of `subject`, which is equal where the same is meant.

    `subject` is what people read, such as `2025年3月实发工资`; `place` the list: 花名册 考勤 工资表 申请表 公示 银行代发. `ref` is the page
    as kind and key (`questions.Ref`), empty where the list is no page. `month` None: of the claim as a whole.
    """

    subject: str
    kind: TallyKind
    place: str
    value: int
    month: int | None = None
    ref: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class ClaimFacts:
    """A claim, or people assessed before one, with what its paper says. Ages: least, and most by sex (the last age that counts).

    `contract`: the paper asks for one, over the months; `insurances` it asks for over the months (kinds as in `WorkerFacts.insured`);
    `recognised`: it asks for a recognised workshop. `categories` that count for it; empty: anybody counts.
    """

    claim: Claim
    fund: str = ""
    limits: tuple[Limit, ...] = ()
    shares: tuple[ShareMonth, ...] = ()
    youngest: int | None = None
    oldest: Mapping[str, int] = field(default_factory=dict)
    contract: bool = True
    insurances: tuple[str, ...] = ()
    recognised: bool = True
    categories: frozenset[str] = frozenset()

    @property
    def scheme(self) -> str:
        """`programme/benefit`, as in `ClaimedFacts`."""
        return f"{self.claim.programme_id}/{self.claim.benefit}"
