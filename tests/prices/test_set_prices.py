"""Setting prices."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.conftest import BOSS, NOW, TODAY, W001, W002
from workshop.kernel.faults import Refused
from workshop.prices.actions import (
    NewOperation,
    NewPrice,
    NewTier,
    add_operations,
    set_prices,
    set_tiers,
    undo_operations,
    undo_prices,
)
from workshop.prices.queries import list_prices, load_price_book, load_tiers, operation_ids
from workshop.prices.rules import Price
from workshop.store.database import db
from workshop.store.rows import AuditLeafRow

MARCH = date(2026, 3, 1)
APRIL = date(2026, 4, 1)


@pytest.fixture
def sewing(app) -> int:
    return add_operations(BOSS, NOW, W001, [NewOperation("GLV-02", "GLV", "劳保手套", 2, "缝合", "双", 45)])["GLV-02"]


def set_one(rate: int = 768, start: date = APRIL, grade: str = "", charge: int | None = None, **more: object):
    return set_prices(BOSS, NOW, W001, [NewPrice("GLV-02", start, grade, rate, charge)], on=TODAY, **more)


def test_a_price_holds_from_its_day(sewing):
    assert set_one(charge=462) == ()
    assert load_price_book(W001).find(sewing, "", APRIL) == Price(768, "", APRIL, 462)
    assert load_price_book(W001).find(sewing, "", TODAY) is None


def test_the_latest_version_of_a_day_holds_and_the_earlier_stays_to_be_seen(sewing):
    set_one(768)
    set_one(786)
    assert load_price_book(W001).find(sewing, "", APRIL).rate == 786
    assert [(line.version, line.rate, line.holds) for line in list_prices(W001, sewing)] == [
        (2, 786, True),
        (1, 768, False),
    ]


def test_the_same_price_again_is_no_new_version(sewing):
    set_one()
    set_one()
    assert len(list_prices(W001, sewing)) == 1


def test_a_price_of_a_past_day_warns_that_entries_keep_theirs(sewing):
    assert "仍按录入时的单价" in set_one(start=MARCH)[0]


@pytest.mark.parametrize(
    ("rate", "charge", "field"),
    [(0, None, "rate"), (-5, None, "rate"), (10**10, None, "rate"), (5, -1, "defect_charge")],
)
def test_a_price_that_cannot_be_meant_is_refused(sewing, rate, charge, field):
    with pytest.raises(Refused) as refused:
        set_one(rate, charge=charge)
    assert refused.value.field == field
    assert list_prices(W001, sewing) == []


def test_an_unknown_operation_is_named(sewing):
    with pytest.raises(Refused, match="XXX"):
        set_prices(BOSS, NOW, W001, [NewPrice("XXX", APRIL, "", 5, None)])


def test_an_operation_of_another_workshop_is_unknown(sewing):
    with pytest.raises(Refused, match="没有编号"):
        set_prices(BOSS, NOW, W002, [NewPrice("GLV-02", APRIL, "", 5, None)])


def test_who_set_a_price_is_on_the_record(sewing):
    set_one()
    leaf = db.session.scalars(select(AuditLeafRow).where(AuditLeafRow.action == "price.set")).one()
    assert leaf.subject == f"operation/{sewing}"
    assert '"rate": 768' in leaf.detail


def test_a_set_of_slabs_replaces_that_of_its_day(sewing):
    set_tiers(BOSS, NOW, W001, [NewTier("GLV-02", MARCH, 300_000, 1200), NewTier("GLV-02", MARCH, 400_000, 1500)])
    set_tiers(BOSS, NOW, W001, [NewTier("GLV-02", MARCH, 350_000, 1300)])
    assert load_tiers(W001) == {sewing: {MARCH: ((350_000, 1300),)}}


def test_an_import_of_prices_and_operations_is_taken_back(app):
    add_operations(BOSS, NOW, W001, [NewOperation("A", "P", "产品", 1, "裁", "件", None)], import_id=5)
    set_prices(BOSS, NOW, W001, [NewPrice("A", APRIL, "", 5, None)], import_id=5)
    with pytest.raises(Refused, match="已经有单价"):
        undo_operations(BOSS, NOW, W001, 5)
    assert undo_prices(BOSS, NOW, W001, 5) == 1
    assert undo_operations(BOSS, NOW, W001, 5) == 1
    assert operation_ids(W001) == {}


def test_prices_that_entries_have_fixed_are_not_taken_back(app):
    ids = add_operations(BOSS, NOW, W001, [NewOperation("A", "P", "产品", 1, "裁", "件", None)], import_id=5)
    set_prices(BOSS, NOW, W001, [NewPrice("A", APRIL, "", 5, None)], import_id=5)
    with pytest.raises(Refused, match="已经用在产量上"):
        undo_prices(BOSS, NOW, W001, 5, used=[(ids["A"], "", APRIL)])
