"""The guarantee 保底 and the minimum wage 最低工资 (pay rules 6.2 to 6.5)."""

from collections.abc import Iterable
from datetime import date, timedelta

from workshop.kernel.dated import value_on
from workshop.kernel.money import round_half_up
from workshop.pay.rules.days import WorkerDays
from workshop.pay.rules.facts import ShopFacts, WorkerFacts
from workshop.pay.rules.results import MinimumTest, PayLine
from workshop.pay.rules.sentences import days_text, tenths_text, yuan

_WORK = frozenset({"piece", "team", "hourly", "daily", "monthly"})
WEEK_LIMIT, DAY_LIMIT = 24 * 60, 4 * 60


class MinimumMissing(LookupError):
    """No minimum wage is in force on a day that needs one; `on` is that day."""

    def __init__(self, on: date) -> None:
        super().__init__(f"{on} 没有执行中的最低工资")
        self.on = on


def guarantee_lines(worker: WorkerFacts, shop: ShopFacts, days: WorkerDays, lines: Iterable[PayLine]) -> list[PayLine]:
    """The top-up of normal-band piece and team pay to the guarantee for attended due days (6.2)."""
    rate = shop.settings.guarantee
    if not rate:
        return []
    halves = sum(day.attended for day in days.days if day.due)
    earned = sum(line.amount for line in lines if line.kind in ("piece", "team") and line.band == "normal")
    amount = max(0, round_half_up(rate * halves, 2) - earned)
    sentence = f"保底 {yuan(rate)} 元 × {days_text(halves)} 天 − 平时计件 {yuan(earned)} 元 = {yuan(amount)} 元"
    line = PayLine("guarantee", "6.2", "保底补差", halves, rate, "normal", 2, amount, True, sentence)
    return [line] if amount else []


def compare_minimum(
    worker: WorkerFacts, shop: ShopFacts, days: WorkerDays, lines: Iterable[PayLine]
) -> MinimumTest | None:
    """The test of 6.3 or 6.4; None where no minimum wage applies (6.5). Raises MinimumMissing."""
    if worker.full_time:
        return _compare_month(shop, days, sum(line.amount for line in lines if line.counts))
    if worker.system == "part_time":
        return _compare_hours(worker, shop, sum(line.amount for line in lines if _counts_by_hour(line)))
    return None


def _compare_month(shop: ShopFacts, days: WorkerDays, counted: int) -> MinimumTest:
    total = tenths = 0
    for day in days.days:
        if day.required:
            if day.minimum is None:
                raise MinimumMissing(day.on)
            total += day.minimum.monthly * day.required
            tenths += day.required
    required = round_half_up(total, 10 * days.due) if total else 0
    text = _figures({day.minimum.monthly for day in days.days if day.minimum and (day.required or not total)})
    window = f"{shop.period.chinese}最低月工资 {text} × {tenths_text(tenths)} / {days.due} 天"
    return _test("6.3", window, required, counted)


def _compare_hours(worker: WorkerFacts, shop: ShopFacts, counted: int) -> MinimumTest:
    minutes = minutes_worked(worker, shop)
    total, figures = 0, set()
    for on, worked in minutes.items():
        dated = value_on(shop.minimums, on)
        if dated is None:
            raise MinimumMissing(on)
        total += dated.value.hourly * worked
        figures.add(dated.value.hourly)
    window = f"{shop.period.chinese}最低小时工资 {_figures(figures)} × {sum(minutes.values()):,} 分钟 ÷ 60"
    return _test("6.4", window, round_half_up(total, 60), counted)


def _figures(figures: set[int]) -> str:
    """The minimum wages of the window: two where the figure changed inside it."""
    return "、".join(f"{yuan(figure)} 元" for figure in sorted(figures))


def _test(rule: str, window: str, required: int, counted: int) -> MinimumTest:
    topup = max(0, required - counted)
    end = f",补差 {yuan(topup)} 元" if topup else ",不用补"
    sentence = f"{window} = {yuan(required)} 元,计入最低工资的收入 {yuan(counted)} 元{end}"
    return MinimumTest(rule, required, counted, topup, sentence)


def _counts_by_hour(line: PayLine) -> bool:
    """Piece, team and time pay of every band, and allowances that count; not take-home (6.4)."""
    return line.kind in _WORK or (line.counts and line.kind in ("allowance", "guarantee", "offset"))


def minutes_worked(worker: WorkerFacts, shop: ShopFacts) -> dict[date, int]:
    """Minutes of each day of a part-time worker: hourly entries, or clock-out − clock-in on a day with piece work, if more."""
    minutes: dict[date, int] = {}
    for group in worker.hours:
        if group.on is not None:
            minutes[group.on] = minutes.get(group.on, 0) + group.minutes
    for on in piece_days(worker, shop):
        if on in worker.clocked:
            minutes[on] = max(minutes.get(on, 0), minutes_present(*worker.clocked[on]))
    return {on: worked for on, worked in sorted(minutes.items()) if worked}


def piece_days(worker: WorkerFacts, shop: ShopFacts) -> set[date]:
    """Days of the period with piece or team work; late work was tested in its own period."""
    made: dict[date, int] = {}
    for piece in worker.pieces:
        if piece.on:
            made[piece.on] = made.get(piece.on, 0) + piece.good + piece.defect_own + piece.defect_other
    for team in worker.teams:
        if team.on:
            made[team.on] = made.get(team.on, 0) + team.shares
    return {on for on, quantity in made.items() if quantity and on in shop.period}


def minutes_present(clock_in: int, clock_out: int) -> int:
    """From coming to going; past midnight when the going is the smaller figure."""
    return clock_out - clock_in + (1440 if clock_out < clock_in else 0)


def weeks_over(worker: WorkerFacts, shop: ShopFacts) -> list[tuple[date, int]]:
    """Weeks (from Monday) of more than 24 hours, with their minutes; the part of a first week before the period counts too."""
    weeks: dict[date, int] = {}
    worked = {on: m for on, m in minutes_worked(worker, shop).items() if on in shop.period}
    monday = shop.period.first - timedelta(days=shop.period.first.weekday())
    before = {on: m for on, m in worker.minutes_before.items() if monday <= on < shop.period.first}
    for on, minutes in (*before.items(), *worked.items()):
        start = on - timedelta(days=on.weekday())
        weeks[start] = weeks.get(start, 0) + minutes
    return [(start, total) for start, total in sorted(weeks.items()) if total > WEEK_LIMIT]
