"""The records of an .xls before xlrd reads them: counted, measured, and only those left that say what cells hold.

xlrd trusts what a file says of itself. A link over a whole sheet, 133 bytes, becomes millions of entries; a text that
says that the next one begins before it is read for ever again; rows are as wide as their farthest cell. And of a
formula it tells the result, not that it is one. So this much of the format is read here, and no value.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from workshop.kernel.faults import Refused
from workshop.sheets import limits

_BOF, _EOF, _CONTINUE, _FILEPASS, _SST, _BOUNDSHEET, _XF, _FORMULA, _MULRK = (
    0x809,
    10,
    60,
    0x2F,
    0xFC,
    0x85,
    0xE0,
    6,
    0xBD,
)
_CELLS = frozenset({0xFD, 0x204, 0xD6, 0x203, 0x27E, _MULRK, _FORMULA, 0x205})  # texts, numbers, formulas, truths
_BESIDE_FORMULA = frozenset({0x4BC, 0x221, 0x236, 0x207})  # shared formula, array, table, the text of a result
_OF_BOOK = frozenset({_BOF, _EOF, _SST, _BOUNDSHEET, _XF, 0x41E, 0x22})  # with number formats and the first day
_OF_SHEET = frozenset({_BOF, _EOF, 0x208, 0xE5}) | _CELLS | _BESIDE_FORMULA  # with rows and merged ranges
_PASSED_OVER = b"\xff\xff"  # no record is of this kind
_BIFF8 = 0x0600
_MOST_COLUMNS = 256
_ROW_COSTS = 16  # an empty row takes xlrd the memory of so many cells

Place = tuple[int, int]  # row and column, from 0


@dataclass(frozen=True)
class Record:
    """One record: where it begins, its kind and content, and the contents of the CONTINUE records behind it."""

    at: int
    kind: int
    content: bytes
    more: list[bytes] = field(default_factory=list)


@dataclass
class Records:
    """`stream` is what xlrd may read; `formulas` are the places of formulas on each worksheet, in their order."""

    stream: bytearray
    formulas: list[set[Place]] = field(default_factory=list)
    budget: limits.Budget = field(default_factory=limits.Budget)
    laid_out: int = 0

    def walk(self, at: int, wanted: frozenset[int]) -> Iterator[Record]:
        """The wanted records from a BOF to its EOF; all others, and charts that lie inside, are struck out."""
        depth, waiting = 0, None
        while at + 4 <= len(self.stream):
            kind, length = struct.unpack_from("<HH", self.stream, at)
            content = bytes(self.stream[at + 4 : at + 4 + length])
            self.budget.step()
            depth += kind == _BOF
            if kind == _CONTINUE and waiting:
                waiting.more.append(content)
            else:
                if waiting:
                    yield waiting
                waiting = Record(at, kind, content) if depth == 1 and kind in wanted else None
                if not waiting:
                    self.stream[at : at + 2] = _PASSED_OVER
            at += 4 + length
            depth -= kind == _EOF
            if depth <= 0:
                if waiting:
                    yield waiting
                return
        raise limits.broken()


def vetted_records(stream: bytes) -> Records:
    """The stream with nothing in it that could hurt; raises Refused with a sentence, struct.error when it is broken."""
    records = Records(bytearray(stream))
    starts, free_from = _read_book(records)
    if len(starts) > limits.MOST_SHEETS:
        raise limits.too_large(f"工作表超过 {limits.MOST_SHEETS} 张")
    places: dict[int, set[Place]] = {}
    for start in sorted(starts):
        if start < free_from:  # xlrd would read records there other than those seen here
            raise limits.broken()
        places[start], free_from = _read_sheet(records, start)
    records.formulas = [places[start] for start in starts]
    return records


def _read_book(records: Records) -> tuple[list[int], int]:
    """Where the worksheets begin, and where the part before them ends."""
    starts, styles, end = [], 0, 0
    for record in records.walk(0, _OF_BOOK | {_FILEPASS}):
        end = record.at + 4
        if record.kind == _BOF and struct.unpack_from("<H", record.content)[0] != _BIFF8:
            raise limits.broken("这是 Excel 95 或更早的格式")
        if record.kind == _FILEPASS:
            raise Refused("文件设有密码", "请先取消打开密码再上传")
        if record.kind == _BOUNDSHEET and record.content[5] == 0:
            starts.append(struct.unpack_from("<I", record.content)[0])
        elif record.kind == _SST:
            _check_texts([record.content, *record.more])
        styles += record.kind == _XF
        if styles > limits.MOST_STYLES:
            raise limits.too_large("格式或名称太多")
    return starts, end


def _read_sheet(records: Records, start: int) -> tuple[set[Place], int]:
    """The places of the formulas of a worksheet, and where it ends."""
    formulas: set[Place] = set()
    widths: dict[int, int] = {}
    last_row, end = -1, start
    for record in records.walk(start, _OF_SHEET):
        end = record.at + 4
        if record.kind not in _CELLS:
            continue
        row, column = struct.unpack_from("<HH", record.content)
        last = struct.unpack_from("<H", record.content, len(record.content) - 2)[0] if record.kind == _MULRK else column
        if last >= _MOST_COLUMNS:
            raise limits.broken()
        if record.kind == _FORMULA:
            formulas.add((row, column))
        records.laid_out += max(row - last_row, 0) * _ROW_COSTS + max(last + 1 - widths.get(row, 0), 0)
        last_row, widths[row] = max(row, last_row), max(last + 1, widths.get(row, 0))
        if records.laid_out > limits.MOST_LAID_OUT:
            raise limits.too_large("表格的范围太大")
    return formulas, end


def _check_texts(blocks: list[bytes]) -> None:
    """Walks over the shared texts as xlrd will; a text that runs over into a CONTINUE record has its flags once more there."""
    seams = _Seams(blocks)
    count = struct.unpack_from("<I", blocks[0], 4)[0]
    if count > limits.MOST_CELLS or sum(map(len, blocks)) > 2 * limits.MOST_TEXT:
        raise limits.too_large("文字太多")
    for _ in range(count):
        seams.pass_text()


class _Seams:
    """A place in the shared texts, which run over several records."""

    def __init__(self, blocks: list[bytes]) -> None:
        self.blocks, self.index, self.at, self.runs = blocks, 0, 8, 0

    def pass_text(self) -> None:
        """Over one text with its formatting runs and its phonetic part."""
        characters, flags = struct.unpack("<HB", self._take(3))
        runs = struct.unpack("<H", self._take(2))[0] if flags & 8 else 0
        phonetic = struct.unpack("<i", self._take(4))[0] if flags & 4 else 0
        self.runs += runs
        if phonetic < 0 or self.runs > limits.MOST_OBJECTS:
            raise limits.broken()
        wide = flags & 1
        while characters:
            if self.at >= len(self.blocks[self.index]):
                self.index, self.at = self.index + 1, 1
                wide = self.blocks[self.index][0] & 1
            here = min(characters, (len(self.blocks[self.index]) - self.at) >> wide)
            if not here:
                raise limits.broken()
            self.at, characters = self.at + (here << wide), characters - here
        self._take(runs * 4 + phonetic)

    def _take(self, count: int) -> bytes:
        taken = b""
        while count:
            if self.at >= len(self.blocks[self.index]):
                self.index, self.at = self.index + 1, 0
            piece = self.blocks[self.index][self.at : self.at + count]
            self.at, count, taken = self.at + len(piece), count - len(piece), taken + piece
        return taken
