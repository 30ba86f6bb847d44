"""The register of work taken home 领料交货登记 (policy: L11): what went out, what came back, who signed, the running fee."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan, round_half_up
from workshop.kernel.quantities import format_quantity
from workshop.kernel.words import amount_in_words
from workshop.papers.columns import Column, Value
from workshop.papers.listing import ListPaper, ListRow, PaperHead, chinese_day, sum_rows

TITLE = "领料交货登记"
FEN = 100_000  # pieces in 1/1000 × price in 1/10000 yuan, in fen
SIGN_UNITS = 16  # half-widths: room for a name by hand, and for `已电子签 03-02 14:05` on two lines
HOME_COLUMNS = (
    Column("on", "日期", least=5, most=10),
    Column("order_no", "单号", least=8, most=12),
    Column("name", "姓名", least=6, most=12),
    Column("product", "订单/品名", least=6, most=16),
    Column("operation", "工序", least=4, most=10),
    Column("material", "领料名称\n规格", least=6, most=12),
    Column("issued", "领料\n数量", "quantity"),
    Column("collected", "领料人\n签字", least=SIGN_UNITS, most=SIGN_UNITS),
    Column("due", "应交\n数量", "quantity"),
    Column("due_on", "应交\n日期", least=5, most=10),
    Column("back_on", "交货\n日期", least=5, most=10),
    Column("delivered", "交货\n数量", "quantity"),
    Column("good", "合格\n数", "quantity"),
    Column("defects", "次品\n数", "quantity"),
    Column("left", "损耗/\n退料", least=6, most=14),
    Column("price", "单价", "price"),
    Column("fee", "加工费", "yuan", total=True),
    Column("running", "累计\n加工费", "yuan"),
    Column("inspected", "验收人\n签字", least=SIGN_UNITS, most=SIGN_UNITS),
    Column("signed", "本人\n签字", least=SIGN_UNITS, most=SIGN_UNITS),
    Column("note", "备注", least=6, most=18),
)
NOTES = (
    "签字须本人用黑色或蓝黑色墨水笔签或按手印,不得代签;平板上手写签过的印「已电子签」和时间,空格用笔签。",
    "次品数含本人次品和料次,料次也计酬(见备注);返修的退回重做,不计酬,也还不算次品。",
)


@dataclass(frozen=True)
class HomeLine:
    """One line: an issue, a supply, a delivery or a settlement 结单. Quantities in 1/1000, `price` in 1/10000 yuan.

    `paid` are the pieces of `worker_no` that this sheet's pay counts (negative: taken back), None: none are counted. `fee_of`
    says with which others they are added up before rounding: as the slip, by operation and price (pay rules 1.5).
    """

    on: date
    worker_no: str
    name: str
    order_no: str
    product: str
    operation: str
    unit: str
    material: str = ""
    issued: int | None = None
    collected: str = ""
    due: int | None = None
    due_on: date | None = None
    back_on: date | None = None
    delivered: int | None = None
    good: int | None = None
    defects: int | None = None
    left: str = ""
    price: int | None = None
    paid: int | None = None
    operation_id: int = 0
    inspected: str = ""
    signed: str = ""
    note: str = ""

    @property
    def fee_of(self) -> tuple[str, int, int]:
        """Pieces of one person, operation and price are one sum on a slip."""
        return self.worker_no, self.operation_id, self.price or 0


@dataclass
class RunningFee:
    """Adds pieces up as the slip does and tells what each line adds in fen: the lines' sum is the slip's to the fen."""

    pieces: dict[tuple[str, int, int], int] = field(default_factory=dict)
    fen: dict[str, int] = field(default_factory=dict)

    def add(self, key: tuple[str, int, int], pieces: int) -> int:
        """Fen that these pieces add; one line may differ by a fen from its own pieces × price."""
        worker_no, _, price = key
        before = self.pieces.get(key, 0)
        self.pieces[key] = before + pieces
        fee = round_half_up(self.pieces[key] * price, FEN) - round_half_up(before * price, FEN)
        self.fen[worker_no] = self.fen.get(worker_no, 0) + fee
        return fee


def build_home_register(head: PaperHead, scope: str, lines: Sequence[HomeLine], of: tuple[str, ...] = ()) -> ListPaper:
    """The register of a `scope` (`王桂香 2026年3月`), `of` more that its head says. Raises Refused where nothing happened.

    `lines` come by person; where there are several, each has a subtotal.
    """
    if not lines:
        raise Refused(f"{scope}没有领料和交货", "请先在「外发」里发料;选别的月份、批次或人再打印")
    rows = tuple(_rows(lines))
    totals = sum_rows(HOME_COLUMNS, rows)
    fee = sum(row.values[16] for row in rows if row.kind == "line" and isinstance(row.values[16], int))
    return ListPaper(
        kind="takehome-register",
        title=f"{scope}{TITLE}",
        head=head,
        fields=(f"单位名称:{head.unit}", *of, "单位:元"),
        columns=HOME_COLUMNS,
        rows=rows,
        totals=totals,
        words=f"加工费合计(大写):{amount_in_words(fee)}",
        checks=(_check(lines, fee),),
        notes=NOTES,
        signatures=("单位负责人", "发料人", "验收人", f"联系电话:{head.phone}" if head.phone else "联系电话"),
        row_mm=8.0,
    )


def month_fields(head: PaperHead) -> tuple[str, ...]:
    """The stretch of a month's register."""
    return (f"期间:{chinese_day(head.period.first)}至{chinese_day(head.period.last)}",)


def _rows(lines: Sequence[HomeLine]) -> Iterator[ListRow]:
    fees, several = RunningFee(), len({line.worker_no for line in lines}) > 1
    for _, mine in groupby(lines, key=lambda line: line.worker_no):
        person = list(mine)
        for line in person:
            fee = None if line.paid is None or line.price is None else fees.add(line.fee_of, line.paid)
            yield ListRow(_values(line, fee, fees.fen.get(line.worker_no, 0)))
        if several:
            yield _subtotal(person[0], fees.fen.get(person[0].worker_no, 0))


def _values(line: HomeLine, fee: int | None, running: int) -> tuple[Value, ...]:
    return (
        *(_day(line.on), line.order_no, line.name, line.product, line.operation),
        *(line.material, line.issued, line.collected, line.due, _day(line.due_on)),
        *(_day(line.back_on), line.delivered, line.good, line.defects, line.left),
        *(line.price, fee, None if fee is None else running, line.inspected, line.signed, line.note),
    )


def _subtotal(line: HomeLine, fee: int) -> ListRow:
    values: list[Value] = [None] * len(HOME_COLUMNS)
    values[1], values[2], values[16] = "小计", line.name, fee
    return ListRow(tuple(values), kind="subtotal")


def _day(on: date | None) -> str:
    return f"{on.year % 100:02d}-{on.month:02d}-{on.day:02d}" if on else ""


def _check(lines: Sequence[HomeLine], fee: int) -> str:
    """What can be added up by hand: deliveries into good pieces, defects and rework; fees into the sum."""
    delivered, good, defects = (
        sum(getattr(line, name) or 0 for line in lines) for name in ("delivered", "good", "defects")
    )
    rest = delivered - good - defects
    more = f" + 返修和未验收 {format_quantity(rest)}" if rest else ""
    return (
        f"核对:交货数 {format_quantity(delivered)} = 合格 {format_quantity(good)} + 次品 {format_quantity(defects)}{more};"
        f"加工费各行相加 = 合计 {format_yuan(fee)} 元,按人、工序、单价累计后取到分,与工资条一致,单行可差 1 分"
    )
