"""One slip as it is set: head, lines in two columns, sums, a place to sign. Pages of slips are `slip_pages`.

The code of the worker's own pages stands left of the sums and of the place to sign, so that it costs hardly any height.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from workshop.kernel.money import format_yuan
from workshop.papers.lists.slips import Slip, SlipLine
from workshop.papers.setting.drawing import Block, Drawing, units_in
from workshop.papers.setting.fitting import is_off_raster, printable, text_units, wrap
from workshop.papers.setting.measures import unit_of
from workshop.papers.setting.qr import draw_code

WIDE_MM, EDGE_MM = 210.0, 10.0
TITLE_MM, GAP_MM, SIGN_MM = 7.0, 4.0, 8.0
AMOUNT = 11
SIGN_HERE = "本人已核对无误,签字(手印):"
ROOM_TO_SIGN, DATE_HERE = 26, "日期:        年    月    日"
ASK_HERE = "    有疑问请及时向车间提出"
OWN_MM, WHITE_MM = 18.0, 2.0  # the code's dark part; round it four of its squares stay white
OWN_HERE = "扫左边的码、输入 PIN:看每天的数、钱到了没有,对的按「对」,不对的按「有问题」。"


@dataclass(frozen=True)
class Face:
    """The type of a slip: size in px, distance of lines in mm; `units` half-widths to a line, `half` to a column."""

    px: float
    pitch_mm: float

    @property
    def units(self) -> int:
        """Half-widths between the edges."""
        return units_in(WIDE_MM - 2 * EDGE_MM, self.px) - 1

    @property
    def beside_code(self) -> int:
        """Half-widths that the code takes from the lines beside it."""
        return ceil((OWN_MM + WHITE_MM) / unit_of(self.px))

    @property
    def half(self) -> int:
        """Half-widths of each of the two columns."""
        return self.units // 2


@dataclass
class SlipText:
    """The lines of one slip, and what is set apart from them as (line, start, text)."""

    face: Face
    lines: list[str]
    strays: list[tuple[int, int, str]]
    bands: list[int]  # lines with a grey ground
    split: tuple[int, int] = (0, 0)  # lines between which the columns are divided
    own_pages: str = ""  # what the code under the line to sign on opens

    def put(self, line: int, start: int, text: str) -> None:
        """Text at a place of a line; lines are made as they are needed."""
        self.lines += [""] * (line + 1 - len(self.lines))
        if is_off_raster(text):
            self.strays.append((line, start, text))
            return
        self.lines[line] += " " * (start - text_units(self.lines[line])) + text

    @property
    def indent(self) -> int:
        """Half-widths before the sums and the place to sign."""
        return self.face.beside_code if self.own_pages else 0

    def flow(self, texts: Sequence[str], first: int = 0) -> None:
        """Texts one after another from the half-width `first`, on as many lines as they need."""
        line, at = len(self.lines), first
        for text in map(printable, texts):
            for part in wrap(text, self.face.units - first):
                if at > first and at + text_units(part) > self.face.units:
                    line, at = line + 1, first
                self.put(line, at, part)
                at += text_units(part) + 3

    def entries(self, title: str, lines: Sequence[SlipLine]) -> None:
        """A band with the title, then the lines in two columns, read across."""
        top, half = len(self.lines), self.face.half
        self.bands.append(top)
        for start in (0, half + 1):
            self.put(top, start, title)
            self.put(top, start + half - 6, "金额")
        for at in range(0, len(lines), 2):
            self._pair(lines[at : at + 2])

    def _pair(self, pair: Sequence[SlipLine]) -> None:
        top, half = len(self.lines), self.face.half
        wrapped = [wrap(printable(line.sentence), half - AMOUNT - 1) for line in pair]
        for turn in range(max(map(len, wrapped))):
            for side, (line, parts) in enumerate(zip(pair, wrapped, strict=True)):
                start = side * (half + 1)
                if turn < len(parts):
                    self.put(top + turn, start, parts[turn])
                if turn == len(parts) - 1:
                    amount = format_yuan(line.fen)
                    self.put(top + turn, start + half - 2 - len(amount), amount)


def set_slip(slip: Slip, face: Face) -> SlipText:
    """A slip as lines of text."""
    text = SlipText(face, [], [], [], own_pages=slip.own_pages)
    text.flow(slip.who)
    text.flow(slip.when)
    first = len(text.lines)
    text.entries("应发项目", slip.earnings)
    if slip.deductions:
        text.entries("扣款项目", slip.deductions)
    text.split = (first, len(text.lines))
    text.bands.append(len(text.lines))
    text.flow((*slip.sums, *slip.remarks), text.indent)
    return text


def slip_mm(text: SlipText) -> float:
    """Height of a slip from its title to the line where it is cut."""
    pitch, before = text.face.pitch_mm, text.split[1]
    below = (len(text.lines) - before) * pitch + SIGN_MM + GAP_MM
    if text.own_pages:
        below = max(below + pitch, OWN_MM + 2 * WHITE_MM)
    return TITLE_MM + before * pitch + below


def draw_slip(slip: Slip, text: SlipText, drawing: Drawing, top: float) -> None:
    """A slip with its upper edge at `top` mm."""
    px, pitch, width = text.face.px, text.face.pitch_mm, WIDE_MM - 2 * EDGE_MM
    unit = unit_of(px)
    left, body = EDGE_MM + unit / 2, top + TITLE_MM
    drawing.blocks.append(Block(0, top, TITLE_MM, 15, printable(slip.title), "title"))
    drawing.blocks.append(Block(left, body, pitch, px, "\n".join([*text.lines, "", *_hand_lines(text)])))
    for line, start, stray in text.strays:
        drawing.blocks.append(Block(left + start * unit, body + line * pitch, pitch, px, stray))
    first, last = text.split
    beside = text.indent * unit
    for band in text.bands:
        aside = beside if band >= last else 0.0
        drawing.tint(EDGE_MM + aside, body + band * pitch, width - aside, pitch)
        drawing.level(EDGE_MM + aside, body + band * pitch, width - aside)
        drawing.level(EDGE_MM + aside, body + (band + 1) * pitch, width - aside)
    drawing.upright(EDGE_MM + text.face.half * unit, body + first * pitch, (last - first) * pitch)
    _draw_frames(text, drawing, body, beside)
    begin = left + (text.indent + text_units(SIGN_HERE)) * unit
    drawing.level(begin, body + (len(text.lines) + 2) * pitch, (ROOM_TO_SIGN - 2) * unit)
    if text.own_pages:
        draw_code(drawing, text.own_pages, EDGE_MM, body + last * pitch + WHITE_MM, OWN_MM, mask=2, quiet=0)


def _draw_frames(text: SlipText, drawing: Drawing, body: float, beside: float) -> None:
    """One frame, or two of which the lower leaves room for the code."""
    pitch, width, lines = text.face.pitch_mm, WIDE_MM - 2 * EDGE_MM, len(text.lines)
    if not beside:
        drawing.frame(EDGE_MM, body, width, lines * pitch)
        return
    last = text.split[1]
    drawing.frame(EDGE_MM, body, width, last * pitch)
    drawing.frame(EDGE_MM + beside, body + last * pitch, width - beside, (lines - last) * pitch)


def _hand_lines(text: SlipText) -> list[str]:
    """Where the worker signs, and what the code opens; a large type leaves the rest of the line to the code in the corner."""
    sign = " " * text.indent + SIGN_HERE + " " * ROOM_TO_SIGN + DATE_HERE
    if text.own_pages:
        return [sign, " " * text.indent + OWN_HERE]
    return [sign + ASK_HERE if text_units(sign + ASK_HERE) < text.face.units * 7 // 10 else sign]
