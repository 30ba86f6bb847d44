"""The foot of a list: sum in words, cross-foot lines, notes, signatures, and room for the seal that no text enters."""

from workshop.papers.listing import ListPaper
from workshop.papers.setting.drawing import Drawing, units_in
from workshop.papers.setting.fitting import printable, text_units, wrap
from workshop.papers.setting.measures import MM_PER_PX
from workshop.papers.setting.typography import set_punctuation

SEAL_MM = 42.0  # the round seal of an enterprise is 40 mm or a little more
COLON = "\uff1a"
EMPTY = "本表没有可列的人或事项。"
_GAP_MM, _WORDS_MM, _SMALL_MM, _HANDS_MM = 2.0, 6.5, 4.6, 12.0


def foot_mm(paper: ListPaper, width: float) -> float:
    """Height that the foot takes on the last page of a table so wide."""
    words = _WORDS_MM if paper.words else 0.0
    lines = _GAP_MM + words + _SMALL_MM * len(_small_lines(paper, width)) + _HANDS_MM
    return max(lines, _GAP_MM + SEAL_MM) if paper.seal else lines


def _text_width(paper: ListPaper, width: float) -> float:
    return width - (SEAL_MM + 6 if paper.seal else 0)


def _small_lines(paper: ListPaper, width: float) -> list[str]:
    units = units_in(_text_width(paper, width), 10)
    told = (*(() if paper.rows else (EMPTY,)), *paper.check_lines, *paper.notes)
    return [line for text in told for line in wrap(set_punctuation(printable(text)), units)]


def draw_foot(paper: ListPaper, drawing: Drawing, left: float, top: float, width: float) -> None:
    """Everything under the table of the last page: words to the left, the seal's place to the right."""
    if paper.seal:
        _draw_seal(paper.seal, drawing, left + width - SEAL_MM, top + _GAP_MM)
    at = top + _GAP_MM
    if paper.words:
        drawing.line(set_punctuation(paper.words), left, at, 12, _WORDS_MM)
        at += _WORDS_MM
    for text in _small_lines(paper, width):
        drawing.line(text, left, at, 10, _SMALL_MM)
        at += _SMALL_MM
    draw_hands(paper, drawing, left, top + foot_mm(paper, width) - 8, _text_width(paper, width))


def draw_hands(paper: ListPaper, drawing: Drawing, left: float, top: float, width: float) -> None:
    """Who signs, each with a line to write on, or what is known already (`联系电话:…`)."""
    if not paper.signatures:
        return
    slot, line = units_in(width, 12) // len(paper.signatures), ""
    unit = 6 * MM_PER_PX
    for turn, name in enumerate(paper.signatures):
        label, _, known = printable(name).partition(":")
        line += " " * (turn * slot - text_units(line)) + f"{label}{COLON}{known}"
        if not known:
            begin = left + (text_units(line) + 0.5) * unit
            drawing.level(begin, top + 5.9, left + ((turn + 1) * slot - 3) * unit - begin)
    drawing.line(line, left, top, 12, 7)


def _draw_seal(label: str, drawing: Drawing, left: float, top: float) -> None:
    """The label above and the day below; between them nothing is printed."""
    drawing.line(set_punctuation(label), left, top, 12, 6)
    drawing.line("      年    月    日", left, top + SEAL_MM - 6, 12, 6)
