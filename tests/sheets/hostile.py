"""Uploads that mean harm, made in memory. Each is small to send and large, endless or treacherous to open."""

import io
import random
import struct
import zipfile

from tests.sheets.makers import make_xlsx

MEGABYTE = 1024 * 1024
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
GOOD = make_xlsx(("花名册", [["姓名", "身份证号", "银行卡号"], ["王桂香", "1", "2"]]))
HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"


def rebuilt(
    parts: dict[str, bytes | None], extra: dict[str, bytes] | None = None, method=zipfile.ZIP_DEFLATED
) -> bytes:
    """The good workbook with some parts replaced or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(buffer, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name) or old.read(name))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return buffer.getvalue()


def bomb() -> bytes:
    """A sheet of 200 MB of blanks in a few hundred KB."""
    return rebuilt({SHEET: HEAD + b" " * (200 * MEGABYTE) + TAIL})


def many_bombs() -> bytes:
    """Twenty parts of 10 MB: each alone would pass."""
    return rebuilt({}, {f"xl/media/image{i}.xml": bytes(10 * MEGABYTE) for i in range(20)})


def lying_small() -> bytes:
    """A part of 30 MB that says it has 100 bytes."""
    content = bytearray(rebuilt({SHEET: HEAD + b" " * (30 * MEGABYTE) + TAIL}))
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(SHEET.encode()))
    struct.pack_into("<I", content, at + 24, 100)
    return bytes(content)


def many_parts() -> bytes:
    return rebuilt({}, {f"xl/x{i}.xml": b"<a/>" for i in range(3000)})


def long_directory() -> bytes:
    """Half a million names in the table of contents, almost 20 MB of it."""
    entry = b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * 400_000
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(directory), 0, 0)
    return b"PK\x03\x04" + directory + end


def upward_path() -> bytes:
    return rebuilt({}, {"../../etc/passwd": b"x"})


def dtd() -> bytes:
    """The strings of the good workbook behind a document type that points elsewhere."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as good:
        content = good.read(STRINGS)
    at = content.index(b"?>") + 2
    return rebuilt({STRINGS: content[:at] + b'<!DOCTYPE sst SYSTEM "http://127.0.0.1/x">' + content[at:]})


def laughs() -> bytes:
    """A billion laughs: entities of entities."""
    lines = b'<!ENTITY a "ha">' + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 20) for i in range(8))
    return rebuilt({STRINGS: b'<?xml version="1.0"?><!DOCTYPE x [' + lines + b"]><sst><si><t>&i;</t></si></sst>"})


def external_entity() -> bytes:
    lines = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return rebuilt({STRINGS: b'<?xml version="1.0"?>' + lines + b"<sst><si><t>&e;</t></si></sst>"})


def noise(count: int) -> bytes:
    """Letters that hardly compress, so that nothing but what they flood can be noticed."""
    return random.Random(1).randbytes(count // 2).hex().encode()


def many_cells(count: int = 1_500_000) -> bytes:
    values = noise(count * 4).translate(bytes.maketrans(b"abcdef", b"123456"))
    cells = b"".join(b"<c><v>%b</v></c>" % values[at * 4 : at * 4 + 4] for at in range(count))
    return rebuilt({SHEET: HEAD + b"<row>" + cells + b"</row>" + TAIL})


def many_empty_cells() -> bytes:
    """Cells that hold nothing: not one of them is kept, but each takes its time."""
    values = noise(2_000_000)
    cells = b"".join(b'<c s="%b"/>' % values[at : at + 4] for at in range(1_990_000))
    return rebuilt({SHEET: HEAD + b"<row>" + cells + b"</row>" + TAIL})


def many_strings() -> bytes:
    values = noise(8_000_000)
    strings = b"".join(b"<si><t>%b</t></si>" % values[at * 8 : at * 8 + 8] for at in range(1_000_000))
    return rebuilt({STRINGS: b"<sst>" + strings + b"</sst>"})


def many_elements() -> bytes:
    values = noise(3_000_000)
    elements = b"".join(b"<x%b/>" % values[at : at + 1] for at in range(2_900_000))
    return rebuilt({SHEET: HEAD + elements + TAIL})


def giant_tag() -> bytes:
    return rebuilt({SHEET: HEAD + b'<row x="' + noise(30 * MEGABYTE) + b'"/>' + TAIL})


def giant_text() -> bytes:
    return rebuilt(
        {SHEET: HEAD + b'<row><c t="inlineStr"><is><t>' + noise(33 * MEGABYTE) + b"</t></is></c></row>" + TAIL}
    )


def far_cell() -> bytes:
    """One cell in the farthest corner and a merged range over the whole sheet: harmless if nothing is filled in."""
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return rebuilt({SHEET: HEAD + cell + b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'})


def far_link(place: str = "A1:XFD1048576") -> bytes:
    """A link over the whole sheet."""
    link = b'<hyperlinks><hyperlink ref="%b" location="x"/></hyperlinks></worksheet>' % place.encode()
    return rebuilt({SHEET: HEAD + b'<row r="1"><c r="A1"><v>1</v></c></row></sheetData>' + link})


def long_shared_formula(rows: int = 90_000) -> bytes:
    """One formula of 6,000 letters that every row shares: to be put in terms of each row."""
    first = b'<row><c r="A1"><f t="shared" si="0" ref="A1:A9">%b</f></c></row>' % b"+".join([b"A1"] * 2000)
    others = (b'<row><c r="A%d"><f t="shared" si="0"/></c></row>' % row for row in range(2, rows))
    return rebuilt({SHEET: HEAD + first + b"".join(others) + TAIL})


def many_formats() -> bytes:
    """A hundred thousand cell formats, in a part that is read whole."""
    values = noise(600_000)
    formats = b"".join(b'<xf x="%b"/>' % values[at * 6 : at * 6 + 6] for at in range(100_000))
    return rebuilt({"xl/styles.xml": b"<styleSheet><cellXfs>" + formats + b"</cellXfs></styleSheet>"})


def encrypted() -> bytes:
    content = bytearray(GOOD)
    at = content.find(b"PK\x01\x02")
    struct.pack_into("<H", content, at + 8, 1)
    return bytes(content)


def other_method() -> bytes:
    return rebuilt({}, method=zipfile.ZIP_LZMA)


def endless_chain() -> bytes:
    """An old container whose directory follows itself for ever."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIIII", head, 40, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    for at in range(80, 512, 4):
        struct.pack_into("<I", head, at, 0xFFFFFFFF)
    table = struct.pack("<II", 0xFFFFFFFD, 1) + b"\xff" * 504
    return bytes(head) + table + bytes(512)


def many_sheets() -> bytes:
    """Five sheets, none of them too much alone."""
    cells = b'<c s="1"/>' * 600_000 + noise(MEGABYTE)
    parts = {f"xl/worksheets/sheet{at}.xml": HEAD + b"<row>" + cells + b"</row>" + TAIL for at in range(1, 6)}
    buffer = make_xlsx(*((f"表{at}", [["姓名"]]) for at in range(1, 6)))
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(buffer)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name) or old.read(name))
    return target.getvalue()


def many_records() -> bytes:
    """An .xls of millions of records that hold nothing."""
    records = struct.pack("<HHHH12x", 0x0809, 16, 0x0600, 5) + b"\x5d\x00\x00\x00" * 1_700_000
    sectors = -(-len(records) // 512)
    tables = -(-(sectors + 200) // 128)
    follows = [0xFFFFFFFD] * tables + [0xFFFFFFFE] + list(range(tables + 2, tables + 1 + sectors)) + [0xFFFFFFFE]
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIIII", head, 40, 0, tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    first = min(tables, 109)
    struct.pack_into(f"<{first}I", head, 76, *range(first))
    table = struct.pack(f"<{len(follows)}I", *follows).ljust(tables * 512, b"\xff")
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HB49xII4x", len(name) * 2 + 2, kind, start, size)
        for name, kind, start, size in (("Root Entry", 5, 0xFFFFFFFE, 0), ("Workbook", 2, tables + 1, len(records)))
    )
    return bytes(head) + table + entries.ljust(512, b"\0") + records.ljust(sectors * 512, b"\0")


def too_big() -> bytes:
    return b"PK" + bytes(21 * MEGABYTE)


def truncated() -> bytes:
    return GOOD[: len(GOOD) // 2]


def nothing() -> bytes:
    return b""


def a_picture() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + bytes(1000)


HOSTILE = (
    bomb, many_bombs, lying_small, many_parts, long_directory, upward_path, dtd, laughs, external_entity,
    many_cells, many_empty_cells, many_strings,
    many_elements, many_formats, giant_tag, giant_text, encrypted, other_method, endless_chain,
    many_sheets, many_records, too_big, truncated, nothing, a_picture,
)  # fmt: skip
