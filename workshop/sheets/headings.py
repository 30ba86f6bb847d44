"""Headings found by their synonyms, over merged cells and up to three lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from workshop.kernel.text import fold
from workshop.sheets.cells import Sheet, letter
from workshop.sheets.layout import Field
from workshop.sheets.numbers import UNITS

_FROM_THE_TOP = 40  # a heading stands in the first rows that hold something
_DEEPEST = 3
_BRACKETS = re.compile(r"[(\[【〔<][^)\]】〕>]*[)\]】〕>]")
_HINT = re.compile(
    r"\(.*\)|【.*】|\d{1,2}位(数字)?|年[.\-/、]?月[.\-/、]?日|yyyy.*|元(/.*)?|单位|[必选]填|可不填|男/女|[一二三四五六日天]|星期.?|周.?|文本(格式)?"
)


@dataclass(frozen=True)
class Heading:
    """Headings in rows `first` to `last`; `columns` maps column numbers to field keys, `texts` to what is written."""

    first: int
    last: int
    columns: dict[int, str]
    texts: dict[int, str]


@lru_cache(maxsize=4096)
def matches(field: Field, text: str) -> bool:
    """Whether a folded heading means a field, with or without what it says in brackets."""
    bare = _BRACKETS.sub("", text)
    if field.never and re.search(field.never, text):
        return False
    return bool(re.search(field.pattern, text) or re.search(field.pattern, bare))


def find_heading(sheet: Sheet, fields: Sequence[Field], need: frozenset[str]) -> Heading | None:
    """The rows that mean the most fields, at least those of `need`; the highest and shallowest among equals."""
    best, most = None, 0
    for first in sorted(sheet.rows)[:_FROM_THE_TOP]:
        for depth in range(1, _DEEPEST + 1):
            if depth > 1 and not _may_go_on(sheet, first + depth - 1):
                break
            heading = _read(sheet, first, first + depth - 1, fields)
            found = set(heading.columns.values())
            if need <= found and (len(found) > most or (best and len(found) == most and _is_shallower(heading, best))):
                best, most = heading, len(found)
    return _with_merged(sheet, best) if best else None


def _with_merged(sheet: Sheet, heading: Heading) -> Heading:
    """Grows over the merged ranges that reach into the heading from above or below."""
    rows = range(heading.first, heading.last + 1)
    spans = [span for span in sheet.merged if span[0] < span[2] and (span[0] in rows or span[2] in rows)]
    first = min([heading.first, *(span[0] for span in spans)])
    last = max([heading.last, *(span[2] for span in spans)])
    if last - first >= _DEEPEST + 1:
        return heading
    texts = {column: "".join(lines_of(sheet, column, first, last)) for column in heading.texts}
    return Heading(first, last, heading.columns, texts)


def _is_shallower(one: Heading, other: Heading) -> bool:
    return one.last - one.first < other.last - other.first


def _may_go_on(sheet: Sheet, row: int) -> bool:
    """A further line of a heading holds words only."""
    cells = sheet.rows.get(row, {})
    return bool(cells) and all(isinstance(cell.value, str) for cell in cells.values())


def lines_of(sheet: Sheet, column: int, first: int, last: int) -> list[str]:
    """The distinct texts that stand over a column, from above."""
    texts = (fold(sheet.covering(row, column).text) for row in range(first, last + 1))
    return list(dict.fromkeys(text for text in texts if text))


def _read(sheet: Sheet, first: int, last: int, fields: Sequence[Field]) -> Heading:
    lines = {column: lines_of(sheet, column, first, last) for column in range(1, min(sheet.last_column, 400) + 1)}
    lines = {column: texts for column, texts in lines.items() if texts}
    columns: dict[int, str] = {}
    known: set[int] = set()
    for text_of in (_lowest, "".join):
        for column, texts in lines.items():
            if column in known:
                continue
            key = _first_match(fields, text_of(texts))
            if key:
                known.add(column)
                if key not in columns.values():
                    columns[column] = key
    return Heading(first, last, columns, {column: "".join(texts) for column, texts in lines.items()})


def _lowest(texts: list[str]) -> str:
    return texts[-1]


def _first_match(fields: Sequence[Field], text: str) -> str | None:
    return next((field.key for field in fields if matches(field, text)), None)


def first_data_row(sheet: Sheet, after: int) -> int:
    """The first row behind a heading that is no line of units or hints."""
    row = after + 1
    while row <= sheet.last_row:
        texts = [fold(cell.text) for cell in sheet.rows.get(row, {}).values() if fold(cell.text)]
        if not texts or not all(_HINT.fullmatch(text) or text in UNITS for text in texts):
            return row
        row += 1
    return row


def lettered(heading: Heading) -> tuple[dict[str, str | None], dict[str, str]]:
    """Columns and headings by letter, as a Layout carries them."""
    numbers = sorted(heading.texts)
    return {letter(n): heading.columns.get(n) for n in numbers}, {letter(n): heading.texts[n] for n in numbers}
