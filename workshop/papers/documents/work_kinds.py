"""How papers of one person at work are made: certificates and agreements, of everybody in a claim or of one who asks."""

from collections.abc import Callable, Sequence
from typing import Literal

from workshop.papers.documents.employment import EmploymentFacts
from workshop.papers.documents.labour_contract import build_labour_contract, build_part_time_contract
from workshop.papers.documents.service_agreement import build_service_agreement
from workshop.papers.documents.work_proof import CASUAL, STEADY, ProofFacts, build_work_proof
from workshop.papers.form import FormPaper
from workshop.papers.kind import Asked, Numbers
from workshop.papers.layouts.building import local_names
from workshop.papers.lists.people_kinds import whole
from workshop.papers.naming import Names
from workshop.papers.queries.documents import AtWork, day_of, load_applicant, load_document, load_people_at_work
from workshop.papers.queries.employment import PART_TIME, load_employments


def _proof(kind: Literal["steady", "casual"]) -> Callable[[Asked, Numbers], FormPaper]:
    def make(asked: Asked, numbers: Numbers) -> FormPaper:
        people = [_facts(person) for person in load_people_at_work(asked, whole(numbers))]
        village = kind == CASUAL
        if asked.claim_id is not None:
            of = load_document(asked)
            return build_work_proof(kind, of.shop, people, of.names, village)
        on = day_of(asked)
        return build_work_proof(
            kind, load_applicant(asked.shop, on), people, local_names(Names(on), asked.shop.county_code), village
        )

    return make


make_work_proof, make_casual_proof = _proof(STEADY), _proof(CASUAL)


def _facts(person: AtWork) -> ProofFacts:
    facts = person.facts
    return ProofFacts(
        worker_no=facts.worker_no,
        name=facts.name,
        sex=facts.sex,
        idno=facts.idno,
        address=facts.address,
        category=facts.category,
        post=facts.post,
        way=facts.way,
        first=person.first,
        last=person.last,
        months=facts.months,
        mean_fen=facts.mean_fen,
    )


def _agreement(
    kind: str, build: Callable[[Sequence[EmploymentFacts]], FormPaper]
) -> Callable[[Asked, Numbers], FormPaper]:
    def make(asked: Asked, numbers: Numbers) -> FormPaper:
        return build(load_employments(asked, whole(numbers), kind))

    return make


make_labour_contract = _agreement("劳动合同", build_labour_contract)
make_part_time_contract = _agreement(PART_TIME, build_part_time_contract)
make_service_agreement = _agreement("劳务协议", build_service_agreement)
