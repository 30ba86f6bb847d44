"""The application for the social-insurance subsidy 社保补贴 (policy: L10): who, which quarters, what the employer paid."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workshop.kernel.money import format_yuan
from workshop.papers.documents.claim_form import FIGURES
from workshop.papers.documents.pieces import (
    INK,
    Applicant,
    Step,
    applicant_fields,
    chinese_date,
    chinese_span,
    default_steps,
    office_part,
    promise_field,
    sums,
)
from workshop.papers.form import Box, Field, Fields, FormPaper, Grid, Part, Words
from workshop.papers.naming import Names

PROMISE = (
    "所报人员已签订合同、按月足额缴纳社会保险,单位缴费以征收机构的缴费明细为准,没有重复申领;"
    "如有虚假,愿意退回全部资金并承担相应责任。"
)
HEADINGS = ("险种", "参保人数", "缴费人月数", "单位缴费合计(元)")
WIDTHS = (25, 25, 25, 25)


@dataclass(frozen=True)
class Insured:
    """One kind of insurance: people, person-months, what the employer paid in fen (None: the sums were not put down)."""

    kind: str
    people: int
    months: int
    fen: int | None


@dataclass(frozen=True)
class InsuranceFormFacts:
    """`insured` by kind for the service from `first` to `last`; `share` as the paper words it, `most` how long at most."""

    shop: Applicant
    number: str
    benefit: str
    document: str
    first: date
    last: date
    people: int
    insured: tuple[Insured, ...]
    share: str
    fen: int
    sentence: str
    on: date
    names: Names
    most: str = ""
    steps: tuple[Step, ...] = ()


def build_insurance_form(facts: InsuranceFormFacts) -> FormPaper:
    """The application, its office parts empty."""
    return FormPaper(
        kind="insurance-form",
        title="社会保险补贴申请表",
        unit=facts.shop.name,
        number=f"申请编号:{facts.number}    填报日期:{chinese_date(facts.on)}    单位:元",
        reference=facts.number,
        parts=tuple(_parts(facts)),
    )


def _parts(facts: InsuranceFormFacts) -> Iterator[Part]:
    yield Fields((*applicant_fields(facts.shop), *_claimed(facts)))
    yield _table(facts.insured)
    yield Fields((promise_field(PROMISE),))
    yield from office_part(facts.steps or default_steps(facts.names)[2:5], FIGURES)
    yield Words("附征收机构打印的缴费明细和人员花名册。" + INK, "small")


def _claimed(facts: InsuranceFormFacts) -> Iterator[Field]:
    yield Field("补贴项目", facts.benefit)
    yield Field("政策依据", facts.document)
    yield Field("补贴期间", chinese_span(facts.first, facts.last))
    yield Field("申请人数", f"{facts.people} 人")
    yield Field("补贴标准", facts.share)
    yield Field("最长期限", facts.most)
    yield from sums("申请金额", facts.fen)
    yield Field("计算过程", facts.sentence, wide=True)


def _table(insured: tuple[Insured, ...]) -> Grid:
    rows = [
        (
            Box(one.kind, align="center"),
            Box(str(one.people), align="right"),
            Box(str(one.months), align="right"),
            Box(_fen(one.fen), align="right"),
        )
        for one in insured
    ]
    known = [one.fen for one in insured]
    total = sum(fen for fen in known if fen is not None) if known and None not in known else None
    last = (Box("合计", align="center"), Box("", span=2), Box(_fen(total), align="right"))
    return Grid(WIDTHS, (*rows, last), HEADINGS)


def _fen(fen: int | None) -> str:
    return format_yuan(fen) if fen is not None else ""
