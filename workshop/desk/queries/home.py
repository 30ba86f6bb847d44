"""What the first page of a workshop shows, in a constant number of plain SQL reads."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from workshop.desk.queries.asking import count_to_ask
from workshop.desk.queries.leavers import list_leavers
from workshop.desk.queries.matters import list_matters
from workshop.desk.queries.visits import list_visits
from workshop.desk.rules.home import Day
from workshop.desk.rules.leaving import DAYS
from workshop.floor.queries.standing import UNPRICED
from workshop.kernel.calendar import Calendar
from workshop.kernel.periods import Period
from workshop.pay.queries.runs import Run, list_runs
from workshop.pay.queries.unpaid import list_overdue
from workshop.store.database import fetch_all

VALUE_PER_FEN = 100_000  # a quantity in 1/1000 times a price in 1/10000 yuan is 10⁻⁷ yuan


@dataclass(frozen=True)
class Todo:
    """Something that needs a hand: how many (0: no matter of number), what, and the endpoint where it is mended."""

    count: int
    what: str
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)


def list_days(workshop_id: int, period: Period, calendar: Calendar) -> list[Day]:
    """Every day of the month with its piece value."""
    found = fetch_all(
        "SELECT date, SUM((good + defect_other) * COALESCE(price, 0)), COUNT(DISTINCT worker_id) FROM output"
        " WHERE workshop_id = :w AND date BETWEEN :first AND :last GROUP BY date",
        w=workshop_id,
        first=period.first.isoformat(),
        last=period.last.isoformat(),
    )
    by_day = {str(on): (value, people) for on, value, people in found}
    days = []
    for on in period.days():
        value, people = by_day.get(on.isoformat(), (0, 0))
        days.append(Day(on, value // VALUE_PER_FEN, people, calendar.band(on) != "normal"))
    return days


def count_people(workshop_id: int, on: date) -> list[tuple[str, int]]:
    """How many are in work on a day, by category, most first; somebody of two categories counts in both."""
    return [
        (str(category), int(count))
        for category, count in fetch_all(
            "SELECT c.category, COUNT(*) FROM worker w JOIN worker_category c ON c.workshop_id = w.workshop_id"
            " AND c.worker_id = w.id AND c.holds AND c.valid_from = (SELECT MAX(l.valid_from) FROM worker_category l"
            " WHERE l.workshop_id = c.workshop_id AND l.worker_id = c.worker_id AND l.category = c.category AND l.valid_from <= :on)"
            " WHERE w.workshop_id = :w AND w.hire_date <= :on AND (w.leave_date IS NULL OR w.leave_date >= :on)"
            " GROUP BY c.category ORDER BY 2 DESC, 1",
            w=workshop_id,
            on=on.isoformat(),
        )
    ]


def count_in_work(workshop_id: int, on: date) -> int:
    """How many are employed on a day."""
    ((count,),) = fetch_all(
        "SELECT COUNT(*) FROM worker WHERE workshop_id = :w AND hire_date <= :on AND (leave_date IS NULL OR leave_date >= :on)",
        w=workshop_id,
        on=on.isoformat(),
    )
    return int(count)


TODOS = (
    (
        "人报名求职,还没有联系",
        "seekers.seekers",
        "SELECT COUNT(*) FROM seeker s WHERE s.workshop_id = :w AND s.erased_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM seeker_step t WHERE t.workshop_id = s.workshop_id AND t.seeker_id = s.id AND t.kind <> 'again')",
    ),
    (
        "条产量没有单价,补单价后才能发工资",
        "prices.operations",
        f"SELECT COUNT(*) FROM output o WHERE o.workshop_id = :w AND {UNPRICED}"
        " AND NOT EXISTS (SELECT 1 FROM output r WHERE r.workshop_id = o.workshop_id AND r.reverses = o.id)",
    ),
    (
        "人没有身份证号",
        "people.workers",
        "SELECT COUNT(*) FROM worker WHERE workshop_id = :w AND id_no_index IS NULL AND (leave_date IS NULL OR leave_date >= :on)",
    ),
    (
        "人没有银行卡",
        "people.workers",
        "SELECT COUNT(*) FROM worker w WHERE w.workshop_id = :w AND (leave_date IS NULL OR leave_date >= :on)"
        " AND NOT EXISTS (SELECT 1 FROM bank_account b WHERE b.workshop_id = w.workshop_id AND b.worker_id = w.id)",
    ),
    (
        "人的类别没有核对过",
        "people.workers",
        "SELECT COUNT(DISTINCT c.worker_id) FROM worker_category c JOIN worker w ON w.workshop_id = c.workshop_id AND w.id = c.worker_id"
        " WHERE c.workshop_id = :w AND c.holds AND c.checked_on IS NULL AND c.category <> '一般户'"
        " AND (w.leave_date IS NULL OR w.leave_date >= :on)",
    ),
    (
        "份合同 30 天内到期",
        "people.workers",
        "SELECT COUNT(*) FROM contract c JOIN worker w ON w.workshop_id = c.workshop_id AND w.id = c.worker_id"
        " WHERE c.workshop_id = :w AND c.valid_to BETWEEN :on AND :soon AND (w.leave_date IS NULL OR w.leave_date >= :on)",
    ),
)


def list_todos(workshop_id: int, on: date) -> list[Todo]:
    """What needs a hand today; nothing that is in order."""
    days = {"w": workshop_id, "on": on.isoformat(), "soon": (on + timedelta(days=30)).isoformat()}
    counted = [
        (fetch_all(sql, **{n: v for n, v in days.items() if f":{n}" in sql})[0][0], what, end)
        for what, end, sql in TODOS
    ]
    return [Todo(int(count), what, endpoint) for count, what, endpoint in counted if count]


def list_pay_todos(workshop_id: int, on: date, account_id: int | None) -> list[Todo]:
    """What pay waits for, for those who may see pay: the month that is over, runs to approve or lock, money not paid."""
    runs = list_runs(workshop_id)
    return [*_to_compute(workshop_id, on, runs), *_to_settle(runs, account_id), *_to_pay(workshop_id, on)]


def _to_compute(workshop_id: int, on: date, runs: list[Run]) -> Iterator[Todo]:
    """Last month, where somebody worked in it and nobody has computed it."""
    month = Period.of(on.replace(day=1) - timedelta(days=1))
    if any(run.period == month.code for run in runs):
        return
    worked = fetch_all(
        "SELECT EXISTS (SELECT 1 FROM output WHERE workshop_id = :w AND date BETWEEN :first AND :last)",
        w=workshop_id,
        first=month.first.isoformat(),
        last=month.last.isoformat(),
    )
    if worked[0][0]:
        yield Todo(0, f"{month.chinese}的工资可以结算了", "pay.run", {"period": month.code})


def _to_settle(runs: list[Run], account_id: int | None) -> Iterator[Todo]:
    for run in runs:
        place = {"period": run.period, "part": run.part}
        if run.state == "computed" and not run.is_by(account_id):
            yield Todo(run.workers, f"人的{run.title}工资等您审核", "pay.run", place)
        elif run.state == "approved":
            yield Todo(run.workers, f"人的{run.title}工资已审核,等着锁定", "pay.run", place)


def _to_pay(workshop_id: int, on: date) -> Iterator[Todo]:
    for unpaid in list_overdue(workshop_id, on):
        endpoint = "pay.money" if unpaid.state == "locked" else "pay.run"
        what = f"人的{unpaid.title}工资没有发,期末已过 {unpaid.days} 天" + (
            ",违反十五日内结清的规定" if unpaid.unlawful else ""
        )
        yield Todo(unpaid.people, what, endpoint, {"period": unpaid.period, "part": unpaid.part})


def list_desk_todos(workshop_id: int, on: date) -> list[Todo]:
    """What waits at the desk: open matters with those past their limit, promises past their day, who stopped and was not asked."""
    waiting = [line for line in list_matters(workshop_id, on) if line.standing.open]
    over = sum(line.clock is not None and line.clock.state == "over" for line in waiting)
    late = sum(visit.late(on) for visit in list_visits(workshop_id))
    unasked = sum(one.stopped.state == "stopped" and not one.learned for one in list_leavers(workshop_id, on, DAYS))
    seekers, posts = count_to_ask(workshop_id, on)
    found = (
        Todo(over, "件事项过了期限", "matters.matters", {"show": "over"}),
        Todo(len(waiting) - over, "件事项没办结", "matters.matters"),
        Todo(late, "次走访答应的事过了日期", "liaison.liaison"),
        Todo(unasked, f"人 {DAYS} 天没来,还没问原因", "liaison.leavers", {"show": "unasked"}),
        Todo(seekers, "人求职好久没有消息,请再问一次", "seekers.seekers"),
        Todo(posts, "个岗位到了日子,请说还招不招", "openings.openings"),
    )
    return [todo for todo in found if todo.count]
