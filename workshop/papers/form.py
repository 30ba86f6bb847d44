"""A form as data: words, grids of boxes, places to sign and seal, in the order of reading; nothing laid out.

For papers that are not lists: contracts, applications, certificates, notices. Lists are `listing.ListPaper`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from workshop.kernel.faults import Refused

Align = Literal["left", "center", "right"]
Hand = Literal["", "sign", "thumb", "seal"]
HANDS: dict[Hand, str] = {"": "", "sign": "(本人签字)", "thumb": "(本人签字、按手印)", "seal": "(盖章)"}
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
    """A box of a grid: `span` columns wide, at least `high_mm`; a `label` is the form's own word, tinted and in the middle.

    `hand`: a cell that only a hand or a seal fills, marked as such; raises ValueError with a text in it. `foot` are words
    under an empty room of `high_mm`, in which a seal stands free of any text. `picture`: a JPEG in base64, in place of the text.
    """

    text: str = ""
    span: int = 1
    label: bool = False
    align: Align = "left"
    high_mm: float = 0.0
    hand: Hand = ""
    foot: str = ""
    picture: str = ""

    def __post_init__(self) -> None:
        if self.hand and self.text:
            raise ValueError(f"a cell for a hand is never filled in: {self.text!r}")

    @property
    def mark(self) -> str:
        """The small words in a cell that waits for a hand."""
        return HANDS[self.hand]


@dataclass(frozen=True)
class Grid:
    """Boxes in rows; `widths` in hundredths of the page's width, one a column. The `headings` are repeated on each page."""

    widths: tuple[int, ...]
    rows: tuple[tuple[Box, ...], ...]
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """A field 栏目: its own word and what is known. `name` is what a county's layout calls it by, `shown` what is printed.

    A `wide` one takes the whole line. `hand` and `foot` as of a Box.
    """

    name: str
    text: str = ""
    wide: bool = False
    high_mm: float = 0.0
    hand: Hand = ""
    foot: str = ""
    shown: str = ""

    @property
    def label(self) -> str:
        """The word that stands before the cell."""
        return self.shown or self.name

    def boxes(self, span: int) -> tuple[Box, Box]:
        """Label and cell."""
        return Box(self.label, label=True), Box(self.text, span, False, "left", self.high_mm, self.hand, self.foot)


@dataclass(frozen=True)
class Fields:
    """Fields in the order of reading, two a line where they are not wide; `label` is the labels' width in hundredths.

    `office`: boxes beside each other, the label inside each, for bodies that write an opinion and seal it. `whole`: not
    parted by the end of a page, nor from what comes after.
    """

    fields: tuple[Field, ...]
    label: int = 19
    headings: tuple[str, ...] = ()
    office: bool = False
    whole: bool = False

    @property
    def widths(self) -> tuple[int, ...]:
        """Label and cell, twice; of bodies two or three of one width."""
        if not self.office:
            return (self.label, 50 - self.label) * 2
        return (50, 50) if len(self.fields) in (1, 2, 4) else (33, 34, 33)

    @cached_property
    def rows(self) -> tuple[tuple[Box, ...], ...]:
        """The fields as boxes of a grid; one that has no neighbour is as wide as the line."""
        return self._bodies() if self.office else self._pairs()

    def _bodies(self) -> tuple[tuple[Box, ...], ...]:
        wide, rows = len(self.widths), []
        for at in range(0, len(self.fields), wide):
            line = [Box(one.label, 1, False, "left", one.high_mm, "", one.foot) for one in self.fields[at : at + wide]]
            rows.append((*line[:-1], replace(line[-1], span=wide - len(line) + 1)))
        return tuple(rows)

    def _pairs(self) -> tuple[tuple[Box, ...], ...]:
        rows: list[tuple[Box, ...]] = []
        waiting: Field | None = None
        for field in self.fields:
            if waiting and not field.wide:
                rows.append((*waiting.boxes(1), *field.boxes(1)))
                waiting = None
                continue
            if waiting:
                rows.append(waiting.boxes(3))
            waiting = None if field.wide else field
            if field.wide:
                rows.append(field.boxes(3))
        return (*rows, *((waiting.boxes(3),) if waiting else ()))


@dataclass(frozen=True)
class NewPage:
    """A new page with a title of its own: the next person's form in the same file."""

    title: str
    number: str = ""
    reference: str = ""


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


Part = Words | Grid | Fields | Hands | NewPage
Look = Literal["form", "poster", "board"]


@dataclass(frozen=True)
class Told:
    """What of a form anybody may compare who holds it: whom it is about (masked before it is shown), sums in fen, other facts.

    Each stands on the paper as well, or the comparison would be of no use; never a number of a person.
    """

    names: tuple[str, ...] = ()
    sums: tuple[tuple[str, int], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FormPaper:
    """A form. `number` stands under the title, `reference` at the foot of every page; `told` lets others check it.

    `look`: portrait A4 in small type (`form`) or in large type to be read on a wall (`poster`), landscape A3 (`board`).
    """

    kind: str
    title: str
    unit: str
    parts: tuple[Part, ...]
    number: str = ""
    reference: str = ""
    look: Look = "form"
    subtitle: str = ""
    told: Told = Told()

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text that stands on it, with the name of its part; for warnings of missing characters."""
        yield from (("标题", self.title), ("单位", self.unit), ("编号", self.number), ("副标题", self.subtitle))
        for part in self.parts:
            if isinstance(part, Words):
                yield "正文", part.text
            elif isinstance(part, NewPage):
                yield from (("标题", part.title), ("编号", part.number))
            elif isinstance(part, Hands):
                yield from (("签章", text) for party in part.parties for text in (party.name, *party.lines, party.seal))
            else:
                yield from (("表格", text) for text in part.headings)
                yield from (("表格", text) for row in part.rows for box in row for text in (box.text, box.foot))


def known_sums(*sums: tuple[str, int | None]) -> tuple[tuple[str, int], ...]:
    """The sums that are known, for `Told`."""
    return tuple((name, fen) for name, fen in sums if fen is not None)


def known_facts(*facts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The facts that are known, for `Told`."""
    return tuple((name, text) for name, text in facts if text)


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
