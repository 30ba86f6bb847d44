"""What a person may correct of a recognised sheet: which sheets count, what each column is, what holds for all rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workshop.exchange.office import Sort
from workshop.kernel.masking import mask_idno, mask_phone, mask_tail
from workshop.sheets.cells import Sheet, Workbook, column_number
from workshop.sheets.layout import Field, Layout, missing, sheet_of

SAMPLES = 3
LEAVE_OUT = ""
MASKS = {"id_no": mask_idno, "bank_card": mask_tail, "phone": mask_phone}


@dataclass(frozen=True)
class ColumnLine:
    """A column as the page shows it: letter, heading, first values, the name of its select, what it is taken for."""

    letter: str
    heading: str
    samples: tuple[str, ...]
    name: str
    key: str


@dataclass(frozen=True)
class FixedLine:
    """What the file says once for all rows; `doubt` is the text in the sheet that its name contradicts."""

    name: str
    label: str
    value: str
    example: str
    doubt: str


@dataclass(frozen=True)
class SheetForm:
    """One sheet of the page that shows what was recognised."""

    index: int
    layout: Layout
    columns: tuple[ColumnLine, ...]
    fixed: tuple[FixedLine, ...]
    problems: tuple[str, ...]


def build_forms(sort: Sort, workbook: Workbook, layouts: Sequence[Layout], fields: Sequence[Field]) -> list[SheetForm]:
    """The page's sheets, in the order of the workbook."""
    return [
        SheetForm(
            at,
            layout,
            _column_lines(at, layout, sheet_of(layout, workbook.sheets)),
            _fixed_lines(at, sort, layout),
            find_problems(sort, layout, fields),
        )
        for at, layout in enumerate(layouts)
    ]


def _column_lines(at: int, layout: Layout, sheet: Sheet) -> tuple[ColumnLine, ...]:
    letters = sorted(layout.columns, key=column_number)
    return tuple(
        ColumnLine(
            letter, layout.headings.get(letter, ""), _samples(sheet, layout, letter), f"s{at}-{letter}",
            layout.columns[letter] or LEAVE_OUT,
        )
        for letter in letters
    )  # fmt: skip


def _samples(sheet: Sheet, layout: Layout, letter: str) -> tuple[str, ...]:
    number = column_number(letter)
    cells = (sheet.cell(row, number).shown for row in sorted(sheet.rows) if row >= layout.first_row)
    mask = MASKS.get(layout.columns[letter] or "", str)
    found = []
    for text in cells:
        if text:
            found.append(mask(text[:20]))
        if len(found) == SAMPLES:
            break
    return tuple(found)


def _fixed_lines(at: int, sort: Sort, layout: Layout) -> tuple[FixedLine, ...]:
    lines = []
    for key, (label, _, example) in sort.fixed.items():
        doubt = layout.fixed.get(f"{key}_text", "")
        value = "" if doubt else layout.fixed.get(key, "")
        lines.append(FixedLine(f"s{at}-fixed-{key}", label, value, example, doubt))
    return tuple(lines)


def find_problems(sort: Sort, layout: Layout, fields: Sequence[Field]) -> tuple[str, ...]:
    """What must still be said of a sheet before its rows can be checked."""
    problems = list(missing(layout.columns, fields))
    for key, (label, _, _) in sort.fixed.items():
        own_column = sort.kind == "prices" and "valid_from" in layout.columns.values()
        if not layout.fixed.get(key) and not own_column:
            problems.append(f"没有找到{label},请填写")
    return tuple(problems)


def correct(
    sort: Sort, layouts: Sequence[Layout], fields: Sequence[Field], form: Mapping[str, str]
) -> tuple[list[Layout], list[str]]:
    """The layouts as the form says, sheets that are not ticked left out; and what is wrong with the form itself."""
    known = {field.key for field in fields}
    corrected, faults = [], []
    for at, layout in enumerate(layouts):
        if f"s{at}-use" not in form:
            continue
        chosen = {letter: _choice(form.get(f"s{at}-{letter}"), key, known) for letter, key in layout.columns.items()}
        changed = replace(layout, columns=chosen)
        for key, (label, pattern, example) in sort.fixed.items():
            value = form.get(f"s{at}-fixed-{key}", "").strip()
            if value and not re.fullmatch(pattern, value, re.ASCII):
                faults.append(f"工作表「{layout.sheet}」的{label}「{value[:20]}」看不懂,请写成 {example}")
            elif value:
                changed = changed.with_fixed(**{key: value})
        corrected.append(changed)
    if not corrected:
        faults.append("没有选任何工作表,请至少勾选一张")
    return corrected, faults


def _choice(value: str | None, before: str | None, known: set[str]) -> str | None:
    """What a select said; anything it did not offer leaves the column as it was."""
    if value is None:
        return before
    return value or None if value in known or value in (LEAVE_OUT, before) else before


def as_stored(layouts: Sequence[Layout]) -> list[dict[str, Any]]:
    """For the waiting room."""
    return [layout.as_dict() for layout in layouts]


def from_stored(workbook: Workbook, stored: Sequence[dict[str, Any]]) -> list[Layout]:
    """Layouts out of the waiting room whose sheet the workbook really has."""
    names = {sheet.name for sheet in workbook.sheets}
    return [layout for values in stored if (layout := Layout.from_dict(values)).sheet in names]
