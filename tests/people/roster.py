"""Plain factories for people: everything sound unless a test says otherwise."""

from datetime import date

from workshop.kernel.idno import check_character
from workshop.people.actions import NewWorker


def number_for(born: date, serial: int = 0, female: bool = True) -> str:
    """A sound synthetic identity number (region 990100 does not exist)."""
    first = f"990100{born:%Y%m%d}{serial % 100:02d}{2 if female else 1}"
    return first + check_character(first)


def card_for(serial: int) -> str:
    """A synthetic card number with its Luhn digit."""
    first = f"999999{serial:012d}"
    doubled = [int(d) * (2 if i % 2 == 0 else 1) for i, d in enumerate(reversed(first))]
    total = sum(d - 9 if d > 9 else d for d in doubled)
    return first + str(-total % 10)


def a_worker(worker_no: str = "001", name: str = "王桂香", **facts: object) -> NewWorker:
    """A sound row of a roster."""
    sound: dict[str, object] = {
        "worker_no": worker_no,
        "name": name,
        "sex": "女",
        "id_no": "",
        "birth_date": date(1982, 10, 10),
        "phone": "10000001234",
        "bank_card": "",
        "hire_date": date(2025, 3, 1),
        "leave_date": None,
        "categories": (),
        "household_no": "",
        "contract_kind": "劳动合同",
        "contract_from": date(2025, 3, 1),
        "contract_to": date(2027, 2, 28),
        "hours_system": "standard",
        "grade": "",
        "monthly_fen": None,
        "daily_fen": None,
        "hourly_fen": None,
    }
    return NewWorker(**(sound | facts))  # type: ignore[arg-type]


def a_crew(count: int) -> list[NewWorker]:
    """Many sound people."""
    surnames, given = "王李张刘陈杨黄赵吴周单曾仇解", ["桂香", "秀英", "大山", "小梅", "建国", "丽", "志强"]
    rows = []
    for n in range(count):
        born = date(1970 + n % 30, n % 12 + 1, n % 28 + 1)
        rows.append(
            a_worker(
                f"A{n + 1:05d}",
                surnames[n % 14] + given[n % 7],
                birth_date=born,
                id_no=number_for(born, n // 420),
                phone=f"1{n:010d}",
                bank_card=card_for(n),
                categories=("脱贫户",) if n % 3 else ("一般户",),
                household_no=f"H{n // 2:05d}",
            )
        )
    return rows
