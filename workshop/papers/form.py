"""A form as data: words, grids of boxes, places to sign and seal, in the order of reading; nothing laid out.

For papers that are not lists: contracts, applications, certificates, notices. Lists are `listing.ListPaper`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from workshop.kernel.faults import Refused

Align = Literal["left", "center", "right"]
_UNITS = ("仟", "佰", "拾", "万", "仟", "佰", "拾", "元", "角", "分")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
STROKE = "—"  # before the first digit, so that nothing can be written in


@dataclass(frozen=True)
class Words:
    """A paragraph: `clause` is a heading in bold, `body` is indented by two characters, `line` stands as it is."""

    text: str
    style: Literal["clause", "body", "line", "small"] = "body"


@dataclass(frozen=True)
class Box:
    """A box of a grid: `span` columns wide, at least `high_mm`; a `label` is the form's own word, tinted and in the middle."""

    text: str = ""
    span: int = 1
    label: bool = False
    align: Align = "left"
    high_mm: float = 0.0


@dataclass(frozen=True)
class Grid:
    """Boxes in rows; `widths` in hundredths of the page's width, one a column. The `headings` are repeated on each page."""

    widths: tuple[int, ...]
    rows: tuple[tuple[Box, ...], ...]
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Party:
    """Who signs and seals: lines of what is known, then room that no text enters for a hand or a seal."""

    name: str
    lines: tuple[str, ...]
    seal: str = ""


@dataclass(frozen=True)
class Hands:
    """Parties beside each other; never parted by the end of a page."""

    parties: tuple[Party, ...]


Part = Words | Grid | Hands


@dataclass(frozen=True)
class FormPaper:
    """A form, portrait A4. `number` stands under the title, `reference` at the foot of every page."""

    kind: str
    title: str
    unit: str
    parts: tuple[Part, ...]
    number: str = ""
    reference: str = ""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text that stands on it, with the name of its part; for warnings of missing characters."""
        yield from (("标题", self.title), ("单位", self.unit), ("编号", self.number))
        for part in self.parts:
            if isinstance(part, Words):
                yield "正文", part.text
            elif isinstance(part, Grid):
                yield from (("表格", text) for text in part.headings)
                yield from (("表格", box.text) for row in part.rows for box in row)
            else:
                yield from (("签章", text) for party in part.parties for text in (party.name, *party.lines, party.seal))


def amount_digits(fen: int | None) -> tuple[tuple[str, str], ...]:
    """(unit, digit) of the cells 仟 佰 拾 万 仟 佰 拾 元 角 分; None: cells left to a hand. Raises Refused above 99,999,999.99."""
    if fen is None:
        return tuple((unit, "") for unit in _UNITS)
    if not 0 <= fen < 10 ** len(_UNITS):
        raise Refused("合同金额写不进仟佰拾万仟佰拾元角分的格子", "请把单子分成几份合同打印")
    text = str(fen).rjust(3, "0").rjust(len(_UNITS))
    return tuple(
        (unit, STROKE if digit == " " else _DIGITS[int(digit)]) for unit, digit in zip(_UNITS, text, strict=True)
    )


def amount_grid(label: str, fen: int | None) -> Grid:
    """The amount line in cells (policy: R12)."""
    cells = amount_digits(fen)
    units = tuple(Box(unit, label=True, align="center") for unit, _ in cells)
    digits = tuple(Box(digit, align="center", high_mm=7) for _, digit in cells)
    return Grid((20, *(8,) * 10), ((Box(label, label=True), *units), (Box("人民币(大写)", label=True), *digits)))
