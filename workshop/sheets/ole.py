"""The container of old office files (compound file binary): finds one stream in it, following no chain twice.

xlrd opens such containers too, but follows a directory in which each of forty entries names the next one twice (6 KB)
along all of its paths, and does not come back. So it is handed the stream alone.
"""

import struct
from collections.abc import Iterator

from workshop.kernel.faults import Refused
from workshop.sheets import limits

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA  # sector numbers from here on are marks, not sectors
_ENTRY = 128


class Container:
    """The streams of a compound file by name; raises Refused for a broken one."""

    def __init__(self, content: bytes) -> None:
        try:
            self._open(content)
        except (struct.error, IndexError, ValueError, StopIteration) as error:
            raise limits.broken() from error

    def _open(self, content: bytes) -> None:
        sector_shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if sector_shift not in (9, 12) or mini_shift != 6:
            raise limits.broken()
        self.content, self.size = content, 1 << sector_shift
        directory, self.mini_cutoff, mini_fat = struct.unpack_from("<I4xII", content, 48)
        self.fat = self._allocation()
        self.entries = list(self._entries(b"".join(self._sectors(directory))))
        self.mini_fat = _integers(b"".join(self._sectors(mini_fat)))
        root = next((start, size) for name, start, size, kind in self.entries if kind == 5)
        self.mini = b"".join(self._sectors(root[0]))[: root[1]]

    def _sector(self, number: int) -> bytes:
        return self.content[(number + 1) * self.size : (number + 2) * self.size]

    def _allocation(self) -> tuple[int, ...]:
        """The table that says which sector follows which."""
        numbers = list(struct.unpack_from("<109I", self.content, 76))
        follow, seen = struct.unpack_from("<I", self.content, 68)[0], set()
        while follow < _LAST:
            if follow in seen:
                raise limits.broken()
            seen.add(follow)
            *more, follow = _integers(self._sector(follow))
            numbers += more
        used = dict.fromkeys(number for number in numbers if number < _LAST)
        return _integers(b"".join(self._sector(number) for number in used))

    def _sectors(self, start: int) -> Iterator[bytes]:
        return (self._sector(number) for number in _chain(start, self.fat))

    def _entries(self, directory: bytes) -> Iterator[tuple[str, int, int, int]]:
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            start, size = struct.unpack_from("<II", directory, at + 116)
            if kind:
                yield directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le"), start, size, kind

    def names(self) -> set[str]:
        """The names of everything in the container."""
        return {name for name, *_ in self.entries}

    def stream(self, wanted: str) -> bytes:
        """The bytes of a stream; raises Refused when it is not there."""
        for name, start, size, kind in self.entries:
            if name == wanted and kind == 2:
                if size < self.mini_cutoff:
                    chain = _chain(start, self.mini_fat)
                    return b"".join(self.mini[number * 64 : number * 64 + 64] for number in chain)[:size]
                return b"".join(self._sectors(start))[:size]
        raise limits.broken()


def _integers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _chain(start: int, follows: tuple[int, ...]) -> Iterator[int]:
    """Sector numbers from `start` to the end of the chain; a chain that comes back to itself is refused."""
    seen = bytearray(len(follows))
    while start < _LAST:
        if start >= len(follows) or seen[start]:
            raise limits.broken()
        seen[start] = 1
        yield start
        start = follows[start]


def workbook_stream(content: bytes) -> bytes:
    """The records of an .xls; raises Refused with a sentence for what else may be in such a container."""
    container = Container(content)
    names = container.names()
    if "EncryptedPackage" in names:
        raise Refused("文件设有密码", "请先取消打开密码再上传")
    if "Workbook" in names:
        return container.stream("Workbook")
    if "Book" in names:
        raise limits.broken("这是 Excel 95 或更早的格式")
    raise limits.broken("这不是 Excel 文件")
