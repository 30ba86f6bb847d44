"""The day or month that a sheet is about: written above its table, in its name, or in the name of its file.

A layout keeps it in `fixed` under "date" or "month"; where two places say different things, the doubt stands beside it
(`date_row`, `date_column`, `date_text`) until a person has said which is right.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from workshop.kernel.faults import Fault
from workshop.kernel.text import to_half_width
from workshop.sheets.cells import Cell, Sheet, letter
from workshop.sheets.dates import find_date
from workshop.sheets.layout import Layout
from workshop.sheets.reading import make_fault

_GAP = re.compile(r"[ \t\u3000]{2,}|\n")
_NOT_THE_DAY = re.compile("填报|制表|打印|审批|报送|统计日期")
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_YEAR_MONTH = re.compile(r"(?<!\d)(20\d{2})\s*[年.\-/]?\s*(1[0-2]|0?[1-9])(?!\d)\s*月?")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s*月(?!\s*\d)")
_MONTH_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[.\-月/_]\s*(\d{1,2})(?!\d)\s*[日号]?")
_COMPACT = re.compile(r"(0[1-9]|1[0-2])([0-3]\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[日号]")


@dataclass(frozen=True)
class Said:
    """Something said of time at a place; `text` is the piece of the cell that says it. Place (0, '') is a name."""

    year: int | None
    month: int | None
    day: int | None
    row: int = 0
    column: str = ""
    text: str = ""

    def agrees(self, other: "Said") -> bool:
        """What both say is the same."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(one is None or two is None or one == two for one, two in pairs)


def day_above(sheet: Sheet, before: int) -> Said | None:
    """The day written above row `before`; one called 日期 goes first, a day of filling in goes last."""
    found = [said for row, column, cell in _cells_above(sheet, before) for said in _days_in(row, column, cell)]
    found.sort(key=lambda said: (bool(_NOT_THE_DAY.search(said.text)), "日期" not in said.text))
    return found[0] if found else None


def month_above(sheet: Sheet, before: int) -> Said | None:
    """The year and month written above row `before`."""
    for row, column, cell in _cells_above(sheet, before):
        if isinstance(cell.value, date):
            return Said(cell.value.year, cell.value.month, None, row, letter(column), cell.text)
        for piece in _GAP.split(to_half_width(cell.text)):
            if not _NOT_THE_DAY.search(piece) and (match := _YEAR_MONTH.search(piece)):
                return Said(int(match[1]), int(match[2]), None, row, letter(column), piece.strip())
    return None


def year_said(sheet: Sheet, before: int, file_name: str) -> int | None:
    """A year from the title, the sheet's name or the file's."""
    for text in (*(cell.text for _, _, cell in _cells_above(sheet, before)), sheet.name, file_name):
        if match := _YEAR.search(to_half_width(text)):
            return int(match[1])
    return None


def day_named(name: str) -> Said:
    """What a sheet's name says of a day: 3.2, 3月2日, 0302, 2日, 2026-03-02; a range or a word says nothing."""
    name = to_half_width(name).strip()
    if day := find_date(name):
        return Said(day.year, day.month, day.day)
    found = [match for match in _MONTH_DAY.finditer(name) if _possible(*match.groups())]
    if len(found) == 1:
        return Said(None, int(found[0][1]), int(found[0][2]))
    if not found and (match := _COMPACT.fullmatch(name)) and _possible(*match.groups()):
        return Said(None, int(match[1]), int(match[2]))
    days = _DAY.findall(name) if not found else []
    return Said(None, None, int(days[0]) if len(days) == 1 else None)


def month_named(name: str) -> Said:
    """What a sheet's name says of a month: 3月考勤, 2026.03."""
    name = to_half_width(name)
    if match := _YEAR_MONTH.search(name):
        return Said(int(match[1]), int(match[2]), None)
    match = _MONTH.search(name)
    return Said(None, int(match[1]) if match else None, None)


def fix_time(key: str, value: str, above: Said, named: Said) -> dict[str, str]:
    """What is written above a table, with the place of the doubt where the sheet's name says another day or month."""
    doubt = {f"{key}_row": str(above.row), f"{key}_column": above.column, f"{key}_text": above.text}
    return {key: value} | ({} if above.agrees(named) else doubt)


def find_time_fault(layout: Layout, key: str) -> Fault | None:
    """Why a sheet is not read at all: its day or month is missing or in doubt."""
    fixed = layout.fixed
    if f"{key}_text" in fixed:
        place = (int(fixed[f"{key}_row"]), fixed[f"{key}_column"], fixed[f"{key}_text"])
        return make_fault(layout.sheet, *place, "date_differs_from_sheet_name")
    return None if fixed.get(key) else make_fault(layout.sheet, 0, "", "", "date_missing")


def _cells_above(sheet: Sheet, before: int) -> list[tuple[int, int, Cell]]:
    rows = [row for row in sorted(sheet.rows) if row < before]
    return [(row, column, cell) for row in rows for column, cell in sorted(sheet.rows[row].items())]


def _days_in(row: int, column: int, cell: Cell) -> list[Said]:
    if isinstance(cell.value, date | datetime):
        real = cell.value
        return [Said(real.year, real.month, real.day, row, letter(column), cell.text)]
    pieces = [piece.strip() for piece in _GAP.split(cell.text)]
    found = [(piece, day) for piece in (*pieces, cell.text.strip()) if (day := find_date(piece))]
    return [Said(day.year, day.month, day.day, row, letter(column), piece) for piece, day in found[:1]]


def _possible(month: str, day: str) -> bool:
    return 1 <= int(month) <= 12 and 1 <= int(day) <= 31
