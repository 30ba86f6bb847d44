"""The application for a subsidy 补贴申请(审批)表 (policy: L5): what is claimed and how it was reckoned; office parts empty."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workshop.papers.documents.pieces import (
    INK,
    TICK,
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
from workshop.papers.form import Field, Fields, FormPaper, Part, Words
from workshop.papers.naming import Names

PROMISE = (
    "所报人员、出勤、工资和申请金额真实,与花名册、考勤表、工资发放表一致;没有以同一人、同一期间重复申领同类补贴;"
    "如有虚假,愿意退回全部资金并承担相应责任。"
)
FIGURES = ("核定人数", "核定月数", "核定金额", "复核人")


@dataclass(frozen=True)
class Enclosed:
    """A paper that goes with the claim, and in how many copies."""

    name: str
    copies: int = 1
    form: str = ""


@dataclass(frozen=True)
class ClaimFormFacts:
    """What is claimed: `first` to `last` of service, `fen` in all with its arithmetic; `standard` as the paper words it."""

    shop: Applicant
    number: str
    benefit: str
    programme: str
    document: str
    first: date
    last: date
    people: int
    standard: str
    fen: int
    sentence: str
    on: date
    names: Names
    received: str = ""
    enclosed: tuple[Enclosed, ...] = ()
    steps: tuple[Step, ...] = ()


def build_claim_form(facts: ClaimFormFacts) -> FormPaper:
    """The application, everything to be signed, sealed or found by the office left empty."""
    return FormPaper(
        kind="claim-form",
        title=f"{facts.benefit}申请审批表",
        unit=facts.shop.name,
        number=f"申请编号:{facts.number}    填报日期:{chinese_date(facts.on)}    单位:元",
        reference=facts.number,
        parts=tuple(_parts(facts)),
    )


def _parts(facts: ClaimFormFacts) -> Iterator[Part]:
    yield Fields((*applicant_fields(facts.shop), *_claimed(facts)))
    yield Fields((_enclosed(facts), promise_field(PROMISE)))
    yield from office_part(facts.steps or default_steps(facts.names), FIGURES)
    yield Words(INK, "small")


def _claimed(facts: ClaimFormFacts) -> Iterator[Field]:
    shop = facts.shop
    yield Field("车间名称", shop.name)
    yield Field("认定文号和时间", " ".join(filter(None, (shop.recognition_number, shop.recognised_on))))
    yield Field("补贴项目", facts.benefit)
    yield Field("政策依据", " ".join(filter(None, (facts.programme, facts.document))))
    yield Field("申领期间", chinese_span(facts.first, facts.last))
    yield Field("吸纳人数", f"{facts.people} 人", shown=f"吸纳{facts.names.of('人员')}人数")
    yield Field("补贴标准", facts.standard, wide=True)
    yield from sums("申请金额", facts.fen)
    yield Field("计算过程", facts.sentence, wide=True)
    yield Field("是否享受过同类补贴", facts.received, wide=True)


def _enclosed(facts: ClaimFormFacts) -> Field:
    lines = (f"{TICK} {one.name}({one.form + ' ' if one.form else ''}{one.copies} 份)" for one in facts.enclosed)
    return Field("材料清单", "\n".join(lines), wide=True, high_mm=0 if facts.enclosed else 20)
