"""What a paper is: which one is asked for, how its data are built, and the file that comes out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from workshop.kernel.faults import Fault
from workshop.kernel.periods import Period
from workshop.papers.form import FormPaper
from workshop.papers.listing import ListBook, ListPaper
from workshop.papers.lists.slips import SlipBook
from workshop.people.queries import Workshop

PDF, XLSX = "pdf", "xlsx"
TYPES = {PDF: "application/pdf", XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
Paper = ListPaper | ListBook | SlipBook | FormPaper
Numbers = Mapping[
    str, Mapping[int, str]
]  # `id_no`, `phone` → worker → the whole number; empty: masked ones are printed


@dataclass(frozen=True)
class Asked:
    """Which paper: a workshop, a period, a part of its pay (2 and on: supplements).

    The ledger, kinds that span months and papers of a claim may go on to a later period `until`; they and papers of
    take-home work may keep to one worker, the latter also to a batch or an order, papers of a claim to the claim.
    `on` is the day the paper is made.
    """

    shop: Workshop
    period: Period
    part: int = 1
    until: Period | None = None
    worker_id: int | None = None
    batch_id: int | None = None
    order_id: int | None = None
    claim_id: int | None = None
    on: date | None = None

    @property
    def span(self) -> str:
        """`2026年3月`, `2026年1月至2026年12月`."""
        return self.period.chinese + (f"至{self.until.chinese}" if self.until else "")


@dataclass(frozen=True)
class Kind:
    """A paper of the print centre. `whole` names the numbers it prints in full; `of_run` needs computed pay.

    `of_ledger`: it is made of locked rows and prints the numbers that were sealed with them. `of_home`: of take-home work;
    `of_one`: only of one person or order. `of_claim`: of a claim, from what was frozen with it.
    `spans`: it may go on to a later month. `each`: of a claim it is a page or more for every person.
    """

    code: str
    name: str
    purpose: str
    build: Callable[[Asked, Numbers], Paper]
    whole: tuple[str, ...] = ()
    of_run: bool = True
    of_ledger: bool = False
    of_home: bool = False
    of_one: bool = False
    of_claim: bool = False
    spans: bool = False
    each: bool = False


@dataclass(frozen=True)
class Made:
    """A file ready to hand out: what it is called, how many pages a PDF has, what its reader must be told."""

    content: bytes
    name: str
    media_type: str
    pages: int
    faults: tuple[Fault, ...]
