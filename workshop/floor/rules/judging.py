"""What a tablet's event must pass beyond the rules of the day: a clock that is wrong, a day that is paid, too much for a day."""

from collections.abc import Mapping
from datetime import date, timedelta

from workshop.floor.rules.entries import FloorFacts, NewOutput
from workshop.floor.rules.events import BadEvent

LONG_AGO = timedelta(days=62)  # a tablet may be away for weeks, its clock for years
DAY_SECONDS = 24 * 3600


def check_day(on: date, worker_ids: tuple[int, ...], facts: FloorFacts) -> None:
    """Raises BadEvent for a day long ago and for one whose pay is locked: a person decides about both."""
    if on < facts.on - LONG_AGO:
        raise BadEvent("date_long_ago", f"{on} 是两个多月以前,平板的日期可能不对。请核对后再放行或作废")
    for worker_id in worker_ids:
        locked = facts.locked.get(worker_id)
        if locked is not None and on <= locked:
            raise BadEvent("day_locked", f"{on} 的工资已经锁定。放行后按补录计入下一期")


def check_plausible(entry: NewOutput, seconds: Mapping[int, int | None]) -> None:
    """Raises BadEvent for more than a whole day and night of work at the standard time of the operation."""
    standard = seconds.get(entry.operation_id)
    if standard and (entry.good + entry.defect_own + entry.defect_other) * standard > DAY_SECONDS * 1000:
        raise BadEvent("over_ceiling", "数量多到一天一夜也做不完。请核对是不是多按了一位")
