"""What wage sheets are made of: a worker's slip and his pieces, and the words and sums that all of the sheets share."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.kernel.faults import Refused
from workshop.kernel.money import format_price, format_yuan
from workshop.papers.columns import Column, Value

SEE_DETAIL = "见明细"


@dataclass(frozen=True)
class PieceFacts:
    """Pieces of one operation at one price: quantity in 1/1000 units, price in 1/10000 yuan, amount in fen.

    `quantity` is None for a share of a team's output; `band` names overtime and its multiplier, empty for plain work;
    `home`: taken home.
    """

    product: str
    operation: str
    unit: str
    price: int
    quantity: int | None
    fen: int
    band: str = ""
    home: bool = False


@dataclass(frozen=True)
class WageFacts:
    """One worker's slip as the sheets need it: fen, minutes, half days; `idno` whole or masked, of the card only its tail.

    `piece_fen` and `time_fen` are pay of the normal band, `overtime_fen` of the others; `extra_fen` allowances and
    top-ups; `other_fen` losses, advances, court-ordered sums and the rest, of which `loss_fen` is for lost material.
    `home_fen` is the part of gross for work taken home. `mentor` 带训师傅 and `training`, its days, stand there for trainees.
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
    worker_id: int = 0
    home_fen: int = 0
    loss_fen: int = 0
    mentor: str = ""
    training: str = ""


def check_worker(worker: WageFacts) -> WageFacts:
    """The worker, if his sums cross-foot: a sheet that does not is not printed. Raises Refused."""
    gross = worker.piece_fen + worker.time_fen + worker.overtime_fen + worker.extra_fen
    net = worker.gross_fen - worker.social_fen - worker.tax_fen - worker.other_fen
    for what, stated, computed in (("应发合计", worker.gross_fen, gross), ("实发金额", worker.net_fen, net)):
        if stated != computed:
            raise Refused(
                f"{worker.number} {worker.name} 的{what} {format_yuan(stated)} 元与各项相加 {format_yuan(computed)} 元不符",
                "请重新计算本月工资后再打印",
            )
    return worker


def tail(last_four: str) -> str:
    """****0014; nothing for nothing."""
    return f"****{last_four}" if last_four else ""


def several(names: Sequence[str], measure: str) -> str:
    """The first name and how many there are: 缝合等3道."""
    different = list(dict.fromkeys(names))
    return different[0] + (f"等{len(different)}{measure}" if len(different) > 1 else "") if different else ""


def operations_of(pieces: Sequence[PieceFacts]) -> str:
    """缝合等3道."""
    return several([piece.operation for piece in pieces], "道")


def products_of(pieces: Sequence[PieceFacts]) -> str:
    """劳保手套等2种."""
    return several([piece.product for piece in pieces], "种")


def price_of(pieces: Sequence[PieceFacts]) -> Value:
    """The one price, or the lowest and the highest."""
    prices = sorted({piece.price for piece in pieces})
    if len(prices) < 2:
        return prices[0] if prices else None
    return f"{format_price(prices[0])}~{format_price(prices[-1])}"


def quantity_of(pieces: Sequence[PieceFacts]) -> Value:
    """What the plain piece pay was earned with; pieces of different units, and shares of a team, do not add up."""
    plain = [piece for piece in pieces if not piece.band]
    if len({piece.unit for piece in plain}) > 1 or any(piece.quantity is None for piece in plain):
        return SEE_DETAIL
    return sum(piece.quantity or 0 for piece in plain) if plain else None


def fen_of(columns: Sequence[Column], totals: Sequence[Value], key: str) -> int:
    """The sum of a column; nothing where it has none."""
    value = next(value for column, value in zip(columns, totals, strict=True) if column.key == key)
    return value if isinstance(value, int) else 0


def foot_line(columns: Sequence[Column], totals: Sequence[Value], target: str, sign: str, parts: Sequence[str]) -> str:
    """A cross-foot line (policy: R14): columns by key, so that they are numbered as they stand, and the figures."""
    titles = {column.key: column.title.replace("\n", "") for column in columns}
    shown = sign.join(f"{{{part}:{titles[part]}}}栏" for part in parts)
    figures = f" {sign} ".join(format_yuan(fen_of(columns, totals, part)) for part in parts)
    whole = format_yuan(fen_of(columns, totals, target))
    return f"核对:{{{target}:{titles[target]}}}栏({titles[target]})={shown},即 {whole} = {figures}"
