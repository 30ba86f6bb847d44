"""Under a line lie exactly the entries that it adds up."""

from datetime import date

from tests.conftest import BOSS, NOW, W001
from tests.pay.stage import CHEN, MARCH, ZHANG, Stage, at
from workshop.kernel.periods import Period
from workshop.pay.actions import approve_run, compute_run, lock_run
from workshop.pay.queries.entries import list_days
from workshop.pay.queries.slips import get_slip
from workshop.prices.actions import NewTier, set_tiers


def test_late_work_above_a_slab_is_found_under_the_slab_it_was_paid_at(app):
    stage = Stage()
    set_tiers(BOSS, NOW, W001, [NewTier("GLV-02", date(2026, 1, 1), 500_000, 2500)])
    stage.output("001", at(3), 700)
    compute_run(CHEN, NOW, W001, MARCH)
    approve_run(ZHANG, NOW, W001, MARCH)
    lock_run(CHEN, NOW, W001, MARCH)
    stage.output("001", at(3), 40, today=at(2, 4))
    compute_run(CHEN, NOW, W001, Period(2026, 4))
    slip = get_slip(W001, "2026-04", stage.workers["001"])
    [line] = [one for one in slip.lines if one.kind == "piece"]
    assert (line.quantity, line.price) == (40_000, 2500)
    assert [(day.on, day.quantity) for day in list_days(W001, slip.head, line)] == [(at(3), 40_000)]
