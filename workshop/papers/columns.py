"""Columns of a list: what they are called, what they hold, how a value is shown and how it goes into Excel."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from workshop.kernel.money import format_price, format_yuan, round_half_up
from workshop.kernel.quantities import format_quantity

Kind = Literal["text", "code", "mark", "count", "yuan", "price", "quantity", "hours", "days", "sign"]
Value = str | int | None
NOTHING = "-"  # a zero among amounts: a stroke, so that nothing can be written in after the signature


@dataclass(frozen=True)
class Column:
    """One column. `least` and `most` are half-widths between which a text column may be set; longer texts wrap.

    kinds: text; code (number of a person or card, never a number to a spreadsheet); mark; count; yuan (fen); price
    (1/10000 yuan); quantity (1/1000); hours (minutes); days (half days); sign (always empty, for a hand).
    A string in a column of numbers is printed as it is. `group` is the heading over neighbouring columns, columns `tied`
    by one word are equally wide, `tinted` marks a day of rest, `printed` False keeps a column for the workbook alone.
    `share`: hundredths of the table's width that it takes where there is room, 0: as its texts need. `thumb`: a thumb-print
    goes into it, for which the rows are made high enough.
    """

    key: str
    title: str
    kind: Kind = "text"
    group: str = ""
    least: int = 4
    most: int = 12
    total: bool = False
    tied: str = ""
    tinted: bool = False
    printed: bool = True
    share: int = 0
    thumb: bool = False

    @property
    def is_number(self) -> bool:
        """A number in Excel."""
        return self.kind in _SHOWN

    @property
    def align(self) -> str:
        """Amounts to the right, ordinals, codes and marks to the middle, words to the left."""
        if self.kind == "text":
            return "left"
        return "right" if self.is_number and self.kind != "count" else "center"

    def show(self, value: Value) -> str:
        """The value as the paper prints it."""
        if value is None or self.kind == "sign":
            return ""
        if isinstance(value, str):
            return value
        return _SHOWN[self.kind](value)

    def excel(self, value: Value) -> Decimal | str | None:
        """The value as a cell holds it: an exact number of the decimals printed, or text."""
        if value is None or self.kind == "sign":
            return None
        return value if isinstance(value, str) else _EXCEL[self.kind](value)


def _yuan(fen: int) -> str:
    return format_yuan(fen) if fen else NOTHING


def _hours(minutes: int) -> str:
    return format_quantity(round_half_up(minutes * 5, 3) * 10) if minutes else NOTHING


def _days(halves: int) -> str:
    return format_quantity(halves * 500)


_SHOWN: dict[str, Callable[[int], str]] = {
    "count": str,
    "yuan": _yuan,
    "price": format_price,
    "quantity": format_quantity,
    "hours": _hours,
    "days": _days,
}
_EXCEL: dict[str, Callable[[int], Decimal]] = {
    "count": Decimal,
    "yuan": lambda fen: Decimal(fen).scaleb(-2),
    "price": lambda price: Decimal(price).scaleb(-4),
    "quantity": lambda quantity: Decimal(quantity).scaleb(-3),
    "hours": lambda minutes: Decimal(round_half_up(minutes * 5, 3)).scaleb(-2),
    "days": lambda halves: Decimal(halves * 5).scaleb(-1),
}
EXCEL_FORMATS = {
    "count": "0",
    "yuan": '#,##0.00;-#,##0.00;"-"',
    "price": "#,##0.00##",
    "quantity": "#,##0.###",
    "hours": '0.##;-0.##;"-"',
    "days": "0.#",
}
