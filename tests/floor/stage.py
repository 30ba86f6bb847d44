"""A workshop with people, operations and prices, put into the tables directly: the floor stands on them, it does not make them."""

from datetime import date

from tests.conftest import BOSS, NOW, W001
from workshop.people.rows import WorkerRow, WorkerTermsRow
from workshop.prices.rows import OperationRow, PriceRow, ProductRow
from workshop.store.database import db
from workshop.store.transaction import transaction

HIRED = date(2026, 1, 5)
WANG, LI, ZHAO, CHEN = 101, 102, 103, 104
SEW, TURN, WEIGH, UNPRICED = 201, 202, 203, 204
DAY = date(2026, 3, 30)  # a Monday; NOW is the Tuesday after it


def worker(
    worker_id: int, name: str, number: str = "", hired: date = HIRED, left: date | None = None, **more: object
) -> dict:
    return {
        "workshop_id": W001,
        "id": worker_id,
        "worker_no": number or f"{worker_id}",
        "name": name,
        "name_key": name,
        "initials": "",
        "sex": "女",
        "birth_date": date(1980, 1, 1),
        "hire_date": hired,
        "leave_date": left,
        "recorded_at": NOW,
    } | more


def terms(
    worker_id: int, grade: str = "", since: date = HIRED, hourly: int | None = None, workshop_id: int = W001
) -> dict:
    return {
        "workshop_id": workshop_id,
        "worker_id": worker_id,
        "valid_from": since,
        "hours_system": "standard",
        "grade": grade,
        "hourly_fen": hourly,
    }


def operation(operation_id: int, name: str, unit: str = "双", withdrawn: date | None = None) -> dict:
    return {
        "workshop_id": W001,
        "id": operation_id,
        "product_id": 200,
        "code": f"GLV-{operation_id}",
        "seq": operation_id - 200,
        "name": name,
        "unit": unit,
        "withdrawn_on": withdrawn,
    }


def price(
    operation_id: int, rate: int, since: date = HIRED, grade: str = "", charge: int | None = None, version: int = 1
) -> dict:
    return {
        "workshop_id": W001,
        "operation_id": operation_id,
        "grade": grade,
        "valid_from": since,
        "version": version,
        "rate": rate,
        "defect_charge": charge,
        "recorded_at": NOW,
        "recorded_by": "陈会计",
    }


def set_the_stage(people: int = 0) -> None:
    """The cast, four operations, and as many more people as wanted."""
    cast = [(WANG, "王桂香", ""), (LI, "李秀英", ""), (ZHAO, "赵大山", ""), (CHEN, "陈小梅", "学徒")]
    others = [(1000 + n, f"工人{n:03d}", "") for n in range(people)]
    with transaction(BOSS, NOW) as tx:
        tx.insert(WorkerRow, [worker(key, name) for key, name, _ in cast + others])
        tx.insert(
            WorkerTermsRow, [terms(key, grade, hourly=1800 if key == ZHAO else None) for key, _, grade in cast + others]
        )
        tx.insert(ProductRow, [{"workshop_id": W001, "id": 200, "code": "GLV", "name": "劳保手套"}])
        names = ((SEW, "缝合", "双"), (TURN, "翻套", "双"), (WEIGH, "称重", "公斤"), (UNPRICED, "打样", "双"))
        tx.insert(OperationRow, [operation(*each) for each in names])
        prices = [price(SEW, 768, charge=200), price(SEW, 500, grade="学徒"), price(TURN, 300), price(WEIGH, 12345)]
        tx.insert(PriceRow, [*prices, price(SEW, 800, since=date(2026, 3, 16))])


def add(row: object, *values: dict) -> None:
    """Puts rows into a table."""
    with transaction(BOSS, NOW) as tx:
        tx.insert(row, list(values))


def all_rows(row: object) -> list[dict]:
    """Every row of a table, as dictionaries, in the order of writing."""
    from sqlalchemy import select

    return [dict(line) for line in db.session.execute(select(row.__table__)).mappings()]
