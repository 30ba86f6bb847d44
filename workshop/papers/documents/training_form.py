"""The application for 以工代训 (policy: L9): which people trained at work for how many months; office parts empty."""

from collections.abc import Iterator
from dataclasses import dataclass

from workshop.papers.documents.pieces import TICK, applicant_fields, chinese_span, default_steps
from workshop.papers.documents.subsidy_form import SubsidyFacts, asked_fields, build_subsidy_form
from workshop.papers.form import Field, Fields, FormPaper

GROUNDS = ("吸纳四类人员", "五大行业", "停工停产")
PROMISE = "所报人员确在本单位生产岗位上以工代训,考勤、带训师傅和工资发放真实;每人累计月数没有超过规定;没有重复申领;"
NOTE = "跨月停工停产满 15 天的只算一个月;续签合同的不算新吸纳。具体以本地文件为准。"


@dataclass(frozen=True, kw_only=True)
class TrainingFormFacts(SubsidyFacts):
    """`people` trained `months` person-months in all; `mentors` None: nobody was named; `ground` is one of GROUNDS or empty."""

    mentors: int | None
    months: int
    ground: str = ""


def build_training_form(facts: TrainingFormFacts) -> FormPaper:
    """The application, its office parts empty."""
    parts = (Fields((*applicant_fields(facts.shop), *_trained(facts))),)
    steps = default_steps(facts.names)[2:5]
    return build_subsidy_form("training-form", "以工代训补贴申请表", facts, parts, PROMISE, usual=steps, note=NOTE)


def _trained(facts: TrainingFormFacts) -> Iterator[Field]:
    marks = (f"{'☑' if name == facts.ground else TICK} {name}" for name in GROUNDS)
    yield Field("申请类别", "  ".join(marks), wide=True)
    yield Field("补贴项目", facts.benefit)
    yield Field("政策依据", facts.document)
    yield Field("以工代训期间", chinese_span(facts.first, facts.last), wide=True)
    yield Field("以工代训人数", f"{facts.people} 人")
    yield Field("带训师傅人数", f"{facts.mentors} 人" if facts.mentors is not None else "")
    yield Field("训练人月数", f"{facts.months} 个月" if facts.months else "")
    yield Field("补贴标准", facts.standard)
    yield from asked_fields(facts)
