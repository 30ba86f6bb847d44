"""What can be relied on when work goes home."""

from datetime import date

import pytest

from tests.conftest import BOSS, NOW, W001, W002
from tests.floor.stage import CHEN, LI, UNPRICED, WANG, all_rows
from tests.takehome.stage import (
    AGELESS,
    BACK,
    CHILD,
    CUFF,
    SON,
    YARN,
    YOUTH,
    an_issue,
    balance,
    bring,
    issue,
    set_the_home_stage,
    share,
)
from workshop.takehome.actions import (
    NewMaterial,
    NewSignature,
    NewSupply,
    OrderRef,
    RefusedTakehome,
    close_order,
    issue_order,
    supply_material,
)
from workshop.takehome.rows import TakehomeMarkRow, TakehomeOrderRow, TakehomeSupplyRow


@pytest.fixture(autouse=True)
def _stage(app):
    set_the_home_stage()


def refused(act, *args, **more) -> list[str]:
    with pytest.raises(RefusedTakehome) as trouble:
        act(*args, **more)
    assert all(fault.mend for fault in trouble.value.faults)
    return [fault.reason for fault in trouble.value.faults]


def warned(**more) -> list[str]:
    return [fault.reason for fault in issue_order(BOSS, NOW, W001, an_issue(**more)).warnings]


def test_the_price_is_fixed_by_the_day_of_issue_and_the_grade():
    issue()
    issue(worker_id=CHEN)
    issue(price=2000)
    assert [row["price"] for row in all_rows(TakehomeOrderRow)] == [768, 500, 2000]


def test_numbers_are_made_in_order_where_none_is_written():
    issued = [issue_order(BOSS, NOW, W001, an_issue(order_no=number)).order_no for number in ("", "D7", "")]
    assert issued == ["W260302-01", "D7", "W260302-02"]


def test_several_materials_go_out_together():
    order = issue(materials=(YARN, CUFF))
    assert [row["quantity"] for row in all_rows(TakehomeSupplyRow)] == [100_000, 200_000]
    assert balance(order, 2).at_home == 200_000


def test_the_same_id_is_issued_once():
    first = issue_order(BOSS, NOW, W001, an_issue(id="0198-tablet"))
    again = issue_order(BOSS, NOW, W001, an_issue(id="0198-tablet"))
    assert (again.order_id, again.order_no, again.existing) == (first.order_id, first.order_no, True)
    assert len(all_rows(TakehomeOrderRow)) == len(all_rows(TakehomeSupplyRow)) == 1


def test_the_same_id_is_not_taken_for_something_else():
    issue(id="0198-tablet")
    assert refused(issue, id="0198-tablet", price=900) == ["id_conflict"]
    assert len(all_rows(TakehomeOrderRow)) == 1


def test_a_bag_is_in_one_open_order_and_free_when_it_is_closed():
    first = issue(bag_no=17)
    assert refused(issue, bag_no=17) == ["bag_in_use"]
    close_order(BOSS, NOW, W001, first, BACK)
    assert issue(bag_no=17) != first


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"id": "with space"}, "id_unusable"),
        ({"worker_id": 999}, "worker_unknown"),
        ({"operation_id": 999}, "operation_unknown"),
        ({"issued_on": date(2026, 4, 1), "due_on": None}, "date_future"),
        ({"issued_on": date(2025, 12, 1)}, "before_hire"),
        ({"due_on": date(2026, 3, 1)}, "due_before_issue"),
        ({"order_no": "x" * 33}, "order_no_unusable"),
        ({"bag_no": 0}, "bag_unusable"),
        ({"operation_id": UNPRICED}, "price_missing"),
        ({"price": 0}, "price_unbelievable"),
        ({"most": -1}, "most_negative"),
        ({"quantity": -1000}, "quantity_negative"),
        ({"quantity": 500}, "quantity_not_whole"),
        ({"materials": ()}, "quantity_nothing"),
        ({"materials": (YARN, YARN)}, "material_twice"),
        ({"materials": (YARN._replace(name=" "),)}, "material_unusable"),
        ({"materials": (YARN._replace(issued=-1),)}, "material_issued_unbelievable"),
        ({"materials": (YARN._replace(per_piece=-1),)}, "material_per_piece_unbelievable"),
        ({"materials": (YARN._replace(loss_allowance=10_001),)}, "loss_allowance_unbelievable"),
        ({"materials": (YARN._replace(price=-1),)}, "material_price_unbelievable"),
        ({"materials": (CUFF._replace(issued=1_500),)}, "quantity_not_whole"),
        ({"worker_id": CHILD}, "under_16"),
        ({"worker_id": AGELESS}, "birth_date_missing"),
        ({"members": share((LI, 1), (CHILD, 1))}, "under_16"),
        ({"members": share((LI, 1), (AGELESS, 1))}, "birth_date_missing"),
        ({"members": share((LI, 1), (SON, 1), (SON, 1))}, "member_twice"),
        ({"members": share((SON, 1))}, "holder_missing"),
        ({"members": share((LI, 1), (SON, 0))}, "weight_unusable"),
        ({"members": share((LI, 1), (WANG, 1))}, "member_other_household"),
        ({"batch_id": 999}, "batch_unknown"),
        ({"note": "x" * 201}, "note_unusable"),
        ({"signatures": (NewSignature("worker", "drawn", "<script>"),)}, "signature_unusable"),
        ({"signatures": (NewSignature("worker", "paper", "M0 0"),)}, "signature_unusable"),
    ],
)
def test_an_order_that_cannot_be_is_refused_by_name(bad, reason):
    assert reason in refused(issue, **bad)
    assert all_rows(TakehomeOrderRow) == []


def test_sixteen_is_old_enough_on_the_birthday_and_not_the_day_before():
    assert refused(issue, worker_id=CHILD) == ["under_16"]
    assert warned(worker_id=YOUTH) == ["young"]


def test_a_contract_that_says_otherwise_is_told():
    assert warned() == []
    [order] = all_rows(TakehomeOrderRow)
    assert (order["relation"], order["relation_reason"]) == ("contract", "本人登记为承揽,合同是承揽")
    issue(worker_id=WANG)
    assert all_rows(TakehomeOrderRow)[1]["relation"] == "labour"


def test_the_same_work_for_two_of_a_household_on_one_day_is_told():
    issue()
    assert warned(worker_id=SON) == ["split_delivery"]
    assert warned(worker_id=WANG) == []


def test_a_shared_order_is_no_split():
    issue(members=share((LI, 1), (SON, 1)))
    assert warned(members=share((LI, 1), (SON, 1))) == []


def test_a_signature_is_sealed():
    issue(signatures=(NewSignature("worker", "drawn", "M0 0L10 10"), NewSignature("workshop", "paper")))
    drawn, paper = all_rows(TakehomeMarkRow)
    assert b"M0 0" not in drawn["image"]
    assert paper["image"] is None


def test_more_material_is_handed_out_later():
    order = issue()
    wool = NewMaterial("羊毛", "公斤", 5_000)
    done = supply_material(BOSS, NOW, W001, NewSupply(OrderRef(order), BACK, ((1, 20_000),), (wool,), id="s-1"))
    assert balance(order).issued == 120_000
    assert balance(order, 2).issued == 5_000
    again = supply_material(BOSS, NOW, W001, NewSupply(OrderRef(order), BACK, ((1, 20_000),), (wool,), id="s-1"))
    assert (again.id, again.existing) == (done.id, True)
    assert refused(supply_material, BOSS, NOW, W001, NewSupply(OrderRef(order), BACK, ((1, 1_000),), id="s-1")) == [
        "id_conflict"
    ]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"order": OrderRef(999)}, "order_unknown"),
        ({"order": OrderRef(bag_no=99)}, "bag_unknown"),
        ({"order": OrderRef(issue_id="none")}, "order_unknown"),
        ({"supplied_on": date(2026, 3, 1)}, "supplied_on_too_early"),
        ({"supplied_on": date(2026, 4, 1)}, "date_future"),
        ({"quantities": ((2, 1_000),)}, "material_unusable"),
        ({"quantities": ((1, -1),)}, "material_unusable"),
        ({"quantities": ()}, "quantity_nothing"),
        ({"new_materials": (YARN,)}, "material_twice"),
    ],
)
def test_a_supply_that_cannot_be_is_refused_by_name(bad, reason):
    order = issue(bag_no=4)
    supply = NewSupply(OrderRef(order), BACK, ((1, 1_000),))._replace(**bad)
    assert reason in refused(supply_material, BOSS, NOW, W001, supply)
    assert len(all_rows(TakehomeSupplyRow)) == 1


def test_nothing_is_handed_out_for_a_closed_order():
    order = issue()
    close_order(BOSS, NOW, W001, order, BACK)
    supply = NewSupply(OrderRef(order), BACK, ((1, 1_000),))
    assert refused(supply_material, BOSS, NOW, W001, supply) == ["order_closed"]


def test_another_workshop_does_not_reach_an_order():
    order = issue(bag_no=5)
    for ref in (OrderRef(order), OrderRef(bag_no=5)):
        with pytest.raises(RefusedTakehome):
            supply_material(BOSS, NOW, W002, NewSupply(ref, BACK, ((1, 1_000),)))


def test_a_bag_means_the_order_that_it_was_in_on_that_day():
    first = issue(bag_no=8)
    close_order(BOSS, NOW, W001, first, date(2026, 3, 10))
    second = issue(bag_no=8, issued_on=date(2026, 3, 12), due_on=None)
    assert (
        bring(OrderRef(bag_no=8), 5, returned_on=date(2026, 3, 13), inspected_on=date(2026, 3, 13)).order_id == second
    )
    assert refused(bring, OrderRef(bag_no=8), 5) == ["order_closed"]


def test_a_return_before_the_issue_says_so():
    issue(bag_no=8)
    early = {"returned_on": date(2026, 3, 1), "inspected_on": None}
    assert refused(bring, OrderRef(bag_no=8), 5, **early) == ["returned_on_too_early"]
