"""Workshops are added by import or by the person who sets the program up."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from workshop.kernel.calendar import parse_weekly_rest
from workshop.kernel.faults import Refused
from workshop.people.queries.workshops import list_workshops
from workshop.people.rows import WorkshopRow
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import transaction


@dataclass(frozen=True)
class NewWorkshop:
    """A workshop as a file gives it. `weekly_rest` is `日`, `六日` or empty."""

    code: str
    name: str
    village: str
    county_code: str
    weekly_rest: str


def add_workshops(actor: Actor, now: datetime, rows: Iterable[NewWorkshop]) -> dict[str, int]:
    """Adds what is new and answers code → id. An existing code with the same facts is left; with other facts Refused."""
    with transaction(actor, now) as tx:
        known = {place.code: place for place in list_workshops()}
        ids, new = {code: place.id for code, place in known.items()}, []
        for row in rows:
            _check(row)
            if row.code in known:
                _refuse_difference(row, known[row.code])
                continue
            if row.code in ids:
                raise Refused(f"车间编号「{row.code}」出现了两次", "请删去重复的一行", "code")
            ids[row.code] = new_id()
            new.append(asdict(row) | {"id": ids[row.code], "credit_code": "", "head_name": "", "phone": ""})
            tx.tell("workshop.add", f"workshop/{ids[row.code]}", asdict(row), ids[row.code])
        tx.insert(WorkshopRow, new)
    return ids


def _check(row: NewWorkshop) -> None:
    if not (0 < len(row.code) <= 16):
        raise Refused("车间编号应有 1 到 16 个字符", "请填写车间编号", "code")
    if not row.name:
        raise Refused(f"车间 {row.code} 没有名称", "请填写车间名称", "name")
    if not (len(row.county_code) == 6 and row.county_code.isascii() and row.county_code.isdigit()):
        raise Refused(
            f"车间 {row.code} 的县区代码「{row.county_code}」不是 6 位数字", "请填写 6 位行政区划代码", "county_code"
        )
    try:
        parse_weekly_rest(row.weekly_rest)
    except ValueError as error:
        raise Refused(
            f"车间 {row.code} 的休息日「{row.weekly_rest}」不认识", "请填 日、六日,或不填", "weekly_rest"
        ) from error


def _refuse_difference(row: NewWorkshop, known: object) -> None:
    for field, value in asdict(row).items():
        if getattr(known, field) != value:
            message = f"车间 {row.code} 已经存在,但「{getattr(known, field)}」与「{value}」不同"
            raise Refused(message, "请在页面上修改,或让文件与已有的一致", field)
