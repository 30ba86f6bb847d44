"""The application for 以工代训 (policy: L9): which people trained at work for how many months; office parts empty."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workshop.papers.documents.claim_form import FIGURES
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

GROUNDS = ("吸纳四类人员", "五大行业", "停工停产")
PROMISE = (
    "所报人员确在本单位生产岗位上以工代训,考勤、带训师傅和工资发放真实;每人累计月数没有超过规定;没有重复申领;"
    "如有虚假,愿意退回全部资金并承担相应责任。"
)


@dataclass(frozen=True)
class TrainingFormFacts:
    """`people` trained `months` person-months in all from `first` to `last`; `ground` is one of GROUNDS or empty."""

    shop: Applicant
    number: str
    benefit: str
    document: str
    first: date
    last: date
    people: int
    mentors: int | None
    months: int
    standard: str
    fen: int
    sentence: str
    on: date
    names: Names
    ground: str = ""
    steps: tuple[Step, ...] = ()


def build_training_form(facts: TrainingFormFacts) -> FormPaper:
    """The application, its office parts empty."""
    return FormPaper(
        kind="training-form",
        title="以工代训补贴申请表",
        unit=facts.shop.name,
        number=f"申请编号:{facts.number}    填报日期:{chinese_date(facts.on)}",
        reference=facts.number,
        parts=tuple(_parts(facts)),
    )


def _parts(facts: TrainingFormFacts) -> Iterator[Part]:
    yield Fields((*applicant_fields(facts.shop), *_trained(facts), promise_field(PROMISE)))
    yield from office_part(facts.steps or default_steps(facts.names)[2:5], FIGURES)
    yield Words("跨月停工停产满 15 天的只算一个月;续签合同的不算新吸纳。具体以本地文件为准。" + INK, "small")


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
    yield from sums("申请金额", facts.fen)
    yield Field("计算过程", facts.sentence, wide=True)
