"""Lines without entries taken apart by day: daily and monthly pay, allowances, guarantee, the minimum wage (pay rules 5, 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from workshop.pay.rules.bands import TWICE_MULTIPLIER
from workshop.pay.rules.days import WorkerDay, WorkerDays
from workshop.pay.rules.exact import exact_yuan
from workshop.pay.rules.facts import Allowance, ShopFacts, WorkerFacts
from workshop.pay.rules.minimum import minutes_worked
from workshop.pay.rules.sentences import days_text, tenths_text

_WORK = frozenset({"piece", "team", "hourly", "daily", "monthly"})


class DayPart(NamedTuple):
    """A day under a line: what it counts for (`share`, in words of the line) and what it comes to, exact; empty: not its own."""

    day: WorkerDay
    share: str
    exact: str


@dataclass(frozen=True)
class Parts:
    """The days under a line, what their shares are called, and the sum that is rounded once."""

    label: str
    days: tuple[DayPart, ...]
    total: str


def explain_line(kind: str, line: Any, worker: WorkerFacts, days: WorkerDays) -> Parts:
    """The days of a daily, monthly, guarantee or allowance line; `line` has name, band, price and twice."""
    if kind == "daily":
        return _daily(line, worker, days)
    if kind == "monthly":
        return _monthly(days)
    if kind == "guarantee":
        return _guarantee(line, days)
    return _allowance(line, worker, days)


def _daily(line: Any, worker: WorkerFacts, days: WorkerDays) -> Parts:
    """5.2: attended days of the line's band; paid leave of full-time workers is a normal day."""
    twice = TWICE_MULTIPLIER[worker.system][line.band]
    parts, total = [], 0
    for day in days.days:
        halves = day.attended if day.band == line.band else 0
        if line.band == "normal" and worker.full_time and day.paid and not day.attended:
            halves = day.paid // 5
        if halves:
            parts.append(DayPart(day, days_text(halves), exact_yuan(halves * line.price * twice, 4)))
            total += halves
    return Parts("出勤(天)", tuple(parts), days_text(total))


def _monthly(days: WorkerDays) -> Parts:
    """5.3: due days inside the employment, each paid or not."""
    inside = [day for day in days.days if day.due and day.inside]
    parts = [DayPart(day, tenths_text(day.paid), "") for day in inside]
    return Parts("计薪(天)", tuple(parts), tenths_text(sum(day.paid for day in inside)))


def _guarantee(line: Any, days: WorkerDays) -> Parts:
    """6.2: attended due days."""
    due = [day for day in days.days if day.due and day.attended]
    parts = [DayPart(day, days_text(day.attended), exact_yuan(day.attended * line.price, 2)) for day in due]
    return Parts("出勤(天)", tuple(parts), days_text(sum(day.attended for day in due)))


def _allowance(line: Any, worker: WorkerFacts, days: WorkerDays) -> Parts:
    """6.1: the days that the item counts, those outside its validity left out."""
    item = find_item(line.name, line.price, worker)
    if item is None or item.kind == "once":
        return Parts("", (), "")
    valid = [day for day in days.days if _valid(day.on, item)]
    if item.kind == "day":
        shown = [
            DayPart(d, days_text(d.attended), exact_yuan(d.attended * item.amount, 2)) for d in valid if d.attended
        ]
        return Parts("出勤(天)", tuple(shown), days_text(sum(day.attended for day in valid)))
    due = [day for day in valid if day.due and day.inside]
    if item.kind == "full_attendance":
        return Parts("全勤", tuple(DayPart(day, "是" if day.full else "否", "") for day in due), f"{len(due)} 天")
    return Parts("应出勤(天)", tuple(DayPart(day, "1", "") for day in due), str(len(due)))


def find_item(name: str, amount: int, worker: WorkerFacts) -> Allowance | None:
    """The allowance item of a line, by its name and amount."""
    return next((item for item in worker.allowances if (item.name, item.amount) == (name, amount)), None)


def _valid(on: date, item: Allowance) -> bool:
    return (item.valid_from is None or item.valid_from <= on) and (item.valid_to is None or on <= item.valid_to)


class MinimumDay(NamedTuple):
    """A day of the comparison: tenths of a day (6.3) or minutes (6.4) required at a figure of the day, in fen."""

    day: WorkerDay
    share: str
    figure: int
    exact: str


def explain_minimum(worker: WorkerFacts, shop: ShopFacts, days: WorkerDays) -> list[MinimumDay]:
    """The days of 6.3 with what each requires, or those of 6.4 with their minutes; none where no minimum wage applies."""
    if worker.full_time:
        shown = [day for day in days.days if day.required and day.minimum]
        return [_month_day(day) for day in shown]
    if worker.system != "part_time":
        return []
    by_day = {day.on: day for day in days.days}
    minutes = minutes_worked(worker, shop)
    known = [(by_day[on], worked) for on, worked in minutes.items() if on in by_day and by_day[on].minimum]
    return [
        MinimumDay(d, f"{m:,}", d.minimum.hourly, exact_yuan(m * d.minimum.hourly, 60)) for d, m in known if d.minimum
    ]


def _month_day(day: WorkerDay) -> MinimumDay:
    """A full-time day: its share of the month's figure is a fraction of the due days, so no sum of its own is shown."""
    return MinimumDay(day, tenths_text(day.required), day.minimum.monthly if day.minimum else 0, "")


def counts_to_minimum(line: Any, part_time: bool) -> bool:
    """Whether a line was counted in the comparison (6.3), or for part-time work (6.4)."""
    if part_time:
        return line.kind in _WORK or (line.counts and line.kind in ("allowance", "guarantee"))
    return bool(line.counts)


def split_counted(lines: Sequence[Any], part_time: bool) -> tuple[list[Any], list[Any]]:
    """The lines that were counted and those that were not, the top-up itself in neither."""
    earned = [line for line in lines if line.kind != "minimum"]
    counted = [line for line in earned if counts_to_minimum(line, part_time)]
    return counted, [line for line in earned if line not in counted]
