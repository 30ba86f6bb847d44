"""Time pay: hourly 计时, daily 日薪, monthly 月薪 (pay rules 5.1 to 5.3)."""

from workshop.kernel.money import round_half_up
from workshop.pay.rules.bands import BAND_ORDER, TWICE_MULTIPLIER, resolve_band
from workshop.pay.rules.days import WorkerDays
from workshop.pay.rules.facts import HourGroup, ShopFacts, WorkerFacts
from workshop.pay.rules.results import PayLine
from workshop.pay.rules.sentences import days_text, times_text, yuan

# A month has 21.75 paid days (人社部发〔2025〕2号): 87 quarters, so 4 / 87 of a salary a day.
_QUARTERS = 87


def hourly_lines(worker: WorkerFacts, shop: ShopFacts) -> list[PayLine]:
    """One line per (activity, rate, band); rows without any rate are left to `problems` (5.1)."""
    twice = TWICE_MULTIPLIER[worker.system]
    sums: dict[tuple[str, int, str], list[int]] = {}
    for group in worker.hours:
        rate = worker.hourly if group.rate is None else group.rate
        if rate is not None:
            band = resolve_band(group.band, group.on, worker.attendance, shop.calendar)
            total = sums.setdefault((group.activity, rate, band), [0, 0])
            total[0] += group.minutes
            total[1] += group.minutes if group.late else 0
    order = sorted(sums, key=lambda key: (key[0], BAND_ORDER[key[2]], key[1]))
    return [_hourly_line(key, sums[key], twice[key[2]]) for key in order if sums[key][0]]


def _hourly_line(key: tuple[str, int, str], total: list[int], twice: int) -> PayLine:
    (activity, rate, band), (minutes, late) = key, total
    amount = round_half_up(minutes * rate * twice, 2 * 60)
    sentence = (
        f"{activity} {minutes:,} 分钟 ÷ 60 × 时薪 {yuan(rate)} 元{times_text(twice, band)} = {yuan(amount)} 元"
        + (f"(含补录 {late:,} 分钟)" if late else "")
    )
    return PayLine("hourly", "5.1", activity, minutes, rate, band, twice, amount, band == "normal", sentence, late)


def rateless(worker: WorkerFacts) -> list[HourGroup]:
    """Hourly rows without a rate of their own or of the worker: an error as 2.5."""
    return [] if worker.hourly is not None else [g for g in worker.hours if g.rate is None and g.minutes]


def daily_lines(worker: WorkerFacts, days: WorkerDays) -> list[PayLine]:
    """Attended days × day rate × multiplier by the band of the date; paid leave is a normal day for workers of 6.3 (5.2)."""
    if worker.daily is None:
        return []
    halves: dict[str, int] = {}
    for day in days.days:
        halves[day.band] = halves.get(day.band, 0) + day.attended
        if worker.full_time and day.paid and not day.attended:
            halves["normal"] = halves.get("normal", 0) + day.paid // 5
    return [_daily_line(worker, band, halves[band]) for band in sorted(halves, key=BAND_ORDER.get) if halves[band]]  # type: ignore[arg-type]


def _daily_line(worker: WorkerFacts, band: str, halves: int) -> PayLine:
    rate, twice = worker.daily or 0, TWICE_MULTIPLIER[worker.system][band]
    amount = round_half_up(halves * rate * twice, 4)
    sentence = f"日薪 {days_text(halves)} 天 × {yuan(rate)} 元{times_text(twice, band)} = {yuan(amount)} 元"
    return PayLine("daily", "5.2", "日薪", halves, rate, band, twice, amount, band == "normal", sentence)


def monthly_lines(worker: WorkerFacts, days: WorkerDays) -> list[PayLine]:
    """The salary for the employed due days less 1/21.75 for each unpaid day, not below zero (5.3)."""
    if worker.monthly is None or not days.employed_due:
        return []
    unpaid = 2 * days.employed_due - days.paid_halves
    numerator = worker.monthly * (days.employed_due * _QUARTERS - 2 * unpaid * days.due)
    amount = max(0, round_half_up(numerator, days.due * _QUARTERS))
    share = "" if days.employed_due == days.due else f" × {days.employed_due} / {days.due} 天"
    less = f" − {yuan(worker.monthly)} × 缺勤 {days_text(unpaid)} 天 ÷ 21.75" if unpaid else ""
    sentence = f"月薪 {yuan(worker.monthly)} 元{share}{less} = {yuan(amount)} 元"
    quantity = days.paid_halves
    return [PayLine("monthly", "5.3", "月薪", quantity, worker.monthly, "normal", 2, amount, True, sentence)]
