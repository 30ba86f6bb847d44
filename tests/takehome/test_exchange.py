"""What exchange files say of work at home, and how an import of it is taken back."""

from datetime import date

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.floor.stage import LI, SEW, all_rows
from tests.takehome.stage import BACK, CUFF, ISSUED, SON, YARN, bring, inspect, issue, set_the_home_stage, share
from workshop.exchange.stored import Scope, load_lines
from workshop.exchange.stored.takehome import list_unsaid
from workshop.exchange.undoing import undo_takehome
from workshop.kernel.faults import Refused
from workshop.people.actions import record_import
from workshop.people.queries import find_workshop
from workshop.takehome.actions import (
    NewOrder,
    NewReturn,
    NewSignature,
    NewSupply,
    OrderRef,
    add_signature,
    issue_orders,
    record_returns,
    reverse_return,
    supply_material,
    void_order,
)
from workshop.takehome.rows import (
    TakehomeMaterialRow,
    TakehomeOrderRow,
    TakehomeReturnMaterialRow,
    TakehomeReturnRow,
    TakehomeSupplyRow,
)

ORDER = NewOrder("F1", LI, SEW, ISSUED, None, 2000, "手套坯", 100_000, 10_000, 200, 80_000)


@pytest.fixture(autouse=True)
def _stage(app):
    set_the_home_stage()


def lines(name: str) -> list[tuple]:
    shop = find_workshop("W001")
    assert shop is not None
    return [tuple(line)[1:] for line in load_lines(Scope(shop), name)]


def bring_in() -> tuple[int, int]:
    key = record_import(BOSS, NOW, W001, "takehome", "台账.xlsx", "0" * 64, 2, 0)
    [order] = issue_orders(BOSS, NOW, W001, [ORDER], import_id=key).values()
    record_returns(BOSS, NOW, W001, [NewReturn(order, BACK, BACK, 90_000, 2_000, 1_000, 2_000)], import_id=key)
    return key, order


def test_an_order_of_a_file_goes_out_as_it_came_in():
    bring_in()
    assert lines("takehome_orders") == [
        ("F1", "102", "GLV-201", ISSUED, None, 2000, "手套坯", 100_000, 10_000, 200, 80_000, None)
    ]
    assert lines("takehome_returns") == [("F1", BACK, BACK, 90_000, 2_000, 1_000, 2_000)]


def test_only_what_stands_goes_out():
    order = issue()
    void_order(BOSS, NOW, W001, issue(order_no="D9"), "发错人")
    reverse_return(BOSS, NOW, W001, bring(order, 9).id, "数错")
    inspect(bring(order, 30, inspected_on=None, materials=((1, 1_000),)).id, 20, 5)
    assert [line[0] for line in lines("takehome_orders")] == ["W260302-01"]
    assert lines("takehome_returns") == [("W260302-01", BACK, BACK, 20_000, 5_000, 0, 1_000)]


def test_what_was_handed_out_later_goes_out_in_the_sum():
    order = issue()
    supply_material(BOSS, NOW, W001, NewSupply(OrderRef(order), BACK, ((1, 20_000),)))
    assert lines("takehome_orders")[0][7] == 120_000


def test_what_a_file_cannot_say_is_told():
    issue()
    assert list_unsaid(W001) == []
    issue(materials=(YARN, CUFF), members=share((LI, 1), (SON, 1)), most=1_000)
    assert list_unsaid(W001) == ["外发单 W260302-02 的另外 1 种物料、2 人的分成、约定的赔偿上限交换文件里写不下"]


def test_an_import_that_nothing_has_used_goes_again_with_all_its_parts():
    key, _ = bring_in()
    assert undo_takehome(BOSS, NOW, W001, key) == 2
    for row in (
        TakehomeOrderRow,
        TakehomeMaterialRow,
        TakehomeSupplyRow,
        TakehomeReturnRow,
        TakehomeReturnMaterialRow,
    ):
        assert all_rows(row) == []


@pytest.mark.parametrize("use", ["signature", "supply", "reversal"])
def test_an_import_that_somebody_has_worked_on_stays(use):
    key, order = bring_in()
    if use == "signature":
        add_signature(BOSS, NOW, W001, "order", order, NewSignature("worker", "paper"))
    elif use == "supply":
        supply_material(BOSS, NOW, W001, NewSupply(OrderRef(order), BACK, ((1, 20_000),)))
    else:
        reverse_return(BOSS, NOW, W001, all_rows(TakehomeReturnRow)[0]["id"], "数错")
    with pytest.raises(Refused, match="不能整批撤销"):
        undo_takehome(BOSS, NOW, W001, key)
    assert len(all_rows(TakehomeOrderRow)) == 1


def test_a_ledger_that_comes_again_after_an_inspection_pays_once():
    key = record_import(BOSS, NOW, W001, "takehome", "台账.xlsx", "0" * 64, 1, 0)
    order = issue()
    row = NewReturn(order, BACK, None, 9_000, 0, 0)
    record_returns(BOSS, NOW, W001, [row], import_id=key)
    inspect(all_rows(TakehomeReturnRow)[0]["id"], 9, on=date(2026, 3, 10))
    again = record_returns(BOSS, NOW, W001, [row], import_id=key)
    assert (again.ids, again.existing) == ((), {"0"})
