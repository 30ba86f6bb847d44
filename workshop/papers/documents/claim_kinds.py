"""How the documents of a claim are made: facts by a query, then a build; nothing that a hand or an office fills."""

from typing import Any

from workshop.papers.documents.claim_form import ClaimFormFacts, Enclosed, build_claim_form
from workshop.papers.documents.insurance_form import InsuranceFormFacts, build_insurance_form
from workshop.papers.documents.personal_form import PersonalFacts, PersonalForm, build_personal_form
from workshop.papers.documents.pledge import PledgeFacts, build_pledges
from workshop.papers.documents.public_notice import NoticeFacts, PostedPerson, build_public_notice
from workshop.papers.documents.training_form import TrainingFormFacts, build_training_form
from workshop.papers.form import FormPaper
from workshop.papers.kind import Asked, Numbers
from workshop.papers.lists.people_kinds import whole
from workshop.papers.pack.words import USUAL
from workshop.papers.queries.claimed import Claimed, load_claimed
from workshop.papers.queries.documents import AtWork, Documented, load_document, load_people_at_work
from workshop.papers.queries.insurance_roster import load_paid
from workshop.papers.queries.roster import Whole
from workshop.papers.queries.training_roster import load_trainees

OURS = ("车间", "村委会")


def _subsidy(of: Documented) -> dict[str, Any]:
    """What every application says of a claim."""
    claim = of.claim
    return {
        **{"shop": of.shop, "number": claim.number, "benefit": claim.benefit, "document": claim.document_number},
        **{"first": claim.first, "last": claim.last, "people": len(claim.people), "standard": of.standard},
        **{"fen": claim.fen, "sentence": claim.sentence, "on": claim.on, "names": of.names},
        "steps": of.papers.examiners,
    }


def make_claim_form(asked: Asked, numbers: Numbers) -> FormPaper:
    """补贴申请审批表."""
    of = load_document(asked)
    enclosed = tuple(Enclosed(one.name, one.copies, one.form) for one in of.papers.evidence or USUAL)
    return build_claim_form(ClaimFormFacts(**_subsidy(of), programme=of.claim.title, enclosed=enclosed))


def make_training_form(asked: Asked, numbers: Numbers) -> FormPaper:
    """以工代训补贴申请表: months as on the roster of trainees; the ground is ticked by hand."""
    of, claimed = load_document(asked), load_claimed(asked.shop, asked.claim_id)
    _, trainees = load_trainees(asked.shop, asked.period, Whole(), claimed)
    mentors = {one.mentor for one in trainees if one.mentor}
    months = sum(one.months or 0 for one in trainees)
    return build_training_form(TrainingFormFacts(**_subsidy(of), mentors=len(mentors) or None, months=months))


def make_insurance_form(asked: Asked, numbers: Numbers) -> FormPaper:
    """社会保险补贴申请表: what was paid as on the roster of the insured."""
    of = load_document(asked)
    insured = load_paid(asked.shop, Claimed(of.claim))
    return build_insurance_form(InsuranceFormFacts(**_subsidy(of), insured=insured))


def make_public_notice(asked: Asked, numbers: Numbers) -> FormPaper:
    """公示: whatever numbers are handed in, none is asked for."""
    of, people = load_document(asked), load_people_at_work(asked, Whole())
    claim = of.claim
    ours = [notice for notice in of.papers.notices if notice.by in OURS] or list(of.papers.notices)
    notice = ours[0] if ours else None
    facts = NoticeFacts(
        about=f"申领{claim.benefit}",
        document=of.quoted,
        first=None,
        last=None,
        days=notice.days if notice else None,
        working_days=bool(notice and notice.working_days),
        bodies=_bodies(of, notice.by if notice else ""),
        phones=(("监督电话", of.shop.phone), ("举报电话", "")),
        on=claim.on,
        people=tuple(_posted(of, person) for person in people),
        columns=notice.columns if notice else (),
        fen=claim.fen,
        reference=claim.number,
    )
    return build_public_notice(facts)


def _bodies(of: Documented, by: str) -> tuple[str, ...]:
    village = f"{of.shop.place}{of.names.of('村')}"
    return (of.shop.name,) if by == "车间" else (village, of.shop.name)


def _posted(of: Documented, person: AtWork) -> PostedPerson:
    facts, mine = person.facts, person.claimed
    assert person.first
    assert person.last
    assert mine
    return PostedPerson(
        name=facts.name,
        sex=facts.sex,
        age=facts.age,
        period=f"{person.first:%Y.%m.%d}\n至{person.last:%Y.%m.%d}",
        place=of.shop.place,
        employer=of.shop.name,
        months=len(mine.months),
        standard=of.standard,
        fen=person.fen,
        category=mine.category,
    )


def make_pledge(asked: Asked, numbers: Numbers) -> FormPaper:
    """个人承诺书, a page for each."""
    of, people = load_document(asked), load_people_at_work(asked, whole(numbers))
    return build_pledges([_pledge(of, person) for person in people])


def _pledge(of: Documented, person: AtWork) -> PledgeFacts:
    facts = person.facts
    return PledgeFacts(
        worker_no=facts.worker_no,
        name=facts.name,
        idno=facts.idno,
        phone=facts.phone,
        shop=of.shop.name,
        first=person.first,
        last=person.last,
        months=facts.months,
        earned_fen=facts.pay_fen,
        benefit=of.claim.benefit,
        fen=person.fen,
    )


def make_personal_form(asked: Asked, numbers: Numbers) -> FormPaper:
    """补贴个人申请表 with its letter of authority, a person after the other."""
    of, people = load_document(asked), load_people_at_work(asked, whole(numbers))
    claim = of.claim
    form = PersonalForm(of.shop.name, claim.benefit, claim.number, claim.on, of.names, of.papers.examiners)
    return build_personal_form(form, [_personal(of, person) for person in people])


def _personal(of: Documented, person: AtWork) -> PersonalFacts:
    facts = person.facts
    same = ("worker_no", "name", "sex", "idno", "address", "householder", "relation", "category", "phone")
    return PersonalFacts(
        **{name: getattr(facts, name) for name in same},
        employer=of.shop.name,
        place=of.shop.place,
        first=person.first,
        last=person.last,
        months=facts.months,
        mean_fen=facts.mean_fen,
        fen=person.fen,
        bank=facts.bank,
        card=facts.card,
    )
