"""Months that nobody was paid in, in the address of a list."""

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.pay.stage import Stage, at
from workshop.pay.actions import NewAdvance, add_advances
from workshop.pay.queries.agreed import Wish, list_owed


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "2026-13", "2026-3", "x"])
def test_a_month_that_is_none_lists_everything(app, sign_in, month: str):
    assert sign_in("chen").get(f"/w/W001/pay/agreed?month={month}").status_code == 200


def test_a_month_goes_from_its_first_to_its_last_day(app):
    worker = Stage().workers["001"]
    days = (at(28, 2), at(1), at(31), at(1, 4))
    add_advances(BOSS, NOW, W001, [NewAdvance(worker, on, 100 + n, "看病") for n, on in enumerate(days)])
    lines, counted = list_owed(W001, "advance", Wish(month="2026-03"))
    assert sorted(line.amount for line in lines) == [101, 102]
    assert (counted.lines, counted.amount) == (2, 203)
