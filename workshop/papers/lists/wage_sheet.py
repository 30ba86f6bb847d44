"""The piece wage sheet 计件工资发放表, one row per worker (policy: L4); the ledger of art. 15 of the wage regulation (R3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from workshop.kernel.faults import Refused
from workshop.kernel.money import format_price, format_yuan
from workshop.kernel.words import amount_in_words
from workshop.papers.columns import Column, Value
from workshop.papers.listing import ListPaper, ListRow, PaperHead, pay_fields, sum_rows

SEE_DETAIL = "见明细"


@dataclass(frozen=True)
class PieceFacts:
    """Pieces of one operation at one price: quantity in 1/1000 units, price in 1/10000 yuan, amount in fen.

    `quantity` is None for a share of a team's output; `band` names overtime and its multiplier, empty for plain work.
    """

    product: str
    operation: str
    unit: str
    price: int
    quantity: int | None
    fen: int
    band: str = ""


@dataclass(frozen=True)
class WageFacts:
    """One worker's slip as the sheet needs it: fen, minutes, half days; `idno` whole or masked, of the card only its tail.

    `piece_fen` and `time_fen` are pay of the normal band, `overtime_fen` of the others; `extra_fen` allowances and
    top-ups; `other_fen` losses, advances, court-ordered sums and the rest.
    """

    number: str
    name: str
    idno: str
    category: str
    post: str
    phone: str
    card_tail: str
    half_days: int
    pieces: tuple[PieceFacts, ...]
    piece_fen: int
    hour_minutes: int
    time_fen: int
    overtime_fen: int
    extra_fen: int
    gross_fen: int
    social_fen: int
    tax_fen: int
    other_fen: int
    net_fen: int
    note: str = ""


WAGE_COLUMNS = (
    Column("ordinal", "序号", "count"),
    Column("name", "姓名", least=6, most=10),
    Column("idno", "身份证号码", "code"),
    Column("category", "人员\n类别", least=6, most=8),
    Column("work", "岗位/\n工序", least=6, most=10),
    Column("product", "计件\n品名", least=6, most=10),
    Column("price", "单价", "price", group="应付工资"),
    Column("quantity", "合格\n数量", "quantity", group="应付工资"),
    Column("piece", "计件\n工资", "yuan", group="应付工资", total=True),
    Column("hours", "计时\n工时", "hours", group="应付工资", total=True),
    Column("time", "计时\n工资", "yuan", group="应付工资", total=True),
    Column("overtime", "加班\n工资", "yuan", group="应付工资", total=True),
    Column("extra", "补贴/\n奖金", "yuan", group="应付工资", total=True),
    Column("gross", "应发\n合计", "yuan", group="应付工资", total=True),
    Column("social", "代扣\n社保", "yuan", group="代扣款项", total=True),
    Column("tax", "代扣\n个税", "yuan", group="代扣款项", total=True),
    Column("other", "赔偿/\n其他扣款", "yuan", group="代扣款项", total=True),
    Column("deducted", "扣款\n合计", "yuan", group="代扣款项", total=True),
    Column("net", "实发\n金额", "yuan", total=True),
    Column("card", "银行卡号\n(尾号)", "code"),
    Column("sign", "领款人签字\n(手印)", "sign"),
    Column("note", "备注", least=4, most=10),
    Column("days", "工作时间\n(天)", "days", total=True, printed=False),
    Column("phone", "联系电话", "code", printed=False),
)
_PLACE = {column.key: at for at, column in enumerate(WAGE_COLUMNS)}
_CHECKS = (
    ("gross", "+", ("piece", "time", "overtime", "extra")),
    ("deducted", "+", ("social", "tax", "other")),
    ("net", "-", ("gross", "deducted")),
)
NOTES = (
    "领款人须本人用黑色或蓝黑色墨水签字或按手印,不得代签。单价、数量有多种的,明细见工资条和计件明细表。",
    "本表一式三份:一份存档备查(不少于三年),一份剪成工资条发给本人,一份签字后作记账凭证。",
)


def build_wage_sheet(head: PaperHead, workers: Sequence[WageFacts]) -> ListPaper:
    """The sheet that is paid from and signed. Raises Refused where a worker's sums do not cross-foot."""
    rows = tuple(ListRow(_values(ordinal, _checked(worker))) for ordinal, worker in enumerate(workers, 1))
    columns = _with_quantity_sum(piece for worker in workers for piece in worker.pieces)
    totals = sum_rows(columns, rows)
    return ListPaper(
        kind="wage-sheet",
        title=f"{head.period.chinese}计件工资发放表",
        head=head,
        fields=pay_fields(head),
        columns=columns,
        rows=rows,
        totals=totals,
        words=f"实发合计(大写):{amount_in_words(_fen(totals, 'net'))}",
        checks=tuple(_check_line(totals, *check) for check in _CHECKS),
        notes=NOTES,
        signatures=("单位负责人", "财务", "制表", f"联系电话:{head.phone}"),
        numbered=True,
    )


def _checked(worker: WageFacts) -> WageFacts:
    """A sheet that does not cross-foot is not printed."""
    gross = worker.piece_fen + worker.time_fen + worker.overtime_fen + worker.extra_fen
    net = worker.gross_fen - worker.social_fen - worker.tax_fen - worker.other_fen
    for what, stated, computed in (("应发合计", worker.gross_fen, gross), ("实发金额", worker.net_fen, net)):
        if stated != computed:
            raise Refused(
                f"{worker.number} {worker.name} 的{what} {format_yuan(stated)} 元与各项相加 {format_yuan(computed)} 元不符",
                "请重新计算本月工资后再打印",
            )
    return worker


def _values(ordinal: int, worker: WageFacts) -> tuple[Value, ...]:
    """A worker's row in the order of WAGE_COLUMNS."""
    deducted = worker.social_fen + worker.tax_fen + worker.other_fen
    return (
        *(ordinal, worker.name, worker.idno, worker.category),
        *(_work(worker), _products(worker.pieces), _price(worker.pieces), _quantity(worker.pieces)),
        *(worker.piece_fen, worker.hour_minutes, worker.time_fen, worker.overtime_fen, worker.extra_fen),
        *(worker.gross_fen, worker.social_fen, worker.tax_fen, worker.other_fen, deducted, worker.net_fen),
        *(tail(worker.card_tail), None, worker.note, worker.half_days, worker.phone),
    )


def tail(last_four: str) -> str:
    """****0014; nothing for nothing."""
    return f"****{last_four}" if last_four else ""


def _several(names: Sequence[str], measure: str) -> str:
    """The first name and how many there are: 缝合等3道."""
    different = list(dict.fromkeys(names))
    return different[0] + (f"等{len(different)}{measure}" if len(different) > 1 else "") if different else ""


def _work(worker: WageFacts) -> str:
    return worker.post or _several([piece.operation for piece in worker.pieces], "道")


def _products(pieces: Sequence[PieceFacts]) -> str:
    return _several([piece.product for piece in pieces], "种")


def _price(pieces: Sequence[PieceFacts]) -> Value:
    """The one price, or the lowest and the highest."""
    prices = sorted({piece.price for piece in pieces})
    if len(prices) < 2:
        return prices[0] if prices else None
    return f"{format_price(prices[0])}~{format_price(prices[-1])}"


def _quantity(pieces: Sequence[PieceFacts]) -> Value:
    """What the plain piece pay was earned with; pieces of different units, and shares of a team, do not add up."""
    plain = [piece for piece in pieces if not piece.band]
    if len({piece.unit for piece in plain}) > 1 or any(piece.quantity is None for piece in plain):
        return SEE_DETAIL
    return sum(piece.quantity or 0 for piece in plain) if plain else None


def _with_quantity_sum(pieces: Iterable[PieceFacts]) -> tuple[Column, ...]:
    """Quantities are summed only if all have one unit."""
    one_unit = len({piece.unit for piece in pieces}) == 1
    return tuple(replace(column, total=one_unit) if column.key == "quantity" else column for column in WAGE_COLUMNS)


def _fen(totals: tuple[Value, ...], key: str) -> int:
    value = totals[_PLACE[key]]
    return value if isinstance(value, int) else 0


def _check_line(totals: tuple[Value, ...], target: str, sign: str, parts: tuple[str, ...]) -> str:
    """Column numbers and figures of one cross-foot (policy: R14)."""
    title = WAGE_COLUMNS[_PLACE[target]].title.replace("\n", "")
    numbers = sign.join(f"{_PLACE[part] + 1}栏" for part in parts)
    figures = f" {sign} ".join(format_yuan(_fen(totals, part)) for part in parts)
    return f"核对:{_PLACE[target] + 1}栏({title})={numbers},即 {format_yuan(_fen(totals, target))} = {figures}"
