"""Reads .xls (Excel 97 to 2003, BIFF8): sheets as sparse cells with formats, formulas, merged ranges, hidden rows."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from workshop.kernel.faults import Refused
from workshop.sheets import limits
from workshop.sheets.cells import Cell, Sheet, Span, Workbook
from workshop.sheets.ole import workbook_stream
from workshop.sheets.shown import number_cell, style_code

_BOF, _EOF, _CONTINUE, _FILEPASS = 0x0809, 0x000A, 0x003C, 0x002F
_BOUNDSHEET, _SST, _XF, _FORMAT, _EPOCH = 0x0085, 0x00FC, 0x00E0, 0x041E, 0x0022
_ROW, _MERGED, _STRING = 0x0208, 0x00E5, 0x0207
_LABELSST, _LABEL, _RSTRING, _NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR = 0xFD, 0x204, 0xD6, 0x203, 0x27E, 0xBD, 6, 0x205
_BIFF8 = 0x0600
_HIDDEN = 0x20
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}

Record = tuple[int, bytes, list[bytes]]  # type, content, contents of the CONTINUE records behind it


def read_xls(content: bytes, name: str) -> Workbook:
    """Every sheet of an .xls; raises Refused for a file that is broken, hostile or too large."""
    try:
        return _read(workbook_stream(content), name)
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise limits.broken() from error


def _read(stream: bytes, name: str) -> Workbook:
    globals_ = _Globals()
    budget = limits.Budget()
    for kind, content, more in _records(stream, 0, budget):
        globals_.take(kind, content, more)
    codes = [style_code(style, globals_.codes) for style in globals_.styles]
    sheets = []
    for title, start, visible in globals_.sheets[: limits.MOST_SHEETS]:
        reader = _SheetReader(globals_, codes, budget)
        for kind, content, _ in _records(stream, start, budget):
            reader.take(kind, content)
        limits.check_spans(reader.spans, max(reader.rows, default=0))
        sheets.append(Sheet(title, reader.rows, tuple(reader.spans), frozenset(reader.hidden), visible))
    return Workbook(name, tuple(sheets))


def _records(stream: bytes, at: int, budget: limits.Budget) -> Iterator[Record]:
    """The records from a BOF to its EOF; charts that lie inside are passed over."""
    depth = 0
    waiting: Record | None = None
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        content = stream[at + 4 : at + 4 + length]
        at += 4 + length
        budget.step()
        if kind == _CONTINUE and waiting:
            waiting[2].append(content)
            continue
        if waiting:
            yield waiting
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 1 and kind == _BOF and struct.unpack_from("<H", content)[0] != _BIFF8:
            raise limits.broken("这是 Excel 95 或更早的格式")
        if depth <= 0:
            return
        waiting = (kind, content, []) if depth == 1 else None
    raise limits.broken()


@dataclass
class _Globals:
    """What holds for every sheet: names and places of the sheets, shared strings, formats."""

    sheets: list[tuple[str, int, bool]] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    styles: list[int] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    from_1904: bool = False

    def take(self, kind: int, content: bytes, more: list[bytes]) -> None:
        """One record of the part before the sheets."""
        if kind == _FILEPASS:
            raise Refused("文件设有密码", "请先取消打开密码再上传")
        if kind == _BOUNDSHEET and content[5] == 0:
            start, state = struct.unpack_from("<IB", content)
            self.sheets.append((_short_text(content, 6, 1), start, state & 3 == 0))
        elif kind == _SST:
            self.strings = _shared_strings([content, *more])
        elif kind == _XF:
            self.styles.append(struct.unpack_from("<H", content, 2)[0])
        elif kind == _FORMAT:
            self.codes[struct.unpack_from("<H", content)[0]] = _short_text(content, 2, 2)
        elif kind == _EPOCH:
            self.from_1904 = content[:1] == b"\x01"


def _short_text(content: bytes, at: int, width: int) -> str:
    """A text with its length in `width` bytes and its flags before it."""
    count = int.from_bytes(content[at : at + width], "little")
    wide = content[at + width] & 1
    start = at + width + 1
    return _decode(content[start : start + (count << wide)], wide)


def _decode(content: bytes, wide: int) -> str:
    return content.decode("utf-16-le" if wide else "latin-1", "replace")


def _shared_strings(blocks: list[bytes]) -> list[str]:
    """The shared strings; a text that runs over into a CONTINUE record has its flags once more there."""
    count = struct.unpack_from("<I", blocks[0], 4)[0]
    texts = _Blocks(blocks, 8)
    budget = limits.Budget()
    strings = []
    for _ in range(count):
        strings.append(texts.text())
        budget.spend(strings[-1])
    return strings


class _Blocks:
    """A cursor over a record and its continuations."""

    def __init__(self, blocks: list[bytes], at: int) -> None:
        self.blocks, self.index, self.at = blocks, 0, at

    def take(self, count: int) -> bytes:
        """`count` bytes, over the seams."""
        taken = b""
        while count:
            if self.at >= len(self.blocks[self.index]):
                self.index, self.at = self.index + 1, 0
            piece = self.blocks[self.index][self.at : self.at + count]
            self.at += len(piece)
            count -= len(piece)
            taken += piece
        return taken

    def text(self) -> str:
        """One text with its formatting runs and phonetic part passed over."""
        count, flags = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if flags & 8 else 0
        phonetic = struct.unpack("<I", self.take(4))[0] if flags & 4 else 0
        if phonetic > limits.MOST_UPLOAD:
            raise limits.broken()
        wide, pieces = flags & 1, []
        while count:
            if self.at >= len(self.blocks[self.index]):
                self.index, self.at = self.index + 1, 1
                wide = self.blocks[self.index][0] & 1
            piece = self.blocks[self.index][self.at : self.at + (count << wide)]
            piece = piece[: len(piece) >> wide << wide]
            if not piece:
                raise limits.broken()
            self.at += len(piece)
            count -= len(piece) >> wide
            pieces.append(_decode(piece, wide))
        self.take(runs * 4 + phonetic)
        return "".join(pieces)


class _SheetReader:
    """Collects one sheet from its records."""

    def __init__(self, globals_: _Globals, codes: list[str], budget: limits.Budget) -> None:
        self.globals, self.codes, self.budget = globals_, codes, budget
        self.rows: dict[int, dict[int, Cell]] = {}
        self.hidden: set[int] = set()
        self.spans: list[Span] = []
        self.waiting: tuple[int, int] | None = None  # a formula whose text comes in the next record
        self.readers: dict[int, Callable[[bytes], None]] = {
            _ROW: self._row,
            _LABELSST: self._shared,
            _LABEL: self._label,
            _RSTRING: self._label,
            _NUMBER: self._number,
            _RK: lambda content: self._packed(content, 0, content[:6], content[6:10]),
            _MULRK: self._packed_row,
            _FORMULA: self._formula,
            _STRING: self._formula_text,
            _BOOLERR: self._truth,
            _MERGED: self._merge,
        }

    def take(self, kind: int, content: bytes) -> None:
        """One record of the sheet; those without cells are passed over."""
        if read := self.readers.get(kind):
            read(content)

    def _keep(self, row: int, column: int, cell: Cell) -> None:
        self.budget.spend(cell.text)
        if cell.text or cell.formula:
            self.rows.setdefault(row + 1, {})[column + 1] = cell

    def _row(self, content: bytes) -> None:
        row, options = struct.unpack_from("<H10xH", content)
        if options & _HIDDEN:
            self.hidden.add(row + 1)

    def _shared(self, content: bytes) -> None:
        row, column, _, index = struct.unpack_from("<HHHI", content)
        text = self.globals.strings[index]
        self._keep(row, column, Cell(text, text))

    def _label(self, content: bytes) -> None:
        row, column = struct.unpack_from("<HH", content)
        text = _short_text(content, 6, 2)
        self._keep(row, column, Cell(text, text))

    def _number_at(self, row: int, column: int, style: int, number: float, formula: str = "") -> None:
        code = self.codes[style] if style < len(self.codes) else "General"
        self._keep(row, column, number_cell(number, code, self.globals.from_1904, formula))

    def _number(self, content: bytes) -> None:
        self._number_at(*struct.unpack_from("<HHHd", content))

    def _packed(self, _: bytes, shift: int, place: bytes, packed: bytes) -> None:
        row, column, style = struct.unpack("<HHH", place)
        self._number_at(row, column + shift, style, _unpack_rk(packed))

    def _packed_row(self, content: bytes) -> None:
        row, first = struct.unpack_from("<HH", content)
        for shift in range((len(content) - 6) // 6):
            style = struct.unpack_from("<H", content, 4 + shift * 6)[0]
            self._number_at(row, first + shift, style, _unpack_rk(content[6 + shift * 6 : 10 + shift * 6]))

    def _formula(self, content: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", content)
        result = content[6:14]
        self.waiting = None
        if result[6:8] != b"\xff\xff":
            self._number_at(row, column, style, struct.unpack("<d", result)[0], "formula")
        elif result[0] == 0:
            self.waiting = (row, column)
        else:
            text = {1: "TRUE" if result[2] else "FALSE", 2: _ERRORS.get(result[2], "#N/A")}.get(result[0], "")
            self._keep(row, column, Cell(text or None, text, "formula"))

    def _formula_text(self, content: bytes) -> None:
        if self.waiting:
            text = _short_text(content, 0, 2)
            self._keep(*self.waiting, Cell(text, text, "formula"))
            self.waiting = None

    def _truth(self, content: bytes) -> None:
        row, column, _, value, is_error = struct.unpack_from("<HHHBB", content)
        text = _ERRORS.get(value, "#N/A") if is_error else ("TRUE" if value else "FALSE")
        self._keep(row, column, Cell(text if is_error else bool(value), text))

    def _merge(self, content: bytes) -> None:
        for at in range(2, len(content) - 7, 8):
            top, bottom, left, right = struct.unpack_from("<HHHH", content, at)
            self.spans.append((top + 1, left + 1, bottom + 1, right + 1))
        if len(self.spans) > limits.MOST_SPANS:
            raise limits.too_large("合并单元格太多")


def _unpack_rk(packed: bytes) -> float:
    """A number packed in 30 bits, perhaps a hundredth of it."""
    bits = struct.unpack("<i", packed)[0]
    number = float(bits >> 2) if bits & 2 else struct.unpack("<d", b"\0\0\0\0" + struct.pack("<i", bits & ~3))[0]
    return number / 100 if bits & 1 else number
