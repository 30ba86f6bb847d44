"""The way of a claim: which step may follow which, and that nobody's claim is approved that another did not submit."""

from datetime import date
from random import Random

import pytest

from workshop.claims.rules.claiming.moves import MOVES, Said, Standing, check_move, list_moves
from workshop.kernel.faults import Refused

TODAY = date(2026, 3, 31)
MAKER, OTHER = 1, 2


def at(state: str, **more) -> Standing:
    return Standing(state, 100_000, frozenset({MAKER}), **more)  # type: ignore[arg-type]


def say(by: int | None = OTHER, **more) -> Said:
    return Said(by, TODAY, **({"fen": 100_000, "day": TODAY, "reason": "说明", "document_number": "1号"} | more))


def walk(random: Random) -> tuple[list[str], list[tuple[str, int | None]]]:
    """A hundred tries of any step by anybody, but withdrawing, which ends the way; the states and who led to them."""
    standing, done = at("draft"), []
    for _ in range(100):
        verb, by = random.choice([verb for verb in MOVES if verb != "withdraw"]), random.choice((MAKER, OTHER, None))
        try:
            state = check_move(verb, standing, say(by))
        except Refused:
            continue
        done.append((state, by))
        standing = at(state, approved_fen=100_000, received_fen=100_000)
    return [state for state, _ in done], done


@pytest.mark.parametrize("seed", range(60))
def test_no_order_of_steps_reaches_approved_without_another_person_s_submission(seed: int):
    states, done = walk(Random(seed))
    if "approved" in states:
        before = done[: states.index("approved")]
        assert before[-1] == ("submitted", OTHER)


def test_some_orders_do_reach_approved():
    assert any("approved" in walk(Random(seed))[0] for seed in range(60))


@pytest.mark.parametrize("by", [MAKER, None])
def test_who_prepared_does_not_submit(by: int | None):
    with pytest.raises(Refused, match="不能自己报送"):
        check_move("submit", at("issued"), say(by))


def test_a_manager_alone_submits_after_a_recorded_decision():
    assert check_move("submit", at("issued", one_hand=True), say(MAKER, is_manager=True)) == "submitted"


def test_the_decision_is_for_the_manager_only():
    with pytest.raises(Refused):
        check_move("submit", at("issued", one_hand=True), say(MAKER))


@pytest.mark.parametrize("state", ["approved", "received", "repaid", "withdrawn"])
def test_what_was_approved_is_not_withdrawn(state: str):
    assert "withdraw" not in list_moves(state)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("verb", "state", "wrong", "field"),
    [
        ("approve", "submitted", {"fen": 0}, "fen"),
        ("approve", "submitted", {"document_number": " "}, "document_number"),
        ("approve", "submitted", {"fen": 90_000, "reason": ""}, "reason"),
        ("approve", "submitted", {"day": date(2026, 4, 1)}, "day"),
        ("receive", "approved", {"fen": 90_000, "reason": ""}, "reason"),
        ("receive", "approved", {"day": None}, "day"),
        ("repay", "received", {"fen": 100_001}, "fen"),
        ("repay", "received", {"reason": ""}, "reason"),
        ("return", "submitted", {"reason": ""}, "reason"),
        ("withdraw", "draft", {"reason": "字" * 401}, "reason"),
    ],
)
def test_what_a_step_lacks_is_refused_at_its_field(verb: str, state: str, wrong: dict, field: str):
    money = {"approved_fen": 100_000, "received_fen": 100_000 if verb == "repay" else 0}
    with pytest.raises(Refused) as refused:
        check_move(verb, at(state, **money), say(**wrong))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_step_out_of_order_says_where_the_claim_stands():
    with pytest.raises(Refused, match="现在是「草稿」"):
        check_move("approve", at("draft"), say())
