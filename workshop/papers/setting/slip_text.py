"""One slip as it is set: head, lines in two columns, sums, a place to sign. Pages of slips are `slip_pages`."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.kernel.money import format_yuan
from workshop.papers.lists.slips import Slip, SlipLine
from workshop.papers.setting.drawing import Block, Drawing, units_in
from workshop.papers.setting.fitting import is_off_raster, printable, text_units, wrap
from workshop.papers.setting.measures import unit_of
from workshop.papers.setting.qr import draw_code

WIDE_MM, EDGE_MM = 210.0, 10.0
TITLE_MM, GAP_MM, SIGN_MM = 7.5, 4.0, 8.0
AMOUNT = 11
SIGN_HERE = "本人已核对无误,签字(手印):                      日期:        年    月    日"
ASK_HERE = "    有疑问请及时向车间提出"
OWN_MM, OWN_HERE = 18.0, "用手机扫码、输入 PIN:看每天的数、钱到了没有,对的按「对」,不对的按「有问题」。"


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

    def flow(self, texts: Sequence[str]) -> None:
        """Texts one after another, on as many lines as they need."""
        line, at = len(self.lines), 0
        for text in map(printable, texts):
            for part in wrap(text, self.face.units):
                if at and at + text_units(part) > self.face.units:
                    line, at = line + 1, 0
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
    text = SlipText(face, [], [], [])
    text.flow(slip.who)
    text.flow(slip.when)
    first = len(text.lines)
    text.entries("应发项目", slip.earnings)
    if slip.deductions:
        text.entries("扣款项目", slip.deductions)
    text.split = (first, len(text.lines))
    text.bands.append(len(text.lines))
    text.flow((*slip.sums, *slip.remarks))
    text.own_pages = slip.own_pages
    return text


def slip_mm(text: SlipText) -> float:
    """Height of a slip from its title to the line where it is cut."""
    own = OWN_MM if text.own_pages else 0
    return TITLE_MM + len(text.lines) * text.face.pitch_mm + SIGN_MM + own + GAP_MM


def draw_slip(slip: Slip, text: SlipText, drawing: Drawing, top: float) -> None:
    """A slip with its upper edge at `top` mm."""
    px, pitch, width = text.face.px, text.face.pitch_mm, WIDE_MM - 2 * EDGE_MM
    unit = unit_of(px)
    left, body = EDGE_MM + unit / 2, top + TITLE_MM
    drawing.blocks.append(Block(0, top, TITLE_MM, 15, printable(slip.title), "title"))
    drawing.blocks.append(Block(left, body, pitch, px, "\n".join([*text.lines, "", _sign_line(text.face)])))
    for line, start, stray in text.strays:
        drawing.blocks.append(Block(left + start * unit, body + line * pitch, pitch, px, stray))
    for band in text.bands:
        drawing.tint(EDGE_MM, body + band * pitch, width, pitch)
        drawing.level(EDGE_MM, body + band * pitch, width)
        drawing.level(EDGE_MM, body + (band + 1) * pitch, width)
    first, last = text.split
    drawing.upright(EDGE_MM + text.face.half * unit, body + first * pitch, (last - first) * pitch)
    drawing.frame(EDGE_MM, body, width, len(text.lines) * pitch)
    if text.own_pages:
        under = body + len(text.lines) * pitch + SIGN_MM
        draw_code(drawing, text.own_pages, EDGE_MM, under, OWN_MM, mask=2)
        drawing.blocks.append(Block(EDGE_MM + OWN_MM + 2, under + OWN_MM / 2 - pitch, pitch, px, OWN_HERE))


def _sign_line(face: Face) -> str:
    """Where the worker signs; a large type leaves the rest of the line to the code in the corner."""
    whole = SIGN_HERE + ASK_HERE
    return whole if text_units(whole) < face.units * 7 // 10 else SIGN_HERE
