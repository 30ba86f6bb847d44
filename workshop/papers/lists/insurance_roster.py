"""The roster for subsidies of social insurance 社会保险补贴人员花名册 (policy: L10): what the employer paid, person by person."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.kernel.money import format_yuan
from workshop.kernel.words import amount_in_words
from workshop.papers.columns import Column, Value
from workshop.papers.listing import ListPaper, ListRow, PaperHead, chinese_day, sum_rows
from workshop.papers.lists.roster_facts import RosterFacts, day_span
from workshop.papers.lists.wage_facts import fen_of, foot_line

TITLE = "社会保险补贴人员花名册"
KINDS = ("养老", "医疗", "失业")
UNKNOWN = "缴费额未登记"


@dataclass(frozen=True)
class InsuredFacts:
    """A person whose insurance is paid: what the employer paid in the months, in fen by kind (None: not said, 0: not insured).

    `fen` is claimed for him, None without a claim; `had` the months of the same subsidy he has had already, None: not known.
    """

    person: RosterFacts
    months: str
    base_fen: int | None
    paid: tuple[int | None, int | None, int | None]
    standard: str
    fen: int | None
    had: int | None

    @property
    def total_fen(self) -> int | None:
        """What was paid altogether; None as long as a part of it is not known."""
        known = [fen for fen in self.paid if fen is not None]
        return sum(known) if len(known) == len(self.paid) else None


_PAID = "单位缴费(元)"
INSURANCE_COLUMNS = (
    Column("ordinal", "序号", "count"),
    Column("name", "姓名", least=6, most=12),
    Column("idno", "身份证号", "code"),
    Column("category", "人员\n类别", least=6, most=10),
    Column("contract_period", "合同起止", "code"),
    Column("months", "补贴起止\n月份", "code"),
    Column("base", "缴费\n基数", "yuan"),
    Column("pension", "养老", "yuan", group=_PAID, total=True),
    Column("medical", "医疗", "yuan", group=_PAID, total=True),
    Column("unemployment", "失业", "yuan", group=_PAID, total=True),
    Column("total", "合计", "yuan", group=_PAID, total=True),
    Column("standard", "补贴\n标准", least=6, most=12),
    Column("amount", "补贴\n金额(元)", "yuan", total=True),
    Column("had", "累计已享\n月数", "count"),
    Column("note", "备注", least=6, most=12),
)
NOTES = ("附征收机构出具的缴费明细。缴费基数、单位缴费与缴费明细不一致的,以缴费明细为准,请改正登记后重新打印。",)


def build_insurance_roster(head: PaperHead, people: Sequence[InsuredFacts], span: str = "") -> ListPaper:
    """The roster; amounts of subsidy only where it is of a claim."""
    rows = tuple(ListRow(_values(ordinal, one)) for ordinal, one in enumerate(people, 1))
    totals = sum_rows(INSURANCE_COLUMNS, rows)
    claimed = fen_of(INSURANCE_COLUMNS, totals, "amount")
    return ListPaper(
        kind="insurance-roster",
        title=TITLE,
        head=head,
        fields=(
            f"申请单位(盖章):{head.unit}",
            f"补贴期间:{span or head.period.chinese}",
            f"填报时间:{chinese_day(head.paid_on)}",
            "单位:元",
        ),
        columns=INSURANCE_COLUMNS,
        rows=rows,
        totals=totals,
        words=f"补贴金额合计(大写):{amount_in_words(claimed)}" if span else "",
        checks=(
            foot_line(INSURANCE_COLUMNS, totals, "total", "+", ("pension", "medical", "unemployment")),
            f"核对:共 {len(rows)} 人" + (f",补贴金额合计 {format_yuan(claimed)} 元" if span else ""),
        ),
        notes=NOTES,
        signatures=("单位负责人", "填表人", "审核人", f"联系电话:{head.phone}"),
        numbered=True,
        row_mm=7.6,
    )


def _values(ordinal: int, one: InsuredFacts) -> tuple[Value, ...]:
    person, total = one.person, one.total_fen
    return (
        *(ordinal, person.name, person.idno, person.category, day_span(person.contract_from, person.contract_to)),
        *(one.months, one.base_fen, *one.paid, total, one.standard, one.fen, one.had),
        UNKNOWN if total is None else person.note,
    )
