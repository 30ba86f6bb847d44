"""A small workshop with a month behind it: 王桂香 sews, 陈小梅 learns, 赵大山 cleans by the hour, 李秀英 works at home."""

from datetime import date

from tests.conftest import BOSS, NOW, W001
from tests.counting import count_statements as count_statements
from workshop.floor.actions import NewAttendance, NewHours, NewOutput, record_attendance, record_hours, record_output
from workshop.kernel.periods import Period
from workshop.pay.actions import NewMinimumWage, set_minimum_wages
from workshop.people.actions import NewWorker, add_workers
from workshop.prices.actions import NewOperation, NewPrice, add_operations, set_prices
from workshop.store.audit import Actor
from workshop.takehome.actions import NewOrder, NewReturn, issue_orders, record_returns

MARCH = Period(2026, 3)
CHEN = Actor(11, "陈会计", "accountant")
ZHANG = Actor(12, "张主任", "manager")
DAYS = [on for on in MARCH.days() if on.weekday() != 6]
PEOPLE = (
    ("001", "王桂香", "standard", "劳动合同", {}),
    ("002", "陈小梅", "standard", "劳动合同", {"grade": "学徒"}),
    ("003", "赵大山", "part_time", "非全日制", {"hourly_fen": 1800}),
    ("004", "李秀英", "contract", "承揽", {}),
)


def at(day: int, month: int = 3) -> date:
    return date(2026, month, day)


def a_new_worker(number: str, name: str, system: str, contract: str, **terms) -> NewWorker:
    facts = {
        "worker_no": number,
        "name": name,
        "sex": "女",
        "id_no": "",
        "birth_date": date(1980, 1, 1),
        "phone": "",
        "bank_card": "",
        "hire_date": date(2025, 1, 1),
        "leave_date": None,
        "categories": (),
        "household_no": "",
        "contract_kind": contract,
        "contract_from": date(2025, 1, 1),
        "contract_to": None,
        "hours_system": system,
        "grade": "",
        "monthly_fen": None,
        "daily_fen": None,
        "hourly_fen": None,
    }
    return NewWorker(**facts | terms)


class Stage:
    """Keys of what was put on the stage; `output` puts more."""

    def __init__(self) -> None:
        set_minimum_wages(BOSS, NOW, [NewMinimumWage("990100", date(2024, 1, 1), 201000, 1920)])
        rows = [a_new_worker(no, name, system, kind, **terms) for no, name, system, kind, terms in PEOPLE]
        self.workers = add_workers(BOSS, NOW, W001, rows)
        operations = [
            NewOperation("GLV-02", "GLV", "劳保手套", 2, "缝合", "双", 45),
            NewOperation("HOM-01", "HOM", "居家加工", 1, "绣标", "个", 110),
        ]
        self.operations = add_operations(BOSS, NOW, W001, operations)
        prices = [
            NewPrice("GLV-02", date(2026, 1, 1), "", 2000, 500),
            NewPrice("GLV-02", date(2026, 1, 1), "学徒", 1500, None),
            NewPrice("HOM-01", date(2026, 1, 1), "", 4600, None),
        ]
        set_prices(BOSS, NOW, W001, prices)
        self._entries = 0

    def work_a_month(self) -> None:
        for number in ("001", "002"):
            self.attend(number, DAYS)
            for on in DAYS:
                self.output(number, on, 600)
        self.attend("003", [at(2), at(3)])
        hours = [NewHours(f"h{n}", at(n), self.workers["003"], "清洁", 240, None, "") for n in (2, 3)]
        record_hours(BOSS, NOW, W001, hours, on=at(31))
        order = NewOrder("D1", self.workers["004"], self.operations["HOM-01"], at(2), material="标", material_issued=0)
        [order_id] = issue_orders(BOSS, NOW, W001, [order], on=at(31)).values()
        record_returns(BOSS, NOW, W001, [NewReturn(order_id, at(9), at(9), 1_000_000, 0, 0)], on=at(31))

    def attend(self, number: str, days, status: str = "出勤") -> None:
        rows = [NewAttendance(self.workers[number], on, status, 480, 720) for on in days]
        record_attendance(BOSS, NOW, W001, rows, on=at(31), reason="补记")

    def output(
        self, number: str, on: date, good: int, operation: str = "GLV-02", today: date = date(2026, 3, 31), **more
    ) -> str:
        self._entries += 1
        key = f"e{self._entries}"
        counts = {"defect_own": 0, "defect_other": 0} | more
        row = NewOutput(key, on, self.workers[number], self.operations[operation], good * 1000, **counts)
        record_output(BOSS, NOW, W001, [row], on=today)
        return key
