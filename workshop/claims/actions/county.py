"""A county's standards and what it chose for the settings of programmes: dated, with source and day checked."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from workshop.claims.actions.facts import check_source
from workshop.claims.rows import CountySettingRow, CountyStandardRow
from workshop.claims.rules.registered import read_setting
from workshop.claims.rules.scales import PLAIN, RATIO
from workshop.claims.rules.stated import STANDARDS, read_number
from workshop.kernel.faults import Refused
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import transaction

PAY_HAS = ("最低月工资", "最低小时工资")  # stand among the minimum wages of the county


@dataclass(frozen=True)
class NewStandard:
    """A standard of a county from a day on, in fen; None takes the figure of that day back."""

    county_code: str
    name: str
    valid_from: date
    fen: int | None
    source: str = ""
    checked_on: date | None = None


@dataclass(frozen=True)
class NewSetting:
    """What a county chose for a setting of a programme, as a programme file writes it (`2000`, `20%`); empty takes it back."""

    county_code: str
    programme: str
    name: str
    valid_from: date
    value: str
    source: str = ""
    checked_on: date | None = None


def set_standards(actor: Actor, now: datetime, rows: Sequence[NewStandard]) -> None:
    """Puts standards in force from their day; the same day again replaces the figure. Raises Refused."""
    for row in rows:
        if row.name not in STANDARDS or row.name in PAY_HAS:
            where = "最低工资在「设置」里登记" if row.name in PAY_HAS else "应是" + "、".join(STANDARDS)
            raise Refused(f"这里不登记标准「{row.name}」", where, "name")
        if row.fen is not None and row.fen <= 0:
            raise Refused(f"{row.name}应大于零", "请按公布的标准填写", "fen")
        check_source(row.source, row.checked_on, now)
    _add(actor, now, CountyStandardRow, "set.county_standard", rows)


def set_settings(actor: Actor, now: datetime, rows: Sequence[NewSetting]) -> None:
    """Puts what the county chose in force from its day. Raises Refused for what is neither a number nor a share."""
    for row in rows:
        if row.value and read_number(read_setting(row.value), PLAIN) is None and read_number(row.value, RATIO) is None:
            raise Refused(f"「{row.value}」不是数字或比例", "写成 2000 或 20%", "value")
        check_source(row.source, row.checked_on, now)
    _add(actor, now, CountySettingRow, "set.county_setting", rows)


def _add(actor: Actor, now: datetime, table: Any, verb: str, rows: Sequence[Any]) -> None:
    with transaction(actor, now) as tx:
        stamp = {"recorded_at": now, "recorded_by": actor.name}
        tx.insert(table, [asdict(row) | stamp | {"id": new_id()} for row in rows])
        for row in rows:
            tx.tell(verb, f"county/{row.county_code}", asdict(row))
