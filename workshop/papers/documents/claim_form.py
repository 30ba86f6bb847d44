"""The application for a subsidy 补贴申请(审批)表 (policy: L5): what is claimed and how it was reckoned; office parts empty."""

from collections.abc import Iterator
from dataclasses import dataclass

from workshop.papers.documents.pieces import TICK, applicant_fields, chinese_span, default_steps
from workshop.papers.documents.subsidy_form import SubsidyFacts, asked_fields, build_subsidy_form
from workshop.papers.form import Field, Fields, FormPaper

PROMISE = "所报人员、出勤、工资和申请金额真实,与花名册、考勤表、工资发放表一致;没有以同一人、同一期间重复申领同类补贴;"


@dataclass(frozen=True)
class Enclosed:
    """A paper that goes with the claim, and in how many copies."""

    name: str
    copies: int = 1
    form: str = ""


@dataclass(frozen=True, kw_only=True)
class ClaimFormFacts(SubsidyFacts):
    """As any claim; `programme` is what the paper is called, `received` what of the kind was had before."""

    programme: str
    received: str = ""
    enclosed: tuple[Enclosed, ...] = ()


def build_claim_form(facts: ClaimFormFacts) -> FormPaper:
    """The application, everything to be signed, sealed or found by the office left empty."""
    parts = (Fields((*applicant_fields(facts.shop), *_claimed(facts))),)
    steps, title = default_steps(facts.names), f"{facts.benefit}申请审批表"
    return build_subsidy_form("claim-form", title, facts, parts, PROMISE, usual=steps, last=(_enclosed(facts),))


def _claimed(facts: ClaimFormFacts) -> Iterator[Field]:
    shop = facts.shop
    yield Field("车间名称", shop.name)
    yield Field("认定文号和时间", " ".join(filter(None, (shop.recognition_number, shop.recognised_on))))
    yield Field("补贴项目", facts.benefit)
    yield Field("政策依据", " ".join(filter(None, (facts.programme, facts.document))))
    yield Field("申领期间", chinese_span(facts.first, facts.last))
    yield Field("吸纳人数", f"{facts.people} 人", shown=f"吸纳{facts.names.of('人员')}人数")
    yield Field("补贴标准", facts.standard, wide=True)
    yield from asked_fields(facts)
    yield Field("是否享受过同类补贴", facts.received, wide=True)


def _enclosed(facts: ClaimFormFacts) -> Field:
    lines = (f"{TICK} {one.name}({one.form + ' ' if one.form else ''}{one.copies} 份)" for one in facts.enclosed)
    return Field("材料清单", "\n".join(lines), wide=True, high_mm=0 if facts.enclosed else 20)
