"""The steps of the import wizard between the page and the office sheets: every step opens and reads the upload anew."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workshop.exchange.actions import Written, import_sheet
from workshop.exchange.columns import as_stored, from_stored
from workshop.exchange.office import SORTS, Checked, Sort, check_sheet, choose_sort, find_layouts
from workshop.exchange.waiting import Upload, WaitingRoom
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.text import has_forbidden
from workshop.sheets.cells import Workbook
from workshop.sheets.layout import Field, Layout
from workshop.sheets.mending import build_mending
from workshop.sheets.opening import open_workbook
from workshop.store.audit import Actor
from workshop.store.settings import data_folder


@dataclass(frozen=True)
class Opened:
    """An upload with its workbook, and where its tables stand as far as it has been said."""

    upload: Upload
    workbook: Workbook
    sort: Sort
    known: Any
    layouts: tuple[Layout, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """What a column may be."""
        return tuple(self.sort.fields(self.known))


def waiting_room() -> WaitingRoom:
    """In the folder of the installation."""
    return WaitingRoom(data_folder() / "uploads")


def receive(shop: int, owner: int, name: str, content: bytes, kind: str) -> Upload:
    """Opens an upload, recognises its tables and keeps it. Raises Refused for what cannot be read."""
    if has_forbidden(name):
        raise Refused("文件名里有不能保存的字符", "请改名后再上传", "file")
    workbook = open_workbook(content, name)
    sort = choose_sort(SORTS, workbook, kind)
    layouts = find_layouts(sort, workbook, sort.load_known(shop))
    room = waiting_room()
    upload = room.take(shop, owner, name, content).described(sort.kind, as_stored(layouts))
    room.keep(upload)
    return upload


def reopen(token: str, shop: int, owner: int) -> Opened:
    """The upload behind a token, opened anew: nothing that waited is trusted. Raises NotFound, Refused."""
    upload = waiting_room().get(token, shop, owner)
    if upload.kind not in SORTS:
        raise NotFound("upload")
    workbook = open_workbook(upload.content, upload.name)
    sort = SORTS[upload.kind]
    return Opened(upload, workbook, sort, sort.load_known(shop), tuple(from_stored(workbook, upload.layouts)))


def keep_layouts(opened: Opened, layouts: list[Layout]) -> None:
    """Notes a person's corrections."""
    waiting_room().keep(opened.upload.described(opened.sort.kind, as_stored(layouts)))


def check(opened: Opened, on: date) -> Checked:
    """Every row, against what the workshop has now."""
    return check_sheet(opened.sort, opened.upload.shop, on, opened.workbook, opened.layouts, opened.known)


def confirm(actor: Actor, now: datetime, on: date, opened: Opened, seen: int | None) -> Written:
    """Writes the good rows, keeps the faulty ones as a workbook for a day, forgets the upload.

    `seen` is how many rows the person was shown. Raises Refused when it is another number now.
    """
    upload, checked = opened.upload, check(opened, on)
    if seen is not None and seen != len(checked.rows):
        message = f"刚才看到的是 {seen} 行,现在可以导入的是 {len(checked.rows)} 行:车间的资料在这中间变了"
        raise Refused(message, "请再看一遍,再按确认导入")
    written = import_sheet(actor, now, on, upload.shop, checked, upload.name, upload.sha256)
    if checked.refused:
        waiting_room().keep_mending(upload.shop, written.import_id, mending_of(checked))
    waiting_room().drop(upload)
    return written


def mending_of(checked: Checked) -> bytes:
    """The faulty rows as a workbook."""
    return build_mending(checked.workbook, checked.layouts, checked.for_mending)
