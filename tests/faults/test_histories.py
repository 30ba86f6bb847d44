"""T14: random histories of pay, and twins that break it and must be caught.

Late entries, reversals, price changes, locks, supplements, restores. A history that fails is played again by its number:
`python -m tests.faults.test_histories 1234`.
"""

import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from typing import Any

import pytest

from tests.faults.plant import DRILL
from tests.faults.playing import play
from tests.faults.stage import open_theatre
from tests.faults.violations import Violation
from workshop.kernel.faults import Refused

HISTORIES = 10_000 if DRILL else 500
PARTS = 4  # shared out over the processes of a test run


def play_some(numbers: range) -> int:
    """Plays these histories in this process; answers how many runs were locked. Raises Violation."""
    with open_theatre() as theatre:
        return sum(play(theatre, number) for number in numbers)


@pytest.mark.skipif(DRILL, reason="the long form plays all of them at once")
@pytest.mark.parametrize("part", range(PARTS))
def test_t14_no_history_violates_what_must_hold(part):
    assert play_some(range(part, HISTORIES, PARTS)) > HISTORIES / PARTS


@pytest.mark.skipif(not DRILL, reason="the long form, run by make drill")
def test_t14_ten_thousand_histories():
    shares = [range(first, HISTORIES, 40) for first in range(40)]
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as processes:
        runs = sum(processes.map(play_some, shares))
    print(f"{HISTORIES} histories with {runs} locked runs, no violation")


def float_money(patch: pytest.MonkeyPatch) -> None:
    """Rounding as floats do it: to the even neighbour."""
    for module in ("piece", "teams", "timepay"):
        patch.setattr(f"workshop.pay.rules.{module}.round_half_up", lambda above, below: round(above / below))


def period_off_by_one(patch: pytest.MonkeyPatch) -> None:
    """The last day of a period is left out of its sums."""
    from workshop.pay.queries import groups

    short = groups._PIECES.replace("{{paid}}", "pay_on BETWEEN :first AND date(:last, '-1 day')")
    assert short != groups._PIECES
    patch.setattr(groups, "_PIECES", short)


def missing_link(patch: pytest.MonkeyPatch) -> None:
    """Work recorded for locked pay keeps its own day, so no run ever looks at it."""
    patch.setattr("workshop.floor.actions.output.pay_day", lambda on, locked_to: on)


def lost_group(patch: pytest.MonkeyPatch) -> None:
    """Overtime melts into the rest of a worker's output and its sum is lost."""
    from workshop.pay.queries import facts, groups

    def load_without(*asked: Any) -> groups.Pieces:
        pieces, changed = groups.load_pieces(*asked)
        kept = {worker: [group for group in mine if group.band != "overtime"] for worker, mine in pieces.items()}
        return groups.Pieces(kept, changed)

    patch.setattr(facts, "load_pieces", load_without)


def half_a_reversal(patch: pytest.MonkeyPatch) -> None:
    """A reversal forgets the defects of others."""
    from workshop.floor.actions import reversal
    from workshop.floor.rows import OutputRow

    patch.setitem(reversal.NEGATED, OutputRow, ("good", "defect_own"))


def shares_by_rounding(patch: pytest.MonkeyPatch) -> None:
    """A team's shares are each rounded for itself."""
    from workshop.floor.actions import teams
    from workshop.kernel.shares import split_team

    def split(amount: int, how: str, members: Any) -> dict[str, int]:
        parts = split_team(amount * 1000, how, members)
        return {no: (part + 500) // 1000 for no, part in parts.items()}

    patch.setattr(teams, "split_team", split)


def balances_forgotten(patch: pytest.MonkeyPatch) -> None:
    """What was carried never comes back."""
    from workshop.pay.queries import owed

    none = owed._BALANCES.replace("b.position", "b.position LIMIT 0")
    assert none != owed._BALANCES
    patch.setattr(owed, "_BALANCES", none)


def price_of_today(patch: pytest.MonkeyPatch) -> None:
    """Work is paid at the price of the day after."""
    from workshop.prices.rules import PriceBook

    find = PriceBook.find
    patch.setattr(PriceBook, "find", lambda self, operation, grade, on: find(self, operation, grade, on + timedelta(1)))


TWINS = (
    float_money,
    period_off_by_one,
    missing_link,
    lost_group,
    half_a_reversal,
    shares_by_rounding,
    balances_forgotten,
    price_of_today,
)


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin.__name__)
def test_t14_twin_is_caught(twin: Callable[[pytest.MonkeyPatch], None], monkeypatch):
    with open_theatre() as theatre:
        twin(monkeypatch)
        caught = next((number for number in range(500) if not _holds(theatre, number)), None)
    assert caught is not None
    print(f"{twin.__name__} caught by history {caught}")


def _holds(theatre: Any, number: int) -> bool:
    try:
        play(theatre, number)
    except (Violation, Refused):  # the program itself may refuse what does not add up
        return False
    return True


if __name__ == "__main__":
    for text in sys.argv[1:]:
        print(text, play_some(range(int(text), int(text) + 1)), "locked runs")
