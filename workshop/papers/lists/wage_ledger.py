"""The wage ledger 工资支付台账 on paper, with every field that the law asks for (保障农民工工资支付条例 art. 15; policy: R3)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.periods import Period
from workshop.kernel.words import amount_in_words
from workshop.papers.columns import Column, Value
from workshop.papers.listing import ListPaper, ListRow, PaperHead, chinese_day, sum_rows

TITLE = "工资支付台账"
NOTES = (
    "本台账由锁定的工资条逐张记入,记入后不改不删;保存期至少三年(保障农民工工资支付条例第十五条)。",
    "没有银行代发凭证的,由本人用黑色或蓝黑色墨水签字或按手印,不得代签。",
)
Items = Sequence[tuple[str, int]]


@dataclass(frozen=True)
class LedgerFacts:
    """One row: items as (kind, fen), days in halves, minutes by the hour; numbers whole or masked as they were handed in.

    `proof` names the bank batch, empty: the worker signs. `paid_on` None: not paid yet, or written in by hand.
    """

    period: Period
    part: int
    paid_on: date | None
    name: str
    idno: str
    phone: str
    half_days: int
    minutes: int
    earned: Items
    gross_fen: int
    deducted: Items
    deducted_fen: int
    net_fen: int
    proof: str


LEDGER_COLUMNS = (
    Column("ordinal", "序号", "count"),
    Column("period", "支付\n周期", least=8, most=10),
    Column("paid_on", "支付\n日期", least=10, most=10),
    Column("name", "姓名", least=6, most=8),
    Column("idno", "身份证号码", "code"),
    Column("phone", "联系\n方式", "code"),
    Column("days", "工作时间\n(天)", "days", total=True),
    Column("hours", "计时\n(小时)", "hours", total=True),
    Column("earned", "应发项目及数额", least=18, most=40),
    Column("gross", "应发\n合计", "yuan", total=True),
    Column("taken", "代扣代缴、扣除\n项目及数额", least=14, most=30),
    Column("deducted", "扣除\n合计", "yuan", total=True),
    Column("net", "实发\n工资", "yuan", total=True),
    Column("proof", "银行代发凭证", least=10, most=16),
    Column("sign", "农民工签字\n(手印)", "sign", thumb=True),
)


def build_wage_ledger(head: PaperHead, first: Period, last: Period, rows: Sequence[LedgerFacts]) -> ListPaper:
    """The ledger of a span of periods. Raises Refused where it is empty or a row does not cross-foot."""
    if not rows:
        raise Refused(f"{_span(first, last)}没有锁定的工资,台账是空的", "工资锁定以后才记入台账")
    lines = tuple(ListRow(_values(ordinal, _checked(row))) for ordinal, row in enumerate(rows, 1))
    columns = _one_worker(rows) if len({row.idno or row.name for row in rows}) == 1 else LEDGER_COLUMNS
    totals = sum_rows(columns, lines)
    net = sum(row.net_fen for row in rows)
    gross, deducted = (sum(getattr(row, name) for row in rows) for name in ("gross_fen", "deducted_fen"))
    return ListPaper(
        kind="wage-ledger",
        title=f"{_span(first, last)}{TITLE}",
        head=head,
        fields=(
            f"用人单位名称:{head.unit}",
            f"支付周期:{chinese_day(first.first)}至{chinese_day(last.last)}",
            "单位:元",
        ),
        columns=columns,
        rows=lines,
        totals=totals,
        words=f"实发合计(大写):{amount_in_words(net)}",
        checks=(
            f"核对:实发 {format_yuan(net)} = 应发 {format_yuan(gross)} - 扣除 {format_yuan(deducted)};共 {len(rows)} 行",
        ),
        notes=NOTES,
        signatures=("单位负责人", "财务", "制表", f"联系电话:{head.phone}"),
        numbered=True,
        row_mm=8.0,
    )


def _one_worker(rows: Sequence[LedgerFacts]) -> tuple[Column, ...]:
    """A single person's ledger has room for his items."""
    return tuple(replace(column, most=60) if column.key in ("earned", "taken") else column for column in LEDGER_COLUMNS)


def _span(first: Period, last: Period) -> str:
    return first.chinese if first == last else f"{first.chinese}至{last.chinese}"


def _checked(row: LedgerFacts) -> LedgerFacts:
    earned, deducted = (sum(fen for _, fen in items) for items in (row.earned, row.deducted))
    if (earned, deducted, row.gross_fen - row.deducted_fen) != (row.gross_fen, row.deducted_fen, row.net_fen):
        raise Refused(
            f"{row.period.chinese} {row.name} 的台账各项与合计不符", "请运行 workshop verify 查明哪一行被改动"
        )
    return row


def _values(ordinal: int, row: LedgerFacts) -> tuple[Value, ...]:
    period = row.period.code + (f"补发{row.part - 1}" if row.part > 1 else "")
    return (
        *(ordinal, period, row.paid_on.isoformat() if row.paid_on else "", row.name, row.idno, row.phone),
        *(row.half_days, row.minutes, _items(row.earned), row.gross_fen, _items(row.deducted), row.deducted_fen),
        *(row.net_fen, row.proof, None),
    )


def _items(items: Items) -> str:
    return ";".join(f"{kind} {format_yuan(fen)}" for kind, fen in items)
