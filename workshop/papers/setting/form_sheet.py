"""A form as a workbook: the same words and boxes, for those who fill in and send a file."""

from workshop.papers.form import Box, FormPaper, Hands, NewPage, Part, Words
from workshop.papers.setting.fitting import text_units
from workshop.papers.setting.mark import UNMARKED, Mark
from workshop.papers.setting.typography import break_label
from workshop.papers.setting.workbook import Book

_COLUMNS = 100  # a hundredth of the page each, so that grids of any widths stand under each other
_GRID = {"border": 1, "text_wrap": True, "num_format": "@"}
_LINE_POINTS, _CHARS_IN_A_LINE = 16, 44
_POINTS_PER_MM, _MOST_POINTS = 72 / 25.4, 409.0  # Excel's highest row
_A3, _MOST_BREAKS = 8, 1023  # Excel's number of the size, and how many breaks a sheet may have


def write_form(paper: FormPaper, mark: Mark = UNMARKED) -> bytes:
    """A form as a workbook of one sheet, as the paper lies; every cell is text."""
    book = Book(paper.title, paper.look == "board", mark)
    if paper.look == "board":
        book.sheet.set_paper(_A3)
    book.sheet.set_column(0, _COLUMNS - 1, 0.58)
    _write_line(book, 0, paper.title, bold=True, font_size=18, align="center")
    _write_line(book, 1, paper.number, align="right")
    row, breaks = 2, []
    if paper.subtitle:
        _write_line(book, row, paper.subtitle, align="center")
        row += 1
    for part in paper.parts:
        if isinstance(part, NewPage):
            breaks.append(row)
        row = _write_part(book, row, part)
    book.sheet.set_h_pagebreaks(breaks[:_MOST_BREAKS])
    return book.close()


def _write_part(book: Book, row: int, part: Part) -> int:
    if isinstance(part, NewPage):
        _write_line(book, row, part.title, bold=True, font_size=18, align="center")
        _write_line(book, row + 1, part.number, align="right")
        return row + 2
    if isinstance(part, Words):
        _write_line(book, row, part.text, bold=part.style == "clause")
        return row + 1
    if isinstance(part, Hands):
        return _write_hands(book, row, part)
    lines = [tuple((text, 1, True) for text in part.headings)] if part.headings else []
    lines += [tuple((_said(box), box.span, box.label) for box in boxes) for boxes in part.rows]
    least = [0.0] * (len(lines) - len(part.rows)) + [max(box.high_mm for box in boxes) for boxes in part.rows]
    for at, line in enumerate(lines):
        _write_boxes(book, row + at, part.widths, line, least[at] * _POINTS_PER_MM)
    return row + len(lines)


def _said(box: Box) -> str:
    """What a cell says: its text, or what hand it waits for, and below it the words under the room for a seal."""
    text = break_label(box.text) if box.label else box.text or box.mark
    return f"{text}\n{_room(box)}{box.foot}" if box.foot else text


def _room(box: Box) -> str:
    """Empty lines as high as the room for a seal."""
    return "\n" * max(2, round(box.high_mm * _POINTS_PER_MM / _LINE_POINTS))


def _write_line(book: Book, row: int, text: str, **settings: object) -> None:
    book.sheet.merge_range(row, 0, row, _COLUMNS - 1, "", book.format(text_wrap=True, **settings))
    book.text(row, 0, text, text_wrap=True, **settings)
    lines = max(-(-len(line) // _CHARS_IN_A_LINE) for line in (text or " ").split("\n"))
    book.sheet.set_row(row, max(lines * _LINE_POINTS, 26 if settings.get("font_size") else 0))


def _write_boxes(
    book: Book, row: int, widths: tuple[int, ...], line: tuple[tuple[str, int, bool], ...], least: float
) -> None:
    at, column, tallest = 0, 0, 1
    for text, span, label in line:
        width = sum(widths[column : column + span])
        settings = {**_GRID, "bold": label, "align": "center" if label else "left"}
        book.sheet.merge_range(row, at, row, at + width - 1, "", book.format(**settings))
        book.text(row, at, text, **settings)
        tallest = max(
            tallest, sum(max(1, -(-text_units(one) * 11 // (10 * max(width, 1)))) for one in text.split("\n"))
        )
        at, column = at + width, column + span
    book.sheet.set_row(row, min(max(tallest * _LINE_POINTS, least), _MOST_POINTS))


def _write_hands(book: Book, row: int, hands: Hands) -> int:
    """Parties beside each other, each with room below for a seal."""
    width, tallest = _COLUMNS // len(hands.parties), 0
    for turn, party in enumerate(hands.parties):
        lines = (party.name, *party.lines, *((party.seal,) if party.seal else ()))
        for at, text in enumerate(lines):
            left = turn * width
            book.sheet.merge_range(row + 1 + at, left, row + 1 + at, left + width - 1, "", book.format(text_wrap=True))
            book.text(row + 1 + at, left, text, text_wrap=True)
        tallest = max(tallest, len(lines))
    return row + 1 + tallest
