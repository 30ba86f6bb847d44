"""What a print job is asked for, as the queue keeps it; and which papers are too long to wait for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from workshop.claims.queries.claims import get_claim
from workshop.kernel.faults import Refused
from workshop.kernel.periods import Period
from workshop.papers.kind import PDF, TYPES, Asked, Kind
from workshop.papers.kinds import get_kind
from workshop.pay.queries.runs import Run, list_runs
from workshop.people.queries import Workshop
from workshop.store.database import fetch_all

MOST_PAPERS, MOST_MONTHS = 60, 24
# People on one paper from which on it is a job: about three seconds of setting on a slow machine.
LONG_FORMS, LONG_SLIPS, LONG_LIST = 30, 600, 1500
_SCOPES = ("worker_id", "batch_id", "order_id", "claim_id")


@dataclass(frozen=True)
class Order:
    """A paper of a job: which kind, of what."""

    kind: Kind
    asked: Asked


def write_order(orders: Sequence[Order], ending: str) -> dict[str, Any]:
    """An order as JSON has it."""
    return {"ending": ending, "papers": [_write(order) for order in orders]}


def read_order(shop: Workshop, written: Mapping[str, Any]) -> tuple[list[Order], str]:
    """The papers and the ending of what `write_order` wrote. Raises Refused for a kind that is no more."""
    return [_read(shop, one) for one in written["papers"]], written["ending"]


def _write(order: Order) -> dict[str, Any]:
    asked = order.asked
    told = {"kind": order.kind.code, "period": asked.period.code, "part": asked.part}
    told |= {"until": asked.until.code if asked.until else None, "on": asked.on.isoformat() if asked.on else None}
    return told | {name: getattr(asked, name) for name in _SCOPES}


def _read(shop: Workshop, one: Mapping[str, Any]) -> Order:
    until = Period.parse(one["until"]) if one["until"] else None
    scope = {name: one[name] for name in _SCOPES}
    on = date.fromisoformat(one["on"]) if one.get("on") else None
    return Order(get_kind(one["kind"]), Asked(shop, Period.parse(one["period"]), one["part"], until, **scope, on=on))


def build_orders(
    shop: Workshop, kinds: Iterable[Kind], first: Period, last: Period, today: date | None = None
) -> list[Order]:
    """Each kind for each month from the first to the last, none as of a later day than today; those of runs only where
    a run is. Raises Refused.
    """
    if last < first:
        raise Refused("止月在起月前面", "请把两个月份对调", "last")
    months = [first]
    while months[-1] < last and len(months) <= MOST_MONTHS:
        months.append(months[-1].next)
    if len(months) > MOST_MONTHS:
        raise Refused(f"一次最多打印 {MOST_MONTHS} 个月", "请分几次打印", "last")
    runs = list_runs(shop.id)
    orders = [order for month in months for kind in kinds for order in _of_month(shop, kind, month, runs)]
    if not orders:
        raise Refused("勾选的表在这几个月里都还没有", "请先计算工资,或换几个月份")
    if len(orders) > MOST_PAPERS:
        raise Refused(f"一次最多打印 {MOST_PAPERS} 张表,这里有 {len(orders)} 张", "请少选几种或几个月")
    return [replace(order, asked=replace(order.asked, on=_day(order.asked.period, today))) for order in orders]


def _day(period: Period, today: date | None) -> date | None:
    return min(today, period.last) if today else None


def _of_month(shop: Workshop, kind: Kind, month: Period, runs: Sequence[Run]) -> list[Order]:
    if not kind.of_run:
        return [Order(kind, Asked(shop, month))]
    mine = [run for run in runs if run.period[:7] == month.code[:7] and (run.closed or not kind.of_ledger)]
    ordered = sorted((run.period, run.part) for run in mine)
    return [Order(kind, Asked(shop, Period.parse(period), part)) for period, part in ordered]


def list_long(workshop_id: int, kinds: Iterable[Kind]) -> frozenset[str]:
    """The kinds that nobody should wait for in front of the page, by how many people may stand on them."""
    [(people,)] = fetch_all("SELECT COUNT(*) FROM worker WHERE workshop_id = :w", w=workshop_id)
    return frozenset(kind.code for kind in kinds if not (kind.of_one or kind.of_claim) and people > _most(kind))


def _most(kind: Kind) -> int:
    if kind.each:
        return LONG_FORMS
    return LONG_SLIPS if kind.code.startswith("slips") else LONG_LIST


def is_long(kind: Kind, asked: Asked) -> bool:
    """Whether a paper is a job: one of a single person or order never is."""
    if asked.worker_id is not None or asked.order_id is not None:
        return False
    if asked.claim_id is not None:
        return len(get_claim(asked.shop.id, asked.claim_id).people) > _most(kind)
    return bool(list_long(asked.shop.id, (kind,)))


def check_ending(ending: str) -> str:
    """The ending if there is such a file; a PDF otherwise."""
    return ending if ending in TYPES else PDF


def tell_orders(orders: Sequence[Order], ending: str) -> str:
    """What a job is called: the paper, or how many of what."""
    names = list(dict.fromkeys(order.kind.name for order in orders))
    spans = sorted({order.asked.period.code[:7] for order in orders})
    span = Period.parse(spans[0]).chinese + (f"至{Period.parse(spans[-1]).chinese}" if len(spans) > 1 else "")
    told = "、".join(names[:3]) + (f"等 {len(names)} 种" if len(names) > 3 else "")
    return f"{span} {told}({'Excel' if ending != PDF else 'PDF'})"
