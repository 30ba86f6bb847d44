"""What the documents of a claim are made of: the claim, its people as the rosters know them, what its programme asks."""

from dataclasses import dataclass
from datetime import date

from workshop.claims.values import Claim, ClaimPerson
from workshop.kernel.faults import NotFound, Refused
from workshop.papers.documents.pieces import Applicant, chinese_date
from workshop.papers.kind import Asked
from workshop.papers.layouts.building import local_names
from workshop.papers.lists.roster_facts import RosterFacts
from workshop.papers.naming import Names
from workshop.papers.paperwork import Paperwork, load_paperwork
from workshop.papers.queries.claimed import load_claimed
from workshop.papers.queries.roster import Whole, load_people
from workshop.pay.queries.payments import find_payer
from workshop.people.queries import Workshop


@dataclass(frozen=True)
class Documented:
    """A claim as its documents ask of it."""

    shop: Applicant
    claim: Claim
    papers: Paperwork
    names: Names

    @property
    def standard(self) -> str:
        """The standard in the words that were put down with the claim."""
        return self.claim.facts.get("standard", "")

    @property
    def quoted(self) -> str:
        """The programme's document as it is quoted on a poster."""
        return f"《{self.claim.document_number}》" if self.claim.document_number else ""


@dataclass(frozen=True)
class AtWork:
    """A person of a document with what is claimed for him, if anything; `first` to `last` of his work that it tells of."""

    facts: RosterFacts
    first: date | None
    last: date | None
    claimed: ClaimPerson | None = None

    @property
    def fen(self) -> int | None:
        """What is claimed for him; None in a lump."""
        return self.claimed.fen or None if self.claimed else None


def load_document(asked: Asked) -> Documented:
    """The claim that is asked for. Raises Refused where none is, NotFound."""
    claimed = load_claimed(asked.shop, asked.claim_id)
    if claimed is None:
        raise Refused("这份表按申领打印", "请选一项申领;还没有的,先在「申领」里准备")
    claim, papers = claimed.claim, load_paperwork(claimed.claim)
    told = claim.facts
    shop = load_applicant(
        asked.shop,
        claim.on,
        contact=claim.prepared_by,
        recognised=(told.get("recognition_number", ""), _day_words(told.get("recognised_on", ""))),
    )
    names = local_names(papers.names(claim), asked.shop.county_code, claim.programme_id)
    return Documented(shop, claim, papers, names)


def _day_words(text: str) -> str:
    try:
        return chinese_date(date.fromisoformat(text)) if text else ""
    except ValueError:
        return text


def load_applicant(shop: Workshop, on: date, contact: str = "", recognised: tuple[str, str] = ("", "")) -> Applicant:
    """Who applies, with the account it pays from; of that only the tail is kept, so its number is left to a hand."""
    payer = find_payer(shop.id, on)
    return Applicant(
        name=shop.name,
        credit_code=shop.credit_code,
        head_name=shop.head_name,
        phone=shop.phone,
        place=shop.village,
        account_name=payer.account_name if payer else "",
        bank=payer.bank_name if payer else "",
        recognition_number=recognised[0],
        recognised_on=recognised[1],
        contact=contact,
    )


def load_people_at_work(asked: Asked, whole: Whole) -> list[AtWork]:
    """People of the claim, or of it one; without a claim the one who is asked for. Raises Refused, NotFound.

    Of a claim everybody's work is told of within its time, else from hiring to leaving.
    """
    claimed = load_claimed(asked.shop, asked.claim_id)
    if claimed is None and asked.worker_id is None:
        raise Refused("没有说是谁的", "请选一个人,或一项申领")
    _, people = load_people(asked.shop, asked.period, whole, claimed, lambda line: line.id == asked.worker_id)
    mine = [one for one in people if asked.worker_id in (None, one.worker_id)]
    if asked.worker_id is not None and not mine:
        raise NotFound(f"worker {asked.worker_id}")
    if claimed is None:
        return [AtWork(one, one.hired_on, one.left_on if one.left else None) for one in mine]
    span = claimed.claim.first, claimed.claim.last
    return [AtWork(one, *_within(one, *span), claimed.people[one.worker_id]) for one in mine]


def _within(person: RosterFacts, first: date, last: date) -> tuple[date, date]:
    return max(first, person.hired_on or first), min(last, person.left_on or last)


def day_of(asked: Asked) -> date:
    """The day a paper without a claim is made, else the last one of its period."""
    return asked.on or asked.period.last
