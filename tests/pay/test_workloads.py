"""The generated months come to exactly what their expected_pay.csv says, by the rules alone."""

from dataclasses import replace

import pytest

from tests.pay.folders import WORKLOADS, Folder
from workshop.kernel.money import plain_yuan
from workshop.kernel.periods import Period
from workshop.pay.rules.days import build_shop_days
from workshop.pay.rules.facts import TaxBefore
from workshop.pay.rules.slip import compute_slip

COLUMNS = ("gross", "topup", "tax", "loss", "advance", "other", "net", "carried")


def slips_of(folder: Folder, month: Period):
    """Every slip of the month: part-time workers in halves, the second after the first."""
    halves = [Period(month.year, month.month, half) for half in (1, 2)]
    facts = {period: folder.facts(period) for period in (month, *halves)}
    shops = {(code, period): folder.shop(code, period) for code in folder.shops for period in facts}
    days = {key: build_shop_days(shop) for key, shop in shops.items()}
    for no, row in folder.workers.items():
        before = None
        for period in halves if row["hours_system"] == "part_time" else [month]:
            worker = facts[period][no]
            if before is not None:
                worker = after(before, worker)
            key = (row["workshop_code"], period)
            before = compute_slip(worker, shops[key], days[key])
            yield before


def after(slip, worker):
    """The facts of the second half once the first is paid: its balances, its income and tax; advances are new once."""
    newer = tuple(o for o in worker.owed if o.step != "advance" or o.on > slip.period.last)
    before = worker.tax_before
    tax = TaxBefore(before.income + slip.taxed, before.months, before.withheld + slip.tax)
    return replace(worker, owed=slip.balances + newer, tax_before=tax)


def as_row(slip):
    return [plain_yuan(getattr(slip, name)) for name in COLUMNS]


@pytest.mark.parametrize(
    ("name", "month"), [("plain50", "2026-03"), ("w50", "2026-03"), ("plain500", "2026-03"), ("w500", "2026-05")]
)
def test_a_generated_month_comes_to_its_expected_pay(name, month):
    path = WORKLOADS / name
    if not path.exists():
        pytest.skip(f"the shared folder {name} is not beside this checkout")
    folder = Folder(path)
    expected = {
        (row["worker_no"], row["period"]): [row[f"{column}_yuan"] for column in COLUMNS]
        for row in folder.rows("expected_pay")
    }
    found = {
        (s.worker, s.period.code): as_row(s) for s in slips_of(folder, Period.parse(month)) if s.gross or s.carried
    }
    assert {
        key: (found.get(key), expected.get(key)) for key in found | expected if found.get(key) != expected.get(key)
    } == {}
