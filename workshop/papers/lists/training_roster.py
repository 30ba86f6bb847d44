"""The roster of those who learn at work 以工代训人员花名册 (policy: L9)."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.kernel.money import format_yuan
from workshop.kernel.words import amount_in_words
from workshop.papers.columns import Column, Value
from workshop.papers.listing import ListPaper, ListRow, PaperHead, chinese_day, sum_rows
from workshop.papers.lists.roster import BY_HAND
from workshop.papers.lists.roster_facts import RosterFacts, day_span, short_day

TITLE = "以工代训人员花名册"


@dataclass(frozen=True)
class TraineeFacts:
    """A trainee; `months` of training that count, `fen` claimed for him, None without a claim; `mentor` for the workbook."""

    person: RosterFacts
    span: str
    months: int | None
    standard: str
    fen: int | None
    mentor: str


TRAINING_COLUMNS = (
    Column("ordinal", "序号", "count"),
    Column("name", "姓名", least=6, most=12),
    Column("sex", "性别", "mark"),
    Column("idno", "身份证号", "code"),
    Column("category", "人员\n类别", least=6, most=10),
    Column("hired_on", "入职\n日期", "code"),
    Column("contract_period", "合同\n起止", "code"),
    Column("post", "岗位", least=6, most=10),
    Column("training", "以工代训\n起止", "code"),
    Column("months", "训练\n月数", "count", total=True),
    Column("standard", "标准", least=6, most=16),
    Column("amount", "金额\n(元)", "yuan", total=True),
    Column("phone", "联系\n电话", "code"),
    Column("sign", "本人签字\n(手印)", "sign", thumb=True),
    Column("mentor", "带训师傅", least=6, most=10, printed=False),
)
NOTES = (
    f"{BY_HAND}以工代训起止取自培训登记。",
    "停工停产跨月满 15 天的只按一个月计;新招用以首次用工登记为准,续签不算。各地期限、月数以申报的文件为准。",
)


def build_training_roster(head: PaperHead, people: Sequence[TraineeFacts], span: str = "") -> ListPaper:
    """The roster; amounts only where it is of a claim."""
    rows = tuple(ListRow(_values(ordinal, one)) for ordinal, one in enumerate(people, 1))
    total = sum(one.fen or 0 for one in people)
    months = sum(one.months or 0 for one in people)
    return ListPaper(
        kind="training-roster",
        title=TITLE,
        head=head,
        fields=(
            f"申请单位(盖章):{head.unit}",
            f"期间:{span or head.period.chinese}",
            f"填报时间:{chinese_day(head.paid_on)}",
            "单位:元",
        ),
        columns=TRAINING_COLUMNS,
        rows=rows,
        totals=sum_rows(TRAINING_COLUMNS, rows),
        words=f"合计金额(大写):{amount_in_words(total)}" if span else "",
        checks=(f"核对:共 {len(rows)} 人,{months} 人月" + (f",合计 {format_yuan(total)} 元" if span else ""),),
        notes=NOTES,
        signatures=("单位负责人", "填表人", "审核人", f"联系电话:{head.phone}"),
        row_mm=7.6,
    )


def _values(ordinal: int, one: TraineeFacts) -> tuple[Value, ...]:
    person = one.person
    return (
        *(ordinal, person.name, person.sex, person.idno, person.category, short_day(person.hired_on)),
        *(day_span(person.contract_from, person.contract_to), person.post, one.span, one.months),
        *(one.standard, one.fen, person.phone, None, one.mentor),
    )
