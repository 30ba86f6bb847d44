"""The registers as lists: every entry with whose it is, where it comes from and whether it was taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workshop.claims.rules.registered import FACT_KINDS, HOLDS
from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.quantities import format_quantity
from workshop.kernel.text import fold
from workshop.pay.queries.scope import as_date, find_date
from workshop.people.queries import WorkerLine, list_workers, narrow
from workshop.store.database import fetch_all

BOOKS = {
    "facts": ("claim_fact", "人和车间的事项"),
    "receipts": ("claim_receipt", "已领补贴"),
    "months": ("claim_month", "其他单位务工"),
    "costs": ("claim_cost", "费用"),
}
MOST = 200  # lines on a page

_TAIL = """f.source, f.checked_on, f.recorded_at, f.recorded_by, r.reason
FROM {table} f LEFT JOIN {table} r ON r.workshop_id = f.workshop_id AND r.reverses = f.id
WHERE f.workshop_id = :w AND f.reverses IS NULL ORDER BY f.id DESC"""
_READS = {
    "facts": "SELECT f.id, f.worker_id, f.kind, f.name, f.valid_from, f.valid_to, f.holds, f.value, f.fen, f.text, ",
    "receipts": "SELECT f.id, f.worker_id, f.scheme, f.first, f.last, f.fen, f.months, f.fund, f.at_workshop, ",
    "months": "SELECT f.id, f.worker_id, f.month, f.employer, f.half_days, f.pay_fen, f.paid_fen, f.mode, ",
    "costs": "SELECT f.id, NULL, f.kind, f.month, f.fen, f.voucher, ",
}


@dataclass(frozen=True)
class RegisterLine:
    """An entry in a list; `undone` is the reason where it was taken back."""

    id: int
    worker_no: str
    worker: str
    what: str
    said: str
    days: str
    source: str
    checked_on: date | None
    recorded_at: datetime
    recorded_by: str
    undone: str | None


def list_register(
    workshop_id: int, book: str, on: date, search: str = "", kind: str = ""
) -> tuple[list[RegisterLine], int]:
    """The newest lines that are asked for, at most MOST, and how many there are. `search` as in the list of workers."""
    people = list_workers(workshop_id, on, who="all")
    by_id = {one.id: one for one in people}
    wanted = {one.id for one in narrow(people, on, search=search)} if fold(search) else None
    table, _ = BOOKS[book]
    rows = [
        row
        for row in fetch_all(_READS[book] + _TAIL.format(table=table), w=workshop_id)
        if (wanted is None or row[1] in wanted) and (not kind or row[2] == kind)
    ]
    return [_line(book, row, by_id) for row in rows[:MOST]], len(rows)


def _line(book: str, row: Sequence[Any], people: Mapping[int, WorkerLine]) -> RegisterLine:
    *_, source, checked, at, who, undone = row
    person = people.get(row[1])
    what, said, days = _TOLD[book](row)
    moment = at if isinstance(at, datetime) else datetime.fromisoformat(at)
    whose = (person.worker_no, person.name) if person else ("", "车间")
    return RegisterLine(row[0], *whose, what, said, days, source, find_date(checked), moment, who, undone)


def _fact(row: Sequence[Any]) -> tuple[str, str, str]:
    kind, name, first, last, holds, value, fen, text = row[2:10]
    known = FACT_KINDS.get(kind)
    said = [text] if text else []
    if known and known.shape == HOLDS:
        said.append("是" if holds else "否")
    if kind == "残疾":
        said.append("加密保存")
    said += [format_quantity(value)] if value is not None else []
    said += [f"{format_yuan(fen)} 元"] if fen is not None else []
    return f"{kind} {name}".strip(), " ".join(said), _days(first, last)


def _receipt(row: Sequence[Any]) -> tuple[str, str, str]:
    scheme, first, last, fen, months, fund, where = row[2:9]
    said = [f"{format_yuan(fen)} 元", f"{months} 个月" if months else "", fund, where]
    return scheme, " ".join(filter(None, said)), _days(first, last)


def _month(row: Sequence[Any]) -> tuple[str, str, str]:
    month, employer, halves, pay, paid, mode = row[2:8]
    said = [f"{halves / 2:g} 天" if halves is not None else "", mode]
    said += [f"应发 {format_yuan(pay)} 元"] if pay is not None else []
    said += [f"实发 {format_yuan(paid)} 元"] if paid is not None else []
    return employer or "本车间(记账以前)", " ".join(filter(None, said)), as_date(month).strftime("%Y-%m")


def _cost(row: Sequence[Any]) -> tuple[str, str, str]:
    kind, month, fen, voucher = row[2:6]
    return kind, f"{format_yuan(fen)} 元 {voucher}".strip(), as_date(month).strftime("%Y-%m")


_TOLD = {"facts": _fact, "receipts": _receipt, "months": _month, "costs": _cost}


def _days(first: Any, last: Any) -> str:
    return f"{as_date(first)} 起" if last is None else f"{as_date(first)} 至 {as_date(last)}"


def pick_worker(workshop_id: int, text: str, on: date) -> int:
    """The one worker that a number, a name or its pinyin means. Raises Refused with who else it may be."""
    everyone = list_workers(workshop_id, on, who="all")
    exact = [one for one in everyone if text.strip() in (one.worker_no, one.name)]
    found = exact if len(exact) == 1 else list(narrow(everyone, on, search=text))
    if len(found) == 1:
        return found[0].id
    if not found:
        raise Refused(f"没有找到「{text.strip()[:20]}」", "写工号、姓名或拼音首字母", "worker")
    raise Refused(f"「{text.strip()[:20]}」有 {len(found)} 个人", f"请写工号:{_several(found)}", "worker")


def _several(found: Iterable[WorkerLine]) -> str:
    return "、".join(f"{one.worker_no} {one.name}" for one in list(found)[:6])
