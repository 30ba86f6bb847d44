"""The pack of a claim as it stands now: what its programme asks for, found among our papers and the claim's scans."""

from collections.abc import Iterator
from dataclasses import replace

from workshop.claims.queries.attachments import list_attachments
from workshop.claims.queries.claims import get_claim
from workshop.claims.queries.facts import load_facts
from workshop.claims.queries.inspection import open_questions
from workshop.claims.rules.assess import DEFAULT_MONTH
from workshop.claims.rules.facts import Asked as AskedTime
from workshop.claims.rules.ledger import Roll
from workshop.claims.rules.look import Look
from workshop.claims.rules.paperwork import Evidence, Notice
from workshop.claims.rules.programme import Programme
from workshop.claims.shelf import get_programme, load_shelf
from workshop.claims.values import Claim
from workshop.kernel.faults import Fault, NotFound, Refused
from workshop.papers.kinds import KINDS
from workshop.papers.layouts.building import build_paper
from workshop.papers.making import list_faults
from workshop.papers.pack.planning import FOR_PEOPLE, Sources, Wanted, mend_of, plan_pieces
from workshop.papers.pack.values import Content, Lack, Own, Pack, Piece
from workshop.papers.pack.words import USUAL
from workshop.papers.paperwork import find_paperwork
from workshop.people.queries import Workshop

OURS = ("车间", "村委会")  # whose public notice is printed here


def load_pack(shop: Workshop, claim_id: int) -> Pack:
    """The pack as it would be made now. Raises NotFound."""
    claim = get_claim(shop.id, claim_id)
    programme = get_programme(load_shelf()[0], claim.programme_id)
    papers = find_paperwork(programme, claim)
    sources = Sources(shop, claim, KINDS, list_attachments(shop.id, claim_id))
    evidence = papers.evidence or USUAL
    planned = plan_pieces(sources, list(_list_wanted(shop, claim, programme, (*evidence, *_notices(papers.notices)))))
    tried = [_try_piece(piece) for piece in planned]
    questions = tuple(question.sentence for question in open_questions(shop.id, claim))
    steps = tuple("、".join([step.name] if step.name else step.bodies) + f"({step.does})" for step in papers.steps)
    faults = tuple(dict.fromkeys(fault for _, found in tried for fault in found))
    return Pack(claim, tuple(piece for piece, _ in tried), faults, questions, steps, not papers.evidence)


def _notices(notices: tuple[Notice, ...]) -> tuple[Evidence, ...]:
    """Where the workshop or the village has to put one up: the poster, photos that show it hung, and what came of it."""
    if not any(notice.by in OURS for notice in notices):
        return ()
    return (
        Evidence(name="公示", any_of=(("公示",),), form="原件"),
        Evidence(name="公示照片", any_of=(("公示照片",),), form="照片"),
        Evidence(name="公示结果(无异议证明)", any_of=(("公示结果",),), form="原件", stamped=True),
    )


def _list_wanted(
    shop: Workshop, claim: Claim, programme: Programme, evidence: tuple[Evidence, ...]
) -> Iterator[Wanted]:
    """What is asked for of this workshop and these people: conditions of papers are asked only where there are any."""
    look = _look(shop, claim, programme) if any(one.only_if or one.not_if for one in evidence) else None
    for one in evidence:
        if one.of not in FOR_PEOPLE:
            if look is None or one.judge(look) is not None:
                yield Wanted(one)
            continue
        views = {view.facts.id: view for view in look.roll.people} if look else {}
        asked = [
            person
            for person in claim.people
            if look is None or one.judge(look.about(views.get(person.worker_id))) is not None
        ]
        if asked:
            yield Wanted(one, tuple(asked))


def _look(shop: Workshop, claim: Claim, programme: Programme) -> Look:
    facts, time = load_facts(shop, claim.on), AskedTime(claim.first, claim.last, claim.on)
    roll = Roll(facts.shop, facts.people)
    declared = {one.name: one for one in programme.settings}
    return Look(time, roll, facts.county, DEFAULT_MONTH, programme.id, programme.place.code, declared)


def _try_piece(piece: Piece) -> tuple[Piece, tuple[Fault, ...]]:
    """A piece whose papers were built once: what cannot be made is missing, and says why.

    Of papers of one person each the first is tried: a page may not take longer for more people.
    """
    lacks: list[Lack] = list(piece.lacks)
    faults: list[Fault] = []
    made: list[Content] = []
    tried: set[str] = set()
    for content in piece.contents:
        if isinstance(content, Own) and content.kind.code not in tried:
            tried.add(content.kind.code)
            try:
                faults += list_faults(build_paper(content.kind, content.asked, {}))
            except (Refused, NotFound) as refused:
                lacks.append(Lack(str(refused), mend_of(content.kind)))
                continue
        made.append(content)
    return replace(piece, contents=tuple(made), lacks=tuple(dict.fromkeys(lacks))), tuple(faults)
