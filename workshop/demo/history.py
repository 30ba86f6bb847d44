"""Three months of days: who came, what they made, what was taken home and brought back."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from workshop.floor.actions import NewAttendance, NewHours, NewOutput
from workshop.kernel.calendar import Calendar
from workshop.kernel.periods import days_between
from workshop.people.actions import NewWorker
from workshop.prices.actions import NewOperation, NewPrice

OPERATIONS = (
    ("GLV-01", "GLV", "劳保手套", 1, "织片", "双", 50, 2300),
    ("GLV-02", "GLV", "劳保手套", 2, "缝合", "双", 45, 2020),
    ("GLV-03", "GLV", "劳保手套", 3, "套口锁边", "双", 28, 1270),
    ("GLV-04", "GLV", "劳保手套", 4, "翻面整烫", "双", 15, 690),
    ("GLV-05", "GLV", "劳保手套", 5, "检验包装", "双", 12, 540),
    ("CTN-01", "CTN", "棉纱手套", 1, "织片", "双", 40, 1780),
    ("CTN-02", "CTN", "棉纱手套", 2, "锁边", "双", 26, 1150),
    ("HOM-01", "HOM", "居家加工", 1, "绣标", "个", 110, 4600),
    ("HOM-02", "HOM", "居家加工", 2, "剪线头", "双", 9, 410),
)
BY_POST = {
    "缝制": ("GLV-02", "CTN-02"),
    "学徒缝制": ("GLV-02", "GLV-04"),
    "织片": ("GLV-01", "CTN-01"),
    "锁边": ("GLV-03", "CTN-02"),
    "翻面整烫": ("GLV-04", "GLV-05"),
    "检验包装": ("GLV-05", "GLV-04"),
}
ABSENCES = ("事假", "病假", "半天", "年假")


@dataclass(frozen=True)
class History:
    """What `record_` actions take, for one workshop."""

    output: list[NewOutput]
    attendance: list[NewAttendance]
    hours: list[NewHours]


def list_operations() -> list[NewOperation]:
    """The operations of the glove workshop."""
    return [NewOperation(*row[:7]) for row in OPERATIONS]


def list_prices(first: date, raised: date) -> list[NewPrice]:
    """A price for each operation, a rise of four per cent on `raised` for sewing, and a trainee's price."""
    prices = [
        NewPrice(row[0], first, "", row[7], 500 if row[0] == "GLV-03" else None, "演示:车间价目表")
        for row in OPERATIONS
    ]
    prices += [
        NewPrice(code, raised, "", rate * 104 // 100, None, "演示:调价通知")
        for code, rate in (("GLV-02", 2020), ("CTN-02", 1150))
    ]
    return [*prices, NewPrice("GLV-02", first, "学徒", 1700, None, "演示:学徒价")]


def make_history(
    people: list[NewWorker],
    worker_ids: dict[str, int],
    operation_ids: dict[str, int],
    calendar: Calendar,
    first: date,
    last: date,
    random: Random,
) -> History:
    """Every working day from first to last; the same seed gives the same days."""
    history = History([], [], [])
    for on in days_between(first, last):
        if calendar.band(on) != "normal":
            continue
        for person in people:
            if person.hire_date <= on and person.hours_system != "contract":
                _day(person, worker_ids[person.worker_no], operation_ids, on, random, history)
    return history


def split_by_week(history: History) -> Iterator[tuple[datetime, History]]:
    """What belongs to each week with the evening (UTC) on which it ends."""
    weeks: dict[date, History] = defaultdict(lambda: History([], [], []))
    for name in ("attendance", "output", "hours"):
        for one in getattr(history, name):
            getattr(weeks[one.date + timedelta(days=6 - one.date.weekday())], name).append(one)
    for sunday in sorted(weeks):
        yield datetime.combine(sunday, time(10)), weeks[sunday]


def _day(
    person: NewWorker, worker_id: int, operation_ids: dict[str, int], on: date, random: Random, history: History
) -> None:
    absent = random.choice(ABSENCES) if random.random() < 0.05 else ""
    present = not absent or absent == "半天"
    start = 475 + random.randrange(12) if present else None
    part_time = person.hours_system == "part_time"
    end = start + (240 if part_time or absent else 600) + random.randrange(15) if start is not None else None
    history.attendance.append(NewAttendance(worker_id, on, absent or "出勤", start, end, None))
    if present and part_time:
        activity = random.choice(("装卸", "清洁", "打包帮工"))
        history.hours.append(
            NewHours(f"demo-h-{worker_id}-{on}", on, worker_id, activity, 180 + 30 * random.randrange(3), None, "")
        )
    elif present:
        history.output.extend(_output(person, worker_id, operation_ids, on, 0.5 if absent else 1.0, random))


def _output(
    person: NewWorker, worker_id: int, operation_ids: dict[str, int], on: date, share: float, random: Random
) -> Iterator[NewOutput]:
    seconds = {row[0]: row[6] for row in OPERATIONS}
    pace = (0.55 if person.grade else 0.75 + int(person.id_no[15:17]) / 250) * share
    for code, part in zip(BY_POST[person.post], (0.7, 0.3), strict=True):
        good = int(29_000 * part * pace * (0.9 + random.random() * 0.2) / seconds[code])
        own, other = int(random.random() < 0.15), int(random.random() < 0.05)
        yield NewOutput(
            f"demo-{worker_id}-{on}-{code}", on, worker_id, operation_ids[code], good * 1000, own * 1000, other * 1000
        )


def first_day(today: date) -> date:
    """The first of the month two months before yesterday's."""
    month = (today - timedelta(days=1)).replace(day=1)
    for _ in range(2):
        month = (month - timedelta(days=1)).replace(day=1)
    return month
