"""Facts of agreements with workers: both sides as the roster knows them, the contract that is registered, how it is paid."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from workshop.kernel.dated import Dated, value_on
from workshop.papers.documents.employment import Employed, Employer, EmploymentFacts
from workshop.papers.kind import Asked
from workshop.papers.queries.documents import AtWork, day_of, load_people_at_work
from workshop.papers.queries.roster import Whole
from workshop.pay.queries.law import load_law
from workshop.pay.queries.scope import find_date
from workshop.pay.rules.facts import MinimumWage
from workshop.people.queries import load_terms
from workshop.people.rules.terms import Terms
from workshop.store.database import fetch_all

# The one that begins last comes last; a contract that begins next month is printed before it is signed.
_CONTRACTS = """
SELECT worker_id, number, valid_from, valid_to FROM contract
WHERE workshop_id = :w AND kind = :kind ORDER BY valid_from IS NOT NULL, valid_from, id"""
PART_TIME = "非全日制"

Registered = tuple[str, date | None, date | None]  # number, first day, last day


class _Reads(NamedTuple):
    registered: Mapping[int, Registered]
    terms: Mapping[int, tuple[Dated[Terms], ...]]
    minimums: tuple[Dated[MinimumWage], ...]


def load_employments(asked: Asked, whole: Whole, kind: str) -> list[EmploymentFacts]:
    """What is agreed with the person who is asked for or with a claim's people; `kind` of contract as it is registered.

    Of a contract that is not registered number and days are left open, as is everything that nobody has put down.
    Raises Refused, NotFound.
    """
    shop = asked.shop
    registered: dict[int, Registered] = {
        worker: (number, find_date(first), find_date(last))
        for worker, number, first, last in fetch_all(_CONTRACTS, w=shop.id, kind=kind)
    }
    reads = _Reads(registered, load_terms(shop.id), load_law(shop.id).minimums)
    employer = Employer(shop.name, shop.credit_code, shop.head_name, shop.village, shop.phone)
    on, hourly = day_of(asked), kind == PART_TIME
    return [_agree(employer, person, reads, on, hourly) for person in load_people_at_work(asked, whole)]


def _agree(employer: Employer, person: AtWork, reads: _Reads, on: date, hourly: bool) -> EmploymentFacts:
    facts = person.facts
    number, first, last = reads.registered.get(facts.worker_id, ("", None, None))
    day = max(on, first) if first else on
    terms, minimum = value_on(reads.terms.get(facts.worker_id, ()), day), value_on(reads.minimums, day)
    agreed = terms.value if terms else None
    rates = (agreed.monthly_fen, agreed.daily_fen, agreed.hourly_fen) if agreed else (None, None, None)
    least = (minimum.value.hourly if hourly else minimum.value.monthly) if minimum else None
    return EmploymentFacts(
        employer=employer,
        worker=Employed(facts.worker_no, facts.name, facts.sex, facts.idno, facts.address, facts.phone),
        number=number,
        first=first,
        last=last,
        open_ended=first is not None and last is None,
        post=facts.post,
        piece=agreed is not None and not any(rates),
        monthly_fen=rates[0],
        hourly_fen=rates[2],
        hours_system=agreed.hours_system if agreed else "",
        minimum_fen=least,
        daily_fen=rates[1],
    )
