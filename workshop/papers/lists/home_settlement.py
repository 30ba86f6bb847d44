"""The settlement of work taken home 加工费结算单 (policy: L4, variant d): each order's pieces and fee, and what the slip makes of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.words import amount_in_words
from workshop.papers.columns import Column, Value
from workshop.papers.listing import ListPaper, ListRow, PaperHead, pay_fields, sum_rows
from workshop.papers.lists.home_register import RunningFee

TITLE = "加工费结算单"
SETTLED = "本期结算"
SETTLEMENT_COLUMNS = (
    Column("ordinal", "序号", "count"),
    Column("name", "姓名", least=6, most=8),
    Column("idno", "身份证号码", "code"),
    Column("order_no", "单号", least=10, most=12),
    Column("product", "产品品名", least=6, most=16),
    Column("operation", "工序", least=4, most=12),
    Column("closed_on", "结单日", least=8, most=8),
    Column("good", "合格\n数", "quantity"),
    Column("own", "本人\n次品", "quantity"),
    Column("other", "料次", "quantity"),
    Column("rework", "返修", "quantity"),
    Column("paid", "计酬\n数", "quantity"),
    Column("price", "单价", "price"),
    Column("fee", "本单\n加工费", "yuan", total=True),
    Column("owed", "本单\n应赔料", "yuan", total=True),
    Column("fees", "加工费", "yuan", group=SETTLED, total=True),
    Column("more", "其他\n应发", "yuan", group=SETTLED, total=True),
    Column("loss", "赔料\n扣款", "yuan", group=SETTLED, total=True),
    Column("tax", "代扣\n个税", "yuan", group=SETTLED, total=True),
    Column("rest", "其他\n扣款", "yuan", group=SETTLED, total=True),
    Column("net", "实发\n金额", "yuan", group=SETTLED, total=True),
    Column("sign", "领款人签字\n(手印)", "sign", thumb=True),
    Column("note", "备注", least=6, most=14),
)
NOTES = (
    "计酬数=合格数+料次;全家合做的单,计酬数是本人按约定分到的数。本人次品、返修不计酬。",
    "本单应赔料按单上的单耗、允许损耗、料价和最多赔额算出;实际扣多少以本期结算一栏为准,与工资条一致。",
)


@dataclass(frozen=True)
class OrderPart:
    """One order in a person's settlement: counts of the order in 1/1000, `paid` his own; `owed` fen of its loss."""

    order_no: str
    product: str
    operation: str
    operation_id: int
    closed_on: date | None
    good: int
    own: int
    other: int
    rework: int
    paid: int
    price: int
    owed: int = 0
    note: str = ""


@dataclass(frozen=True)
class SettlementFacts:
    """A person's orders of a period and his slip, in fen: `fee_fen` its lines of take-home work, `told` its deductions."""

    number: str
    name: str
    idno: str
    orders: tuple[OrderPart, ...]
    fee_fen: int
    gross_fen: int
    loss_fen: int
    tax_fen: int
    rest_fen: int
    net_fen: int
    relation: str = ""
    told: tuple[str, ...] = ()


def build_settlement(head: PaperHead, people: Sequence[SettlementFacts]) -> ListPaper:
    """The settlement of one or of many. Raises Refused where there is none, or orders and slip differ."""
    if not people:
        raise Refused(f"{head.period.chinese}的工资里没有外发加工费", "没有验收的交货,或还没有重新计算工资")
    rows = tuple(row for ordinal, one in enumerate(people, 1) for row in _rows(ordinal, one))
    totals = sum_rows(SETTLEMENT_COLUMNS, rows)
    net, one = sum(person.net_fen for person in people), people[0] if len(people) == 1 else None
    return ListPaper(
        kind="settlement",
        title=f"{one.name + ' ' if one else ''}{head.period.chinese}{TITLE}",
        head=head,
        fields=pay_fields(head),
        columns=SETTLEMENT_COLUMNS,
        rows=rows,
        totals=totals,
        words=f"实发合计(大写):{amount_in_words(net)}",
        checks=(_check(people),),
        notes=((one.relation, *one.told) if one and one.relation else one.told if one else ()) + NOTES,
        signatures=("单位负责人", "财务", "验收人", "制表"),
        row_mm=8.0,
    )


def _rows(ordinal: int, one: SettlementFacts) -> Iterator[ListRow]:
    """The person's orders, then one line with his slip."""
    fees, total = RunningFee(), 0
    for order in one.orders:
        fee = fees.add((one.number, order.operation_id, order.price), order.paid)
        total += fee
        made: tuple[Value, ...] = (order.good, order.own, order.other, order.rework, order.paid, order.price)
        closed = f"{order.closed_on:%y-%m-%d}" if order.closed_on else "未结单"
        head = (ordinal, one.name, None, order.order_no, order.product, order.operation, closed)
        yield ListRow((*head, *made, fee, order.owed, *(None,) * 7, order.note))
    _compare(one, total)
    more, net = one.gross_fen - one.fee_fen, one.net_fen
    slip: tuple[Value, ...] = (one.fee_fen, more, one.loss_fen, one.tax_fen, one.rest_fen, net)
    label = (ordinal, one.name, one.idno, "结算", *(None,) * 11)
    yield ListRow((*label, *slip, None, None), kind="closing")


def _compare(one: SettlementFacts, fee: int) -> None:
    """What does not come to the slip is not printed."""
    deducted = one.loss_fen + one.tax_fen + one.rest_fen
    if fee != one.fee_fen or one.gross_fen - deducted != one.net_fen:
        raise Refused(
            f"{one.number} {one.name} 各单加工费相加 {format_yuan(fee)} 元,工资条上是 {format_yuan(one.fee_fen)} 元",
            "计算工资以后又记了交货或更正,请重新计算本期工资后再打印",
        )


def _check(people: Sequence[SettlementFacts]) -> str:
    fee, gross, loss, tax, rest, net = (
        sum(getattr(one, name) for one in people)
        for name in ("fee_fen", "gross_fen", "loss_fen", "tax_fen", "rest_fen", "net_fen")
    )
    parts = [f"加工费 {format_yuan(fee)}", f"+ 其他应发 {format_yuan(gross - fee)}", f"- 赔料 {format_yuan(loss)}"]
    parts += [f"- 个税 {format_yuan(tax)}", f"- 其他扣款 {format_yuan(rest)}"]
    return f"核对:实发 {format_yuan(net)} = {' '.join(parts)};本单加工费各行相加 = 加工费 {format_yuan(fee)}"
