"""Events of a tablet read: what was typed becomes what the floor records, or a trouble that names itself.

An event is whatever a tablet once stored: nothing in it is trusted, older shapes stay readable for 24 months.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeGuard

from workshop.floor.rules.entries import NewAttendance, NewHours, NewOutput, NewShare, NewTeamOutput
from workshop.kernel.money import BadNumber, parse_scaled
from workshop.kernel.quantities import parse_quantity
from workshop.kernel.text import has_forbidden

MOST_EVENTS, MOST_BYTES = 200, 256 * 1024
_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
_KEY = re.compile(r"[0-9]{1,19}")


class BadEvent(ValueError):
    """An event that cannot be read; `code` is short, the text is a sentence with its mend."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Event:
    """An event as received; `content_hash` covers all of it but its counter.

    `seq` is None where it is no counter, `date` where it is no day; such an event is kept too, and put before a person.
    """

    id: str
    seq: int | None
    kind: str
    date: date | None
    at: str
    by: int | None
    version: int
    body: Mapping[str, Any]
    content_hash: str


def read_envelope(raw: object) -> Event:
    """What every event has; whatever came is made storable, so that nothing a tablet sends is ever thrown away."""
    given = raw if isinstance(raw, dict) else {"body": {"raw": raw}}
    body = given.get("body")
    content = {name: given.get(name) for name in ("kind", "date", "at", "by", "body")}
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    event_id, seq, version = given.get("id"), given.get("seq"), given.get("v")
    return Event(
        event_id if isinstance(event_id, str) and _ID.fullmatch(event_id) else f"unreadable-{digest[:40]}",
        seq if _is_count(seq, 2**53) else None,
        _storable(given.get("kind"), 20),
        _find_date(given.get("date")),
        _storable(given.get("at"), 40),
        int(str(given["by"])) if _KEY.fullmatch(str(given.get("by"))) else None,
        version if _is_count(version, 1000) else 1,
        body if isinstance(body, dict) else {"raw": body},
        digest,
    )


def _is_count(value: object, below: int) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < below


def _storable(value: object, most: int) -> str:
    """Text as it may be stored: characters that no field takes become a visible mark."""
    return "".join("�" if has_forbidden(ch) else ch for ch in str(value or "")[:most])


def _find_date(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def read_output(event: Event, units: Mapping[int, str]) -> NewOutput:
    """An `output` event; `units` maps operations to their unit."""
    operation = read_key(event, "operation", "工序")
    on, worker, unit = read_day(event), read_key(event, "worker", "工人"), units.get(operation, "")
    good, own, other = (read_quantity(event, name, unit) for name in ("good", "defect_own", "defect_other"))
    return NewOutput(event.id, on, worker, operation, good, own, other, read_text(event, "band"))


def read_team(event: Event, units: Mapping[int, str]) -> NewTeamOutput:
    """A `team_output` event with its members."""
    operation = read_key(event, "operation", "工序")
    members = event.body.get("members")
    if not isinstance(members, list) or len(members) > 200:
        raise BadEvent("team_unreadable", "集体产量的成员读不出来,请更正后重新记录")
    shares = tuple(_share(event, member) for member in members)
    quantity = read_quantity(event, "quantity", units.get(operation, ""))
    return NewTeamOutput(
        event.id, read_day(event), operation, quantity, read_text(event, "split"), read_text(event, "band"), shares
    )


def read_hours(event: Event) -> NewHours:
    """An `hours` event: minutes of one activity; the rate is the worker's own."""
    activity = read_text(event, "activity")
    if not activity:
        raise BadEvent("activity_missing", "没有写工作内容,请更正后重新记录")
    minutes = _minutes(event, "minutes") or 0
    return NewHours(
        event.id, read_day(event), read_key(event, "worker", "工人"), activity, minutes, None, read_text(event, "band")
    )


def read_attendance(event: Event) -> NewAttendance:
    """An `attendance` event; times are minutes of the day."""
    times = (_minutes(event, name) for name in ("clock_in", "clock_out", "overtime_minutes"))
    return NewAttendance(read_key(event, "worker", "工人"), read_day(event), read_text(event, "status"), *times)


def read_reverse(event: Event) -> tuple[str, str]:
    """(id of the event it takes back, reason)."""
    target = event.body.get("event")
    if not isinstance(target, str) or not _ID.fullmatch(target):
        raise BadEvent("target_unusable", "要撤销的那一条读不出来,请在日报表里更正")
    return target, read_text(event, "reason", 200) or "平板上撤销"


def read_confirmation(event: Event) -> tuple[int, date, bool, str]:
    """(worker, day, does he agree, note) of a `confirm` event."""
    agrees = event.body.get("ok")
    if not isinstance(agrees, bool):
        raise BadEvent("confirmation_unreadable", "对工的结果读不出来,请再确认一次")
    return read_key(event, "worker", "工人"), read_day(event), agrees, read_text(event, "note", 200)


def known_at(event: Event) -> datetime | None:
    """The moment up to which the tablet knew prices: the first part of the version of its reference (`moment.digest`)."""
    moment = str(event.body.get("reference") or "").rpartition(".")[0]
    try:
        return datetime.fromisoformat(moment) if moment else None
    except ValueError:
        return None


def _share(event: Event, member: object) -> NewShare:
    if not isinstance(member, dict):
        raise BadEvent("team_unreadable", "集体产量的成员读不出来,请更正后重新记录")
    part = Event(event.id, event.seq, event.kind, event.date, event.at, event.by, event.version, member, "")
    weight = member.get("weight")
    scaled = read_number(lambda: parse_scaled(str(weight), 2, "系数")) if weight not in (None, "") else None
    return NewShare(read_key(part, "worker", "工人"), _minutes(part, "minutes"), scaled)


def read_day(event: Event) -> date:
    """The work date. Raises BadEvent, as all readers here."""
    if event.date is None:
        raise BadEvent("date_unreadable", "日期读不出来,请更正后重新记录")
    return event.date


def read_key(event: Event, name: str, what: str) -> int:
    """A row's id, carried as text; `what` names it to a person."""
    value = str(event.body.get(name))
    if not _KEY.fullmatch(value):
        raise BadEvent(f"{name}_unreadable", f"{what}读不出来,请更正后重新记录")
    return int(value)


def read_text(event: Event, name: str, most: int = 40) -> str:
    """A text, cut to `most` letters; empty where there is none."""
    value = event.body.get(name) or ""
    if not isinstance(value, str) or has_forbidden(value):
        raise BadEvent(f"{name}_unreadable", "有一项文字读不出来,请更正后重新记录")
    return value.strip()[:most]


def read_quantity(event: Event, name: str, unit: str) -> int:
    """A quantity as 1/1000 of the unit; 0 where there is none."""
    value = event.body.get(name)
    return read_number(lambda: parse_quantity(str(value), unit)) if value not in (None, "") else 0


def _minutes(event: Event, name: str) -> int | None:
    value = event.body.get(name)
    if value in (None, ""):
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 24 * 60:
        raise BadEvent("minutes_unreadable", "时间读不出来,请更正后重新记录")
    return value


def read_number(parse: Callable[[], int]) -> int:
    """What `parse` reads, its BadNumber as a BadEvent."""
    try:
        return parse()
    except BadNumber as bad:
        raise BadEvent("number_unreadable", f"{bad},请更正后重新记录") from bad
