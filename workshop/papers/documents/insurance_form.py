"""The application for the social-insurance subsidy 社保补贴 (policy: L10): who, which quarters, what the employer paid."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workshop.kernel.money import format_yuan
from workshop.papers.documents.pieces import applicant_fields, chinese_span, default_steps
from workshop.papers.documents.subsidy_form import SubsidyFacts, asked_fields, build_subsidy_form
from workshop.papers.form import Box, Field, Fields, FormPaper, Grid, known_sums

PROMISE = "所报人员已签订合同、按月足额缴纳社会保险,单位缴费以征收机构的缴费明细为准,没有重复申领;"
NOTE = "附征收机构打印的缴费明细和人员花名册。"
HEADINGS = ("险种", "参保人数", "缴费人月数", "单位缴费合计(元)")
WIDTHS = (25, 25, 25, 25)


@dataclass(frozen=True)
class Insured:
    """One kind of insurance: people, person-months, what the employer paid in fen; None: it was not put down."""

    kind: str
    people: int | None
    months: int | None
    fen: int | None


@dataclass(frozen=True, kw_only=True)
class InsuranceFormFacts(SubsidyFacts):
    """`insured` by kind in the time of the claim; `most` how long it is given at most."""

    insured: tuple[Insured, ...]
    most: str = ""

    @property
    def paid_fen(self) -> int | None:
        """What the employer paid for all kinds; None as long as a part of it is not known."""
        known = [one.fen for one in self.insured]
        return sum(fen for fen in known if fen is not None) if known and None not in known else None


def build_insurance_form(facts: InsuranceFormFacts) -> FormPaper:
    """The application, its office parts empty."""
    parts = (Fields((*applicant_fields(facts.shop), *_claimed(facts))), _table(facts))
    steps = default_steps(facts.names)[2:5]
    paper = build_subsidy_form("insurance-form", "社会保险补贴申请表", facts, parts, PROMISE, usual=steps, note=NOTE)
    sums = (*paper.told.sums, *known_sums(("单位缴费合计", facts.paid_fen)))
    return replace(paper, told=replace(paper.told, sums=sums))


def _claimed(facts: InsuranceFormFacts) -> Iterator[Field]:
    yield Field("补贴项目", facts.benefit)
    yield Field("政策依据", facts.document)
    yield Field("补贴期间", chinese_span(facts.first, facts.last))
    yield Field("申请人数", f"{facts.people} 人")
    yield Field("补贴标准", facts.standard)
    yield Field("最长期限", facts.most)
    yield from asked_fields(facts)


def _table(facts: InsuranceFormFacts) -> Grid:
    rows = [
        (
            Box(one.kind, align="center"),
            Box("" if one.people is None else str(one.people), align="right"),
            Box("" if one.months is None else str(one.months), align="right"),
            Box(_fen(one.fen), align="right"),
        )
        for one in facts.insured
    ]
    last = (Box("合计", align="center"), Box("", span=2), Box(_fen(facts.paid_fen), align="right"))
    return Grid(WIDTHS, (*rows, last), HEADINGS)


def _fen(fen: int | None) -> str:
    return format_yuan(fen) if fen is not None else ""
