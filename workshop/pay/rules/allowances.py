"""Allowance items 津贴 (pay rules 6.1)."""

from calendar import monthrange
from datetime import date

from workshop.kernel.money import round_half_up
from workshop.kernel.periods import Period
from workshop.pay.rules.days import WorkerDays
from workshop.pay.rules.facts import Allowance, WorkerFacts
from workshop.pay.rules.results import PayLine
from workshop.pay.rules.sentences import days_text, yuan

_KINDS_OF_SYSTEM = {"part_time": ("day", "once"), "contract": ("once",)}


def allowance_lines(worker: WorkerFacts, period: Period, days: WorkerDays) -> list[PayLine]:
    """Each item that the worker's system takes and that comes to something, in the order of the facts."""
    kinds = _KINDS_OF_SYSTEM.get(worker.system)
    items = [item for item in worker.allowances if kinds is None or item.kind in kinds]
    return [line for item in items if (line := _line(item, worker, period, days)).amount]


def _line(item: Allowance, worker: WorkerFacts, period: Period, days: WorkerDays) -> PayLine:
    amount, why = _AMOUNTS[item.kind](item, worker, period, days)
    sentence = f"{item.name} {why} = {yuan(amount)} 元"
    return PayLine(
        "allowance", "6.1", item.name, 1000, item.amount, "normal", 2, amount, item.counts, sentence, 0, item.taxable
    )


def _month(item: Allowance, worker: WorkerFacts, period: Period, days: WorkerDays) -> tuple[int, str]:
    return _by_due_days(item, item.amount, f"{yuan(item.amount)} 元", days)


def _service_year(item: Allowance, worker: WorkerFacts, period: Period, days: WorkerDays) -> tuple[int, str]:
    years = full_years(worker.hire_date, period.last)
    return _by_due_days(item, item.amount * years, f"{yuan(item.amount)} 元 × 满 {years} 年", days)


def _by_due_days(item: Allowance, whole: int, text: str, days: WorkerDays) -> tuple[int, str]:
    valid = days.due_within(item.valid_from, item.valid_to)
    if not valid:
        return 0, text
    share = "" if valid == days.due else f" × {valid} / {days.due} 天"
    return round_half_up(whole * valid, days.due), text + share


def _day(item: Allowance, worker: WorkerFacts, period: Period, days: WorkerDays) -> tuple[int, str]:
    halves = days.attended_within(item.valid_from, item.valid_to)
    return round_half_up(item.amount * halves, 2), f"{yuan(item.amount)} 元 × {days_text(halves)} 天"


def _full_attendance(item: Allowance, worker: WorkerFacts, period: Period, days: WorkerDays) -> tuple[int, str]:
    valid = (item.valid_from is None or item.valid_from <= period.last) and (
        item.valid_to is None or period.last <= item.valid_to
    )
    due = [day for day in days.days if day.due]
    earned = valid and bool(due) and all(day.full for day in due)
    return (item.amount if earned else 0), "全勤"


def _once(item: Allowance, worker: WorkerFacts, period: Period, days: WorkerDays) -> tuple[int, str]:
    on = item.valid_from
    paid = on is not None and on in period and (not item.everyone or worker.employed(on))
    return (item.amount if paid else 0), f"{on} 一次"


_AMOUNTS = {
    "month": _month,
    "service_year": _service_year,
    "day": _day,
    "full_attendance": _full_attendance,
    "once": _once,
}


def full_years(hired: date, on: date) -> int:
    """Full years of service on a day; who was hired on 29 February completes a year on the 28th (民法典 art. 202)."""
    day = min(hired.day, monthrange(on.year, hired.month)[1])
    return max(0, on.year - hired.year - ((on.month, on.day) < (hired.month, day)))
