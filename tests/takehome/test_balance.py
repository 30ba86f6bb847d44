"""Issued = in good pieces + in defects + awaiting inspection + returned + lost + at home: always, for every material."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.conftest import BOSS, NOW, W001
from tests.floor.stage import LI
from tests.takehome.stage import BACK, SON, a_delivery, inspect, issue, set_the_home_stage, share
from workshop.kernel.faults import Refused
from workshop.store.database import fetch_all
from workshop.takehome.actions import (
    NewMaterial,
    NewSupply,
    OrderRef,
    close_order,
    correct_return,
    mirroring,
    receive_return,
    reopen_order,
    reverse_return,
    reverse_supply,
    supply_material,
)
from workshop.takehome.queries import Only, load_balances
from workshop.takehome.rules import ACCEPTABLE, MaterialFacts, Pieces, add_balances, compute_balance, split_pieces
from workshop.takehome.rules.sharing import Sharer

COUNT = st.integers(0, 10**9)
CLOSED = date(2026, 3, 25)


@given(COUNT, COUNT, st.tuples(COUNT, COUNT, COUNT, COUNT, COUNT), st.none() | st.integers(0, 10**8), st.booleans())
def test_the_parts_of_a_material_are_the_whole(issued, returned, pieces, per_piece, closed):
    found = compute_balance(MaterialFacts(issued, returned, Pieces(*pieces), per_piece, closed))
    assert found.holds
    assert found.at_home == 0 if closed else found.lost == 0


@given(st.lists(st.tuples(COUNT, COUNT, COUNT), max_size=8))
def test_sums_of_balances_balance(lines):
    found = [compute_balance(MaterialFacts(a, b, Pieces(good=c), 12_345, a % 2 == 0)) for a, b, c in lines]
    assert add_balances(found).holds


@pytest.mark.parametrize(("per_piece", "in_good"), [(10_000, 3_000), (1, 0), (1_667, 500), (1_666, 500)])
def test_material_in_pieces_is_rounded_half_up_once_over_all_returns(per_piece, in_good):
    assert compute_balance(MaterialFacts(10_000, 0, Pieces(good=3_000), per_piece, False)).in_good == in_good


def test_a_balance_that_forgets_a_part_is_noticed():
    found = compute_balance(MaterialFacts(10_000, 0, Pieces(good=3_000), 10_000, False))
    assert not found._replace(in_good=2_999).holds


@given(st.integers(-(10**6), 10**6), st.lists(st.integers(1, 50), min_size=1, max_size=6))
def test_shares_are_whole_pieces_and_together_all_of_them(pieces, weights):
    sharers = [Sharer(n, f"{n:03d}", weight) for n, weight in enumerate(weights)]
    parts = split_pieces(pieces * 1000, "双", sharers)
    assert sum(parts.values()) == pieces * 1000
    assert all(part % 1000 == 0 for part in parts.values())


def test_the_odd_piece_goes_to_the_lower_number():
    pair = [Sharer(1, "002", 1), Sharer(2, "001", 1)]
    assert split_pieces(3_000, "双", pair) == {1: 1_000, 2: 2_000}
    assert split_pieces(-3_000, "双", pair) == {1: -1_000, 2: -2_000}


class Standing(NamedTuple):
    """A return that was not taken back."""

    at: int
    inspected: bool
    good: int
    own: int
    other: int
    rework: int
    back: int


class Histories(RuleBasedStateMachine):
    """Two orders, one of them shared, with two materials each: everything that may happen to them, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.orders: list[int] = []
        self.returns: dict[int, Standing] = {}
        self.supplies: list[int] = []
        self.model: dict[tuple[int, int], int] = defaultdict(int)

    @initialize()
    def hand_out(self) -> None:
        materials = (NewMaterial("纱", "公斤", 50_000, 12_345, 300, 80_000), NewMaterial("口", "个", 90_000, None))
        for members in ((), share((LI, 2), (SON, 3))):
            order = issue(materials=materials, members=members, order_no=f"H{next(NUMBERS)}")
            self.orders.append(order)
            self.model[order, 1], self.model[order, 2] = 50_000, 90_000

    @rule(
        at=st.integers(0, 1), counts=st.tuples(*[st.integers(0, 20)] * 4), back=st.integers(0, 3000), now=st.booleans()
    )
    def bring(self, at, counts, back, now) -> None:
        good, own, other, rework = (*counts[:3], counts[3] if now else 0)
        more = {"rework": rework * 1000} if now else {"inspected_on": None}
        delivery = a_delivery(self.orders[at], good, own, other, materials=((1, back),), **more)
        try:
            done = receive_return(BOSS, NOW, W001, delivery, accept=ACCEPTABLE)
        except Refused:
            return
        self.returns[done.id] = Standing(at, now, good, own, other, rework, back)

    @precondition(lambda self: self.returns)
    @rule(data=st.data(), good=st.integers(0, 20), own=st.integers(0, 5))
    def look(self, data, good, own) -> None:
        key = data.draw(st.sampled_from(sorted(self.returns)))
        try:
            done = inspect(key, good, own)
        except Refused:
            return
        before = self.returns.pop(key)
        assert not before.inspected
        self.returns[done.id] = before._replace(inspected=True, good=good, own=own, other=0, rework=0)

    @precondition(lambda self: self.returns)
    @rule(data=st.data(), good=st.integers(0, 20), anew=st.booleans())
    def take_back(self, data, good, anew) -> None:
        key = data.draw(st.sampled_from(sorted(self.returns)))
        at = self.returns[key].at
        try:
            if anew:
                new = a_delivery(self.orders[at], good)
                done = correct_return(BOSS, NOW, W001, key, new, "数错", accept=ACCEPTABLE)
                self.returns[done.id] = Standing(at, True, good, 0, 0, 0, 0)
            else:
                reverse_return(BOSS, NOW, W001, key, "数错")
        except Refused:
            return
        del self.returns[key]

    @rule(at=st.integers(0, 1), quantity=st.integers(1, 20_000))
    def supply(self, at, quantity) -> None:
        try:
            done = supply_material(BOSS, NOW, W001, NewSupply(OrderRef(self.orders[at]), BACK, ((1, quantity),)))
        except Refused:
            return
        self.supplies.append(done.id)
        self.model[self.orders[at], 1] += quantity

    @precondition(lambda self: self.supplies)
    @rule(data=st.data())
    def take_supply_back(self, data) -> None:
        key = data.draw(st.sampled_from(self.supplies))
        [(order, quantity)] = fetch_all("SELECT order_id, quantity FROM takehome_supply WHERE id = :k", k=key)
        try:
            reverse_supply(BOSS, NOW, W001, key, "多写")
        except Refused:
            return
        self.supplies.remove(key)
        self.model[order, 1] -= quantity

    @rule(at=st.integers(0, 1), again=st.booleans())
    def close_or_open(self, at, again) -> None:
        try:
            if again:
                reopen_order(BOSS, NOW, W001, self.orders[at], "还有货")
            else:
                close_order(BOSS, NOW, W001, self.orders[at], CLOSED)
        except Refused:
            return

    @invariant()
    def everything_is_somewhere(self) -> None:
        for line in load_balances(W001, Only(order_ids=tuple(self.orders))) if self.orders else ():
            assert line.balance.holds
            assert line.balance.issued == self.model[line.order_id, line.position]
            assert line.pieces == self._pieces(line.order_id)
            mine = (one.back for one in self.returns.values() if self.orders[one.at] == line.order_id)
            assert line.balance.returned == (sum(mine) if line.position == 1 else 0)
            assert line.balance.at_home == 0 if line.closed_on else line.balance.lost == 0

    def _pieces(self, order: int) -> Pieces:
        mine = [one for one in self.returns.values() if self.orders[one.at] == order]
        seen = [one for one in mine if one.inspected]
        waiting = sum(one.good + one.own + one.other for one in mine if not one.inspected)
        sums = (sum(getattr(one, name) for one in seen) for name in ("good", "own", "other"))
        return Pieces(*(1000 * count for count in (*sums, waiting, sum(one.rework for one in seen))))

    @invariant()
    def the_shares_are_the_paid_pieces(self) -> None:
        if len(self.orders) == 2:
            [(shared,)] = fetch_all(
                "SELECT COALESCE(SUM(s.pieces), 0) FROM takehome_return_share s JOIN takehome_return r"
                " ON r.workshop_id = s.workshop_id AND r.id = s.return_id WHERE r.order_id = :o",
                o=self.orders[1],
            )
            lines = load_balances(W001, Only(order_ids=(self.orders[1],)))
            assert shared == lines[0].pieces.paid


NUMBERS = iter(range(1, 1_000_000))


def test_over_random_histories_everything_is_somewhere(app):
    set_the_home_stage()
    _play()


def test_a_reversal_that_forgets_the_defects_is_found_out(app, monkeypatch):
    set_the_home_stage()
    monkeypatch.setattr(mirroring, "NEGATED", ("good", "defect_other", "rework"))
    with pytest.raises(AssertionError):
        _play()


def _play() -> None:
    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    quick = settings(
        max_examples=25,
        stateful_step_count=14,
        deadline=None,
        suppress_health_check=checks,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
    )
    run_state_machine_as_test(Histories, settings=quick)
