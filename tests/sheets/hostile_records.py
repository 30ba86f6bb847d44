"""Old workbooks that mean harm, made record by record: harmless to us, ruinous to a reader that believes them."""

import struct

LINK_ID = bytes.fromhex("D0C9EA79F9BACE118C8200AA004BA90B")
STYLE = struct.pack("<HHHBBBBIiH", 0, 0, 1, 0, 0, 0, 0, 0, 0, 0)


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def begin(kind: int, version: int = 0x0600) -> bytes:
    return record(0x809, struct.pack("<HHHHII", version, kind, 0xDBB, 1997, 0, 6))


def texts(count: int, content: bytes = b"") -> bytes:
    return record(0xFC, struct.pack("<II", count, count) + content)


def number(row: int, column: int) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, 0, 1.0))


def stream(*sheets: bytes, shared: bytes = b"", shift: int = 0, version: int = 0x0600) -> bytes:
    """The records of a workbook; `shift` is how far the sheets are from where the book says they are."""
    shared = shared or texts(0)
    fixed = len(begin(5) + record(0xE0, STYLE) + shared + record(10)) + 13 * len(sheets)
    whole = [begin(16) + sheet + record(10) for sheet in sheets]
    places = [fixed + sum(map(len, whole[:at])) + shift for at in range(len(whole))]
    listed = b"".join(
        record(0x85, struct.pack("<IBBBB", place, 0, 0, 1, 0) + b"%c" % (65 + at)) for at, place in enumerate(places)
    )
    return begin(5, version) + record(0xE0, STYLE) + listed + shared + record(10) + b"".join(whole)


def container(entries: list[tuple[str, int, int, int]], content: bytes = b"") -> bytes:
    """A compound file of directory entries (name, kind, left, right) below its root; `content` is the Workbook."""
    content = content.ljust(4096, b"\0")
    listed = [("Root Entry", 5, -1, -1), *entries]
    sectors = -(-len(content) // 512)
    folders = -(-len(listed) // 4)
    tables = -(-(sectors + folders + 4 + sectors // 100) // 128)
    first = tables + folders
    follows = [-3] * tables + [*range(tables + 1, first), -2] + [*range(first + 1, first + sectors), -2]
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0"))
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<iiiiiiii", head, 44, tables, tables, 0, 4096, -2, 0, -2, 0)
    struct.pack_into("<109i", head, 76, *range(tables), *[-1] * (109 - tables))
    folder = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBBiii", len(name) * 2 + 2, kind, 0, left, right, 1 if kind == 5 else -1).ljust(52, b"\0")
        + struct.pack("<iII", first if name == "Workbook" else -2, len(content) if name == "Workbook" else 0, 0)
        for name, kind, left, right in listed
    )
    table = struct.pack(f"<{len(follows)}i", *follows).ljust(tables * 512, b"\xff")
    return bytes(head) + table + folder.ljust(folders * 512, b"\0") + content.ljust(sectors * 512, b"\0")


def packed(content: bytes) -> bytes:
    return container([("Workbook", 2, -1, -1)], content)


def text_that_goes_back(count: int = 140_000) -> bytes:
    """One text of 8,000 letters whose phonetic part ends before it begins: the next text is the same again."""
    cell = record(0xFD, struct.pack("<HHHI", 0, 0, 0, count - 1))
    return stream(cell, shared=texts(count, struct.pack("<HBi", 8000, 4, -8007) + b"a" * 8000))


def wide_rows(last: int = 65_536) -> bytes:
    """A number in the last column of every row."""
    return stream(b"".join(number(row, 255) for row in range(last)))


def many_far_corners() -> bytes:
    return stream(*[number(65_535, 255)] * 50)


def many_styles() -> bytes:
    return begin(5) + record(0xE0, STYLE) * 100_000 + texts(0) + record(10)


def many_texts() -> bytes:
    return stream(b"", shared=texts(1_000_000, b"\0\0\0" * 2700))


def sheet_within_a_sheet() -> bytes:
    """The book says that a sheet begins inside a number of another one."""
    return stream(number(0, 0), number(0, 0), shift=4)


def one_sheet_twice() -> bytes:
    whole = bytearray(stream(number(0, 0), number(0, 0)))
    first = whole.index(record(0x85)[:2] + b"\x09\0")
    second = first + 13
    whole[second + 4 : second + 8] = whole[first + 4 : first + 8]
    return bytes(whole)


def too_old() -> bytes:
    return stream(number(0, 0), version=0x0500)


def with_a_password() -> bytes:
    return begin(5) + record(0x2F, bytes(6)) + record(10)


def without_end() -> bytes:
    return stream(number(0, 0))[:-4]


def link_over_everything(last_row: int = 65_535) -> bytes:
    """A link over all cells: to be passed over."""
    content = struct.pack("<HHHH", 0, last_row, 0, 255) + LINK_ID + struct.pack("<II", 2, 0)
    return stream(number(0, 0) + record(0x1B8, content))


def directory_of_many_paths() -> bytes:
    """Forty entries of which each names the next one as left and as right: a million million paths."""
    return container([(f"x{at}", 2, *([at + 1 if at < 40 else -1] * 2)) for at in range(1, 41)])


HOSTILE = (
    text_that_goes_back, wide_rows, many_far_corners, many_styles, many_texts, sheet_within_a_sheet,
    one_sheet_twice, too_old, with_a_password, without_end,
)  # fmt: skip
