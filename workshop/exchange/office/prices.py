"""A price list 单价表: prices from a day on."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from workshop.exchange.kinds import RATE
from workshop.exchange.office.known import load_operations
from workshop.exchange.office.sort import DAY_FIXED, Judged, Shown, Sort, Writing, fault_at, text_of
from workshop.exchange.stored.used import prices_in_use
from workshop.kernel.money import format_price
from workshop.people.actions import mark_undone
from workshop.prices import files
from workshop.prices.actions import NewPrice, set_prices, undo_prices
from workshop.prices.rows import PriceRow
from workshop.sheets.layout import Layout
from workshop.store.database import db
from workshop.store.transaction import transaction


def load_known(shop: int) -> files.PricesKnown:
    """The operations."""
    return files.PricesKnown(load_operations(shop))


def judge(shop: int, on: date, rows: Sequence[Any], layouts: Mapping[str, Layout]) -> Judged:
    """A price that is there is recognised; another one for the same day is refused, it is mended on its page."""
    before = _newest(shop)
    fresh, existing, faults = [], [], []
    for line in rows:
        known = before.get((line.operation.key, line.grade, line.valid_from))
        if known is None:
            fresh.append(line)
        elif known == (line.rate, line.defect_charge):
            existing.append(line)
        else:
            column = layouts[line.sheet].letter_of("price")
            message = f"{line.valid_from} 起已有单价 {format_price(known[0])} 元,与表里不同"
            mend = "要改价请在「工序单价」页更正,或写新的执行日期"
            faults.append(fault_at(line, column, format_price(line.rate), "exists_differently", message, mend))
    return Judged(tuple(fresh), tuple(existing), tuple(faults))


def _newest(shop: int) -> dict[tuple[Any, str, date], tuple[int, int | None]]:
    row = PriceRow
    query = select(row.operation_id, row.grade, row.valid_from, row.rate, row.defect_charge)
    found = db.session.execute(query.where(row.workshop_id == shop).order_by(row.version))
    return {(what, grade, start): (rate, charge) for what, grade, start, rate, charge in found}


def write(to: Writing, rows: Sequence[Any]) -> list[str]:
    """Sets the prices."""
    prices = [NewPrice(ln.operation.code, ln.valid_from, ln.grade, ln.rate, ln.defect_charge, "导入") for ln in rows]
    return list(set_prices(to.actor, to.now, to.shop, prices, import_id=to.import_id, on=to.on))


def undo(to: Writing) -> int:
    """Takes the prices back while no entry and no order has fixed one of them."""
    with transaction(to.actor, to.now):
        count = undo_prices(to.actor, to.now, to.shop, to.import_id, prices_in_use(to.shop))
        mark_undone(to.actor, to.now, to.shop, to.import_id)
    return count


def show(line: Any) -> dict[str, str]:
    """The line as text, by the names of the exchange files."""
    charge = line.defect_charge
    return {
        "op_code": line.operation.code,
        "operation": f"{line.operation.product} {line.operation.name}",
        "valid_from": text_of(line.valid_from),
        "grade": line.grade,
        "rate_yuan": RATE.write(line.rate),
        "defect_charge_yuan": "" if charge is None else RATE.write(charge),
    }


SHOWN = (
    Shown("op_code", "工序编号"),
    Shown("operation", "产品 工序"),
    Shown("valid_from", "生效日期"),
    Shown("grade", "等级"),
    Shown("rate_yuan", "单价(元)", number=True),
    Shown("defect_charge_yuan", "次品扣款(元)", number=True),
)

PRICES = Sort(
    kind=files.KIND,
    load_known=load_known,
    fields=lambda known: files.FIELDS,
    recognise=files.recognise,
    read=files.read,
    judge=judge,
    write=write,
    undo=undo,
    columns=lambda line: SHOWN,
    show=show,
    fixed=DAY_FIXED,
)
