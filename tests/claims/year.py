"""A workshop with a year of computed pay behind it, written straight into the tables: slips, attendance, hours, money that went out."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import update

from workshop.floor.rows import AttendanceRow, HoursRow
from workshop.pay.rows import (
    LivePaymentRow,
    PaymentBatchRow,
    PaymentLineRow,
    PaymentSettlementRow,
    PayRunRow,
    SlipLineRow,
    SlipRow,
)
from workshop.people.actions import NewWorker, add_workers
from workshop.store.audit import COMMAND_LINE
from workshop.store.database import db
from workshop.store.ids import new_entry_id, new_id
from workshop.store.transaction import transaction
from workshop.takehome.rows import TakehomeOrderRow

NOW = datetime(2026, 1, 10)


@dataclass(frozen=True)
class Month:
    """What one worker earned in a month, in fen; `half_days` come one a day from the 1st, two by two; `home` of the pay."""

    pay_fen: int
    half_days: int = 0
    home_fen: int = 0
    hours: int = 0
    paid: bool = True


@dataclass(frozen=True)
class Person:
    """A worker with his months by number (1 to 12)."""

    no: str
    months: dict[int, Month] = field(default_factory=dict)
    categories: tuple[str, ...] = ("脱贫户",)
    hours_system: str = "standard"
    contract: tuple[str, date | None, date | None] = ("劳动合同", date(2024, 1, 1), date(2026, 12, 31))
    hired: date = date(2024, 1, 1)
    left: date | None = None
    household: str = ""
    sex: str = "女"
    born: date = date(1980, 5, 1)


def add_people(workshop_id: int, people: Sequence[Person]) -> dict[str, int]:
    """The workers; their ids by number."""
    return add_workers(COMMAND_LINE, NOW, workshop_id, [_worker(person) for person in people])


def _worker(person: Person) -> NewWorker:
    kind, first, last = person.contract
    unknown: dict[str, Any] = {"id_no": "", "phone": "", "bank_card": "", "grade": ""}
    rates: dict[str, Any] = {"monthly_fen": None, "daily_fen": None, "hourly_fen": None}
    return NewWorker(
        worker_no=person.no,
        name=f"工人{person.no}",
        sex=person.sex,
        birth_date=person.born,
        hire_date=person.hired,
        leave_date=person.left,
        categories=person.categories,
        household_no=person.household,
        contract_kind=kind,
        contract_from=first,
        contract_to=last,
        hours_system=person.hours_system,
        **unknown,
        **rates,
    )


def fill_year(
    workshop_id: int,
    people: Sequence[Person],
    ids: dict[str, int],
    year: int = 2025,
    months: Sequence[int] = range(1, 13),
    open_: Sequence[int] = (),
    groups: Sequence[str] = (),
) -> None:
    """Runs of the months, locked but those in `open_`; part-time people have two slips a month. `groups`: only these."""
    halves = any(person.hours_system == "part_time" for person in people)
    groups = groups or (("", "-H1", "-H2") if halves else ("",))
    with transaction(COMMAND_LINE, NOW) as tx:
        _attend(tx, workshop_id, people, ids, year)
        _take_home(tx, workshop_id, people, ids, year)
        for month in months:
            for half in groups:
                period = f"{year}-{month:02}{half}"
                mine = [p for p in people if (p.hours_system == "part_time") == bool(half) and month in p.months]
                _run(tx, workshop_id, period, mine, ids, month, month in open_)


def _stamp() -> dict[str, Any]:
    return {"recorded_at": NOW, "recorded_by": "演示", "import_id": None}


def _attend(tx: Any, workshop_id: int, people: Sequence[Person], ids: dict[str, int], year: int) -> None:
    days, hours = [], []
    for person in people:
        for number, month in person.months.items():
            last = monthrange(year, number)[1]
            common = {"workshop_id": workshop_id, "worker_id": ids[person.no], "reason": "", **_stamp()}
            for day in range(min(last, -(-month.half_days // 2))):
                half = 2 * day + 1 == month.half_days
                clock = {"clock_in": 480, "clock_out": 720 if half else 1020, "overtime_minutes": 0}
                on = {"date": date(year, number, day + 1), "version": 1, "status": "半天" if half else "出勤"}
                days.append(common | clock | on)
            if month.hours:
                entry = {"id": new_entry_id(), "date": date(year, number, 1), "pay_on": date(year, number, 1)}
                what = {"activity": "打包", "minutes": month.hours, "rate": None, "band": "", "reverses": None}
                hours.append(common | entry | what)
    tx.insert(AttendanceRow, days)
    tx.insert(HoursRow, hours)


def _take_home(tx: Any, workshop_id: int, people: Sequence[Person], ids: dict[str, int], year: int) -> None:
    from workshop.prices.actions import NewOperation, add_operations

    home = [person for person in people if any(month.home_fen for month in person.months.values())]
    if not home:
        return
    operation = NewOperation("HOM-01", "HOM", "手工", 1, "穿珠", "件", 60)
    [operation_id] = add_operations(COMMAND_LINE, NOW, workshop_id, [operation]).values()
    tx.insert(TakehomeOrderRow, [_order(workshop_id, ids[person.no], operation_id, person.no, year) for person in home])


def _order(workshop_id: int, worker_id: int, operation_id: int, number: str, year: int) -> dict[str, Any]:
    empty = dict.fromkeys(("bag_no", "due_on", "quantity", "price_from", "most", "closed_on", "voided_on"))
    words = dict.fromkeys(("content_hash", "relation_reason", "note", "void_reason"), "")
    named = {"workshop_id": workshop_id, "id": new_id(), "entry_id": new_entry_id(), "order_no": f"D{number}"}
    what = {"worker_id": worker_id, "operation_id": operation_id, "issued_on": date(year, 1, 1), "price": 100}
    return named | what | empty | words | {"relation": "contract"} | _stamp()


def _run(
    tx: Any, workshop_id: int, period: str, people: Sequence[Person], ids: dict[str, int], month: int, still_open: bool
) -> None:
    run_id = new_id()
    tx.insert(PayRunRow, [_run_values(workshop_id, run_id, period, len(people))])
    slips = [_slip(workshop_id, run_id, period, person.months[month], ids[person.no]) for person in people]
    tx.insert(SlipRow, slips)
    lines = [
        line for slip, person in zip(slips, people, strict=True) for line in _lines(slip, person.months[month], period)
    ]
    tx.insert(SlipLineRow, lines)
    if not still_open:
        mine = (PayRunRow.workshop_id == workshop_id, PayRunRow.id == run_id)
        db.session.execute(update(PayRunRow).where(*mine).values(state="locked", locked_at=NOW, locked_by="演示"))
        _pay_out(tx, workshop_id, run_id, [(s, p) for s, p in zip(slips, people, strict=True) if p.months[month].paid])


def _run_values(workshop_id: int, run_id: int, period: str, workers: int) -> dict[str, Any]:
    empty = dict.fromkeys(
        (
            "computed_by_id",
            "approved_at",
            "approved_by",
            "approved_by_id",
            "locked_at",
            "locked_by",
            "paid_at",
            "paid_by",
        )
    )
    named = {"workshop_id": workshop_id, "id": run_id, "period": period, "part": 1, "state": "approved"}
    what = {"rules_version": "1", "sha256": "", "workers": workers, "gross": 0, "net": 0, "hands": "", "purpose": ""}
    return named | what | empty | {"computed_at": NOW, "computed_by": "演示"}


def _parts(month: Month, period: str) -> tuple[int, int, int]:
    """Pay, part of it from home, and half days of a slip; a part-time month is shared by its halves."""
    whole = (month.pay_fen, month.home_fen, month.half_days)
    if period.endswith("H1"):
        return tuple(one // 2 for one in whole)  # type: ignore[return-value]
    return tuple(one - one // 2 for one in whole) if period.endswith("H2") else whole  # type: ignore[return-value]


def _slip(workshop_id: int, run_id: int, period: str, month: Month, worker_id: int) -> dict[str, Any]:
    pay, _, halves = _parts(month, period)
    nothing = dict.fromkeys(("topup", "tax", "loss", "advance", "other", "carried"), 0)
    words = {"minimum_rule": "", "minimum_sentence": "", "sha256": ""}
    named = {"workshop_id": workshop_id, "id": new_id(), "run_id": run_id, "worker_id": worker_id, "period": period}
    sums = {"gross": pay, "net": pay, "taxed": pay, "labour_service": False, "attended_halves": halves, "due_days": 22}
    return named | sums | nothing | words


def _lines(slip: dict[str, Any], month: Month, period: str) -> list[dict[str, Any]]:
    pay, home, _ = _parts(month, period)
    parts = [("takehome", home), ("piece", pay - home)]
    common = {"workshop_id": slip["workshop_id"], "slip_id": slip["id"], "rule": "3.1", "operation_id": None}
    words = {"code": "X", "name": "缝合", "band": "normal", "sentence": "", "twice": 2, "late": 0}
    flags = {"counts": True, "taxable": True, "quantity": 1000, "price": 1}
    return [
        common | words | flags | {"position": place, "kind": kind, "amount": fen}
        for place, (kind, fen) in enumerate(parts)
        if fen
    ]


def _pay_out(tx: Any, workshop_id: int, run_id: int, slips: list[tuple[dict[str, Any], Person]]) -> None:
    batch = new_id()
    words = {"shape": "", "payer_id": None, "usage": "工资", "remark": "", "file_name": "", "sha256": ""}
    made = {"made_on": NOW.date(), "made_at": NOW, "made_by": "演示", "number": 1, "kind": "cash"}
    sums = {"lines": len(slips), "total": sum(slip["net"] for slip, _ in slips)}
    tx.insert(PaymentBatchRow, [{"workshop_id": workshop_id, "id": batch, "run_id": run_id} | words | made | sums])
    lines = [_payment(workshop_id, batch, place, slip, person) for place, (slip, person) in enumerate(slips, 1)]
    tx.insert(PaymentLineRow, lines)
    done = {"seq": 1, "outcome": "paid", "reason": "", "paid_on": NOW.date(), "paid_by": "演示", "return_id": None}
    told = {"workshop_id": workshop_id, "at": NOW, "by": "演示"}
    tx.insert(PaymentSettlementRow, [told | done | {"line_id": line["id"]} for line in lines])
    live = [{"workshop_id": workshop_id, "line_id": line["id"], "slip_id": line["slip_id"]} for line in lines]
    tx.insert(LivePaymentRow, live)


def _payment(workshop_id: int, batch: int, place: int, slip: dict[str, Any], person: Person) -> dict[str, Any]:
    words = dict.fromkeys(("holder_name", "bank_name", "card_tail", "phone", "note"), "")
    named = {"workshop_id": workshop_id, "id": new_id(), "batch_id": batch, "position": place}
    who = {"slip_id": slip["id"], "worker_id": slip["worker_id"], "worker_no": person.no, "name": person.no}
    return named | who | words | {"amount": slip["net"], "account_id": None}
