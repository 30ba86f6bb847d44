"""Zip files are measured before anything in them is opened: a small .xlsx can unpack to gigabytes."""

import io
import struct
import zipfile
from collections.abc import Iterator
from typing import IO, Literal
from xml.parsers import expat

from workshop.kernel.faults import Refused
from workshop.sheets import limits

_END = b"PK\x05\x06"
_CHUNK = 64 * 1024
_PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"


def open_zip(content: bytes) -> zipfile.ZipFile:
    """The archive after its measures have been taken; raises Refused with a sentence."""
    check_directory(content)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError) as error:
        raise limits.broken() from error
    check_declared(archive)
    check_actual(archive)
    return archive


def check_directory(content: bytes) -> None:
    """The table of contents must be small before `zipfile` turns it into objects; no small file needs zip64."""
    at = content.rfind(_END, max(0, len(content) - 66_000))
    if at < 0 or len(content) < at + 22:
        raise limits.broken()
    count, size, start = struct.unpack_from("<HII", content, at + 10)
    if count > limits.MOST_PARTS or size > limits.MOST_DIRECTORY:
        raise limits.too_large(f"压缩包里的部件超过 {limits.MOST_PARTS} 个")
    if content[at - 20 : at - 16] == b"PK\x06\x07" or start == 0xFFFFFFFF:
        raise limits.broken("文件的压缩格式不是 Excel 的写法")


def check_declared(archive: zipfile.ZipFile) -> None:
    """What the table of contents says: sizes, ratio, names, methods."""
    parts = archive.infolist()
    if len(parts) > limits.MOST_PARTS:
        raise limits.too_large(f"压缩包里的部件超过 {limits.MOST_PARTS} 个")
    if len({part.filename for part in parts}) != len(parts):
        raise limits.broken("压缩包里有同名的部件")
    if sum(part.file_size for part in parts) > limits.MOST_UNPACKED:
        raise limits.too_large(f"解压后超过 {limits.MOST_UNPACKED // limits.MEGABYTE} MB")
    for part in parts:
        _check_part(part)


def _check_part(part: zipfile.ZipInfo) -> None:
    name = part.filename
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        raise Refused(f"压缩包里有可疑的路径「{name[:60]}」", "请用 Excel 或 WPS 重新保存后再上传")
    if part.flag_bits & _ENCRYPTED:
        raise Refused("文件设有密码", "请先取消打开密码再上传")
    if part.compress_type not in _PLAIN_METHODS:
        raise limits.broken("文件的压缩格式不是 Excel 的写法")
    if part.file_size > limits.RATIO_FROM and part.file_size > limits.MOST_RATIO * max(part.compress_size, 1):
        raise limits.too_large("压缩得异乎寻常,可能是恶意文件")


def check_actual(archive: zipfile.ZipFile) -> None:
    """Unpacks every part in small pieces and throws them away: a part that lies about its size fails here."""
    for part in archive.infolist():
        for _ in pieces(archive, part.filename):
            pass


def pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A part in pieces of 64 KB; raises Refused when it is not as declared."""
    try:
        with archive.open(name) as stream:
            while piece := stream.read(_CHUNK):
                yield piece
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise limits.broken("文件里的部件与它自己写的大小不符") from error
    except Exception as error:
        if type(error).__name__ != "error":  # zlib.error has no public base
            raise
        raise limits.broken() from error


class Measured:
    """What a reader of workbooks sees of an archive: parts that are XML, each measured before any is handed out.

    Answers as a `zipfile.ZipFile` does. `read` hands out whole what a reader turns into objects, and so takes less.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive, self.filename = archive, archive.filename
        budget = limits.Budget()
        names = [name for name in archive.namelist() if _is_xml(archive, name)]
        self.elements = {name: _measure(archive, name, budget) for name in names}

    def namelist(self) -> list[str]:
        """The parts that may be asked for."""
        return list(self.elements)

    def open(self, name: str, mode: Literal["r"] = "r") -> IO[bytes]:
        """A part as a stream; raises KeyError where there is none."""
        if name not in self.elements:
            raise KeyError(name)
        return self.archive.open(name, mode)

    def read(self, name: str) -> bytes:
        """A part as a whole; raises KeyError where there is none."""
        with self.open(name) as part:
            if self.elements[name] > limits.MOST_OBJECTS:
                raise limits.too_large("格式或名称太多")
            return part.read()


def _is_xml(archive: zipfile.ZipFile, name: str) -> bool:
    return next(pieces(archive, name), b"").lstrip(_BEFORE_XML).startswith(b"<")


def _measure(archive: zipfile.ZipFile, name: str, budget: limits.Budget) -> int:
    """The number of elements of a part. Refuses DTDs and entities, giant tags, endless texts and floods of elements."""
    before, strings, run = budget.steps, 0, 0

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal strings, run
        run = 0
        budget.step()
        tag = tag if ":" not in tag else tag.rpartition(":")[2]
        if tag in ("v", "is"):
            budget.spend("")
        elif tag == "si":
            strings += 1
            if strings > limits.MOST_CELLS:
                raise limits.too_large("文字太多")

    def text(piece: str) -> None:
        nonlocal run
        run += len(piece)
        if run > limits.MOST_CELL_TEXT:
            raise limits.too_large("有一格的文字太长")
        budget.characters += 0 if piece.isspace() else len(piece)
        if budget.characters > limits.MOST_TEXT:
            raise limits.too_large("文字太多")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse_dtd
    _feed(parser, archive, name)
    return budget.steps - before


def _feed(parser: expat.XMLParserType, archive: zipfile.ZipFile, name: str) -> None:
    fed = 0
    try:
        for piece in pieces(archive, name):
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - max(parser.CurrentByteIndex, 0) > limits.MOST_TOKEN:
                raise limits.too_large("有异常长的标记")
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise limits.broken() from error


def _refuse_dtd(*_: object) -> None:
    raise Refused("文件里带有 DTD 或实体声明", "Excel 文件不会有这些内容,请用 Excel 或 WPS 重新保存后再上传")
