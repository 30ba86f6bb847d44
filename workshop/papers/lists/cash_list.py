"""The cash list 现金发放表: exact sums, the notes that make them up, room for a signature or thumb print and the day."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.kernel.money import format_yuan
from workshop.papers.columns import Column, Value
from workshop.papers.listing import ListPaper, PaperHead
from workshop.papers.lists.payment_list import build_payment_list, refuse_empty
from workshop.pay.rules.denominations import DENOMINATIONS, count_notes


@dataclass(frozen=True)
class CashFacts:
    """One worker paid in cash; `fen` is the slip's net, `note` why not by bank."""

    number: str
    name: str
    fen: int
    note: str


CASH_COLUMNS = (
    Column("ordinal", "序号", "count"),
    Column("number", "工号", "code"),
    Column("name", "姓名", least=6, most=12),
    Column("net", "实发\n金额", "yuan", total=True),
    *(Column(f"of_{value}", name, "count", group="面额(张、枚)", total=True) for value, name in DENOMINATIONS),
    Column("sign", "领款人签字\n(手印)", "sign", thumb=True),
    Column("day", "领款\n日期", "sign"),
    Column("note", "备注", least=6, most=14),
)
NOTES = (
    "领款人须本人签字或按手印,不得代签、代领;签字后在系统里登记领款日期。",
    "金额一分不差,分币按 5 分、2 分、1 分配。没有分币的向上付足到角,多付部分由车间承担,不改工资表。",
)


def build_cash_list(head: PaperHead, workers: Sequence[CashFacts]) -> ListPaper:
    """The list to hand money out by. Raises Refused where nobody is paid in cash."""
    refuse_empty(head, workers, "发现金", "没有银行卡的人请先在「工资 → 发放」里做现金发放表")
    total = sum(one.fen for one in workers)
    return build_payment_list(
        "cash-list",
        "现金发放表",
        "现金",
        head,
        CASH_COLUMNS,
        [_values(at, one) for at, one in enumerate(workers, 1)],
        total,
        checks=(_check(workers, total),),
        notes=NOTES,
        signatures=("单位负责人", "财务", "发款人", "监发人"),
        row_mm=9.0,
    )


def _values(at: int, one: CashFacts) -> tuple[Value, ...]:
    notes = (count or None for count in count_notes(one.fen))
    return (at, one.number, one.name, one.fen, *notes, None, None, one.note)


def _check(workers: Sequence[CashFacts], total: int) -> str:
    """The notes and coins of all come to the sum (policy: R14)."""
    columns = zip(*(count_notes(one.fen) for one in workers), strict=True)
    counted = [(name, sum(counts)) for (_, name), counts in zip(DENOMINATIONS, columns, strict=True)]
    parts = " + ".join(f"{name}×{count}" for name, count in counted if count)
    return f"核对:面额合计 {parts or 0} = {format_yuan(total)} 元"
