"""What both sheets of the floor need: the columns that say who, and the worker of a row."""

from workshop.sheets.known import KnownWorker, Workers
from workshop.sheets.layout import Field
from workshop.sheets.reading import RowCheck
from workshop.sheets.reasons import Unreadable

WHO = (
    Field("worker_no", "工号", r"^(?:工|职工|员工|人员|工人)?(?:编号|工号|代码|号)$"),
    Field("name", "姓名", r"姓名|^(?:员工|工人|职工|人员|名字|人名)$", required=True),
)


def find_worker(check: RowCheck, workers: Workers) -> KnownWorker | None:
    """The worker of a row; None, and a refusal at the name, where the name means nobody or several."""
    name, no = check.cell("name").text, check.cell("worker_no").shown
    try:
        return workers.get(name, no)
    except Unreadable as unreadable:
        check.refuse("name" if name.strip() or not no else "worker_no", unreadable.reason)
        return None
