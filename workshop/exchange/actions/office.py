"""Importing an office's sheet: what was checked is written in one transaction; an import is taken back whole."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from workshop.exchange.office import SORTS, Checked, Writing
from workshop.kernel.faults import NotFound, Refused
from workshop.people.actions import record_import
from workshop.people.rows import ImportRow
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction


@dataclass(frozen=True)
class Written:
    """An import that is done: its id, how many rows were written, what the rooms have to say."""

    import_id: int
    rows: int
    remarks: tuple[str, ...]


def import_sheet(
    actor: Actor, now: datetime, on: date, shop: int, checked: Checked, file_name: str, sha256: str
) -> Written:
    """Writes the rows of a checked sheet, all of them or none. Raises Refused, also when there is nothing to write."""
    rows = checked.rows
    if not rows:
        already = f",{len(checked.judged.existing)} 行以前已经导入过" if checked.judged.existing else ""
        raise Refused(f"没有可以导入的行{already}", "请改正错误后重新上传")
    with transaction(actor, now):
        refused = len({(fault.place, fault.row) for fault in checked.refused})
        import_id = record_import(actor, now, shop, checked.sort.kind, file_name, sha256, len(rows), refused)
        remarks = checked.sort.write(Writing(actor, now, on, shop, import_id), rows)
    return Written(import_id, len(rows), tuple(remarks))


def undo_import(actor: Actor, now: datetime, on: date, shop: int, import_id: int) -> int:
    """Takes a whole import back and answers how many rows; Refused with the reason when something has used it."""
    with transaction(actor, now):
        row = ImportRow
        mine = (row.workshop_id == shop, row.id == import_id)
        found = db.session.execute(select(row.kind, row.undone_at).where(*mine)).one_or_none()
        if found is None:
            raise NotFound(f"import {import_id}")
        if found.undone_at is not None:
            raise Refused("这次导入已经撤销过了", "请刷新页面看现在的记录")
        if found.kind not in SORTS:
            raise Refused("整个文件夹的导入不能一次撤销", "请在各自的页面更正")
        return SORTS[found.kind].undo(Writing(actor, now, on, shop, import_id))
