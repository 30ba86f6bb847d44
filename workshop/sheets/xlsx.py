"""Reads .xlsx: sheets as sparse cells with number formats, formulas, merged ranges and hidden rows.

The XML is read directly: the values alone, as table readers give them, do not tell 006 from 6, hide hidden rows,
and fill a rectangle as large as the farthest cell says.
"""

import re
import zipfile
from collections.abc import Iterable
from decimal import Decimal
from posixpath import join, normpath

from workshop.sheets import limits
from workshop.sheets.cells import Cell, Sheet, Span, Workbook, column_number
from workshop.sheets.guard import open_zip, parse_xml
from workshop.sheets.shown import (
    BUILT_IN_CODES,
    BUILT_IN_DAYS,
    day_text,
    formatted,
    is_day_format,
    number_text,
    serial_day,
)

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_ESCAPE = re.compile(r"_x(000[9AD]|005F)_", re.IGNORECASE)
_DAY = "day"
_PLAIN_SUM = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?(?:\+[0-9]{1,9}(?:\.[0-9]{1,9})?){0,50}")


def read_xlsx(content: bytes, name: str) -> Workbook:
    """Every sheet of a .xlsx; raises Refused for a file that is broken, hostile or too large."""
    budget = limits.Budget()
    with open_zip(content) as archive:
        parts = {part.lower(): part for part in archive.namelist()}
        book = _find_part(parts, _relations(archive, parts, "", budget).values(), "xl/workbook.xml")
        targets = _relations(archive, parts, book, budget)
        sheets, from_1904 = _sheet_list(archive, book, budget)
        strings = _shared_strings(archive, parts.get("xl/sharedstrings.xml"), budget)
        formats = _formats(archive, parts.get("xl/styles.xml"), budget)
        read = []
        for title, relation, visible in sheets:
            part = parts.pop(targets.get(relation, "").lower(), None)  # no two sheets are the same part
            if part and "worksheet" in part:
                reader = _SheetReader(strings, formats, from_1904, budget)
                parse_xml(archive, part, budget, reader.start, reader.end, reader.text)
                read.append(reader.sheet(title, visible))
    return Workbook(name, tuple(read))


def _find_part(parts: dict[str, str], candidates: Iterable[str], default: str) -> str:
    found = parts.get(default) or next((parts[c.lower()] for c in candidates if "workbook" in c.lower()), None)
    if not found:
        raise limits.broken()
    return found


def _relations(archive: zipfile.ZipFile, parts: dict[str, str], owner: str, budget: limits.Budget) -> dict[str, str]:
    """Relation ids of a part to the paths they mean."""
    folder, _, base = owner.rpartition("/")
    part = parts.get(join(folder, "_rels", base + ".rels").lower())
    found: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            found[attributes.get("Id", "")] = path

    if part:
        parse_xml(archive, part, budget, start)
    return found


def _sheet_list(archive: zipfile.ZipFile, book: str, budget: limits.Budget) -> tuple[list[tuple[str, str, bool]], bool]:
    """(title, relation id, visible) of every sheet, and whether days count from 1904."""
    sheets: list[tuple[str, str, bool]] = []
    from_1904 = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal from_1904
        if tag == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            sheets.append((attributes.get("name", ""), relation, attributes.get("state", "visible") == "visible"))
        elif tag == "workbookPr":
            from_1904 = attributes.get("date1904") in ("1", "true")

    parse_xml(archive, book, budget, start)
    if len(sheets) > limits.MOST_SHEETS:
        raise limits.too_large(f"工作表超过 {limits.MOST_SHEETS} 张")
    return sheets, from_1904


def _shared_strings(archive: zipfile.ZipFile, part: str | None, budget: limits.Budget) -> list[str]:
    """The texts that cells share; phonetic hints over characters are no text."""
    strings: list[str] = []
    pieces = limits.Pieces()
    state = {"text": False, "phonetic": False}
    texts = limits.Budget()

    def start(tag: str, _: dict[str, str]) -> None:
        if tag == "t":
            state["text"] = not state["phonetic"]
        elif tag == "rPh":
            state["phonetic"] = True

    def end(tag: str) -> None:
        if tag == "t":
            state["text"] = False
        elif tag == "rPh":
            state["phonetic"] = False
        elif tag == "si":
            strings.append(_unescape(pieces.take()))
            texts.spend(strings[-1])

    if part:
        parse_xml(archive, part, budget, start, end, lambda text: pieces.add(text) if state["text"] else None)
    return strings


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _formats(archive: zipfile.ZipFile, part: str | None, budget: limits.Budget) -> list[str]:
    """The number format of each cell style; `day` for those that show a day."""
    codes: dict[int, str] = {}
    styles: list[int] = []
    inside = {"cellXfs": False}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            codes[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            inside[tag] = True
        elif tag == "xf" and inside["cellXfs"]:
            styles.append(int(attributes.get("numFmtId", 0)))

    def end(tag: str) -> None:
        if tag == "cellXfs":
            inside[tag] = False

    if part:
        try:
            parse_xml(archive, part, budget, start, end)
        except ValueError as error:
            raise limits.broken() from error
    return [style_code(style, codes) for style in styles]


def style_code(style: int, codes: dict[int, str]) -> str:
    """A number format id as its code, `day` for those that show a day."""
    code = codes.get(style)
    if style in BUILT_IN_DAYS and code is None:
        return _DAY
    code = code if code is not None else BUILT_IN_CODES.get(style, "General")
    return _DAY if is_day_format(code) else code


def number_cell(number: float, code: str, from_1904: bool, formula: str = "") -> Cell:
    """A number as the cell it is under its format: a real date, or a number with its text."""
    if code == _DAY and (day := serial_day(number, from_1904)):
        return Cell(day, day_text(day), formula)
    return Cell(number, formatted(number, code), formula)


class _SheetReader:
    """Collects one sheet from the events of its XML."""

    def __init__(self, strings: list[str], formats: list[str], from_1904: bool, budget: limits.Budget) -> None:
        self.strings, self.formats, self.from_1904, self.budget = strings, formats, from_1904, budget
        self.rows: dict[int, dict[int, Cell]] = {}
        self.hidden: set[int] = set()
        self.spans: list[Span] = []
        self.row = self.column = 0
        self.kind = self.style = self.formula = self.value = ""
        self.pieces = limits.Pieces()
        self.listening = False
        self.phonetic = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "c":
            self._place(attributes.get("r"))
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
            self.formula = self.value = ""
        elif tag in ("v", "f") or (tag == "t" and not self.phonetic):
            self.pieces.take()
            self.listening = True
        elif tag == "row":
            self.row = int(attributes["r"]) if attributes.get("r", "").isdigit() else self.row + 1
            self.column = 0
            if attributes.get("hidden") in ("1", "true"):
                self.hidden.add(self.row)
        elif tag == "rPh":
            self.phonetic = True
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def text(self, text: str) -> None:
        """Characters between tags."""
        if self.listening:
            self.pieces.add(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "v" and self.listening:
            self.value, self.listening = self.pieces.take(), False
        elif tag == "t" and self.listening:
            self.value, self.listening = self.value + self.pieces.take(), False
            if len(self.value) > limits.MOST_CELL_TEXT:
                raise limits.too_large("有一格的文字太长")
        elif tag == "f":
            self.formula, self.listening = self.pieces.take() or "shared", False
        elif tag == "c":
            if self.value or self.formula:
                self._keep()
        elif tag == "rPh":
            self.phonetic = False

    def sheet(self, name: str, visible: bool) -> Sheet:
        """What has been collected."""
        limits.check_spans(self.spans, max(self.rows, default=0))
        return Sheet(name, self.rows, tuple(self.spans), frozenset(self.hidden), visible)

    def _place(self, reference: str | None) -> None:
        match = _REFERENCE.fullmatch(reference) if reference else None
        if match:
            self.column, self.row = column_number(match[1]), int(match[2])
        else:
            self.column += 1

    def _keep(self) -> None:
        cell = self._cell()
        if cell is not None:
            self.budget.spend(cell.text)
            self.rows.setdefault(self.row, {})[self.column] = cell

    def _cell(self) -> Cell | None:
        kind, value = self.kind, self.value
        if kind == "s":
            if not (value.isdigit() and int(value) < len(self.strings)):
                raise limits.broken()
            text = self.strings[int(value)]
            return Cell(text, text, self.formula) if text else None
        if kind in ("str", "inlineStr"):
            text = _unescape(value)
            return Cell(text, text, self.formula)
        if kind == "n" and value:
            return self._number(value)
        if kind == "b":
            return Cell(value == "1", "TRUE" if value == "1" else "FALSE", self.formula)
        if self.formula and not value:
            return self._without_result()
        return Cell(value or None, value, self.formula)  # errors such as #N/A

    def _without_result(self) -> Cell:
        """A formula that no program has computed yet: a plain sum is its sum, any other stays visible as it is."""
        if _PLAIN_SUM.fullmatch(self.formula):
            total = sum(Decimal(term) for term in self.formula.split("+"))
            return Cell(float(total), number_text(float(total)), self.formula)
        return Cell(None, "=" + self.formula, self.formula)

    def _number(self, value: str) -> Cell:
        try:
            number = float(value) if len(value) < 400 else float("nan")
        except ValueError as error:
            raise limits.broken() from error
        style = int(self.style) if self.style.isdigit() else -1
        code = self.formats[style] if 0 <= style < len(self.formats) else "General"
        return number_cell(number, code, self.from_1904, self.formula)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, bottom = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if top and bottom:
            self.spans.append((int(top[2]), column_number(top[1]), int(bottom[2]), column_number(bottom[1])))
        if len(self.spans) > limits.MOST_SPANS:
            raise limits.too_large("合并单元格太多")
