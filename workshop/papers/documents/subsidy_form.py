"""What every application of a workshop for money has in common: what is claimed, the promise, the office's part, the foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workshop.papers.documents.pieces import (
    INK,
    Applicant,
    Step,
    chinese_date,
    chinese_span,
    office_part,
    promise_field,
    sums,
)
from workshop.papers.form import Field, Fields, FormPaper, Part, Told, Words
from workshop.papers.naming import Names

FIGURES = ("核定人数", "核定月数", "核定金额", "复核人")
ASKED = "申请金额"
_TRUTH = "如有虚假,愿意退回全部资金并承担相应责任。"


@dataclass(frozen=True, kw_only=True)
class SubsidyFacts:
    """What is claimed: `first` to `last` of service, `fen` in all with its arithmetic; `standard` as the paper words it.

    `steps` are the bodies that examine, none: the usual ones.
    """

    shop: Applicant
    number: str
    benefit: str
    document: str
    first: date
    last: date
    people: int
    standard: str
    fen: int
    sentence: str
    on: date
    names: Names
    steps: tuple[Step, ...] = ()


def build_subsidy_form(
    kind: str,
    title: str,
    facts: SubsidyFacts,
    parts: Sequence[Part],
    promise: str,
    *,
    usual: Sequence[Step],
    last: Sequence[Field] = (),
    note: str = "",
) -> FormPaper:
    """An application: `parts` of its own, fields that come `last`, the promise, then what the office fills in, empty."""
    return FormPaper(
        kind=kind,
        title=title,
        unit=facts.shop.name,
        number=f"申请编号:{facts.number}    填报日期:{chinese_date(facts.on)}    单位:元",
        reference=facts.number,
        parts=(
            *parts,
            Fields((*last, promise_field(promise + _TRUTH))),
            *office_part(facts.steps or usual, FIGURES, own_page=True),
            Words(note + INK, "small"),
        ),
        told=tell_subsidy(facts),
    )


def tell_subsidy(facts: SubsidyFacts) -> Told:
    """Time, people and sum, as they stand on the application."""
    told = (("申领期间", chinese_span(facts.first, facts.last)), ("人数", f"{facts.people} 人"))
    return Told(sums=((ASKED, facts.fen),), facts=told)


def asked_fields(facts: SubsidyFacts) -> tuple[Field, ...]:
    """The sum in figures and words, and how it was reckoned."""
    return (*sums(ASKED, facts.fen), Field("计算过程", facts.sentence, wide=True))
