"""A worker's digits: right ones open, wrong ones are few, and nobody locks another one out from one phone."""

from datetime import timedelta

import pytest

from tests.conftest import BOSS, NOW, W001, W002
from tests.floor.stage import LI, WANG, set_the_stage
from workshop.access import worker_pins
from workshop.access.worker_pins import check_worker_pin, list_pinned, set_worker_pin
from workshop.kernel.faults import Refused
from workshop.store.database import fetch_all

PIN = "2580"


@pytest.fixture
def pinned(app):
    set_the_stage()
    set_worker_pin(BOSS, NOW, W001, WANG, PIN)
    return app


def tries(count: int, address: str = "10.0.0.1", minutes: int = 0, worker: int = WANG) -> list[str]:
    """The sentences of so many wrong tries at a moment."""
    said = []
    for _ in range(count):
        with pytest.raises(Refused) as refused:
            check_worker_pin(W001, worker, "9999", address, NOW + timedelta(minutes=minutes))
        said.append(refused.value.message)
    return said


def test_the_right_digits_pass(pinned):
    check_worker_pin(W001, WANG, PIN, "10.0.0.1", NOW)


def test_the_sixth_try_is_not_judged_even_if_it_is_right(pinned):
    assert tries(5) == ["密码不对"] * 5
    with pytest.raises(Refused, match="连续输错 5 次"):
        check_worker_pin(W001, WANG, PIN, "10.0.0.1", NOW)


def test_without_the_limits_guessing_goes_on(pinned, monkeypatch):
    monkeypatch.setattr(worker_pins, "LIMITS", ())
    assert tries(12) == ["密码不对"] * 12


def test_a_quarter_of_an_hour_later_it_goes_on(pinned):
    tries(5)
    check_worker_pin(W001, WANG, PIN, "10.0.0.1", NOW + timedelta(minutes=16))


def test_another_phone_is_not_locked_out(pinned):
    tries(5)
    check_worker_pin(W001, WANG, PIN, "10.0.0.2", NOW)


def test_another_worker_is_not_locked_out_from_the_same_phone(pinned):
    set_worker_pin(BOSS, NOW, W001, LI, PIN)
    tries(5)
    check_worker_pin(W001, LI, PIN, "10.0.0.1", NOW)


def test_one_phone_cannot_use_up_the_tries_of_a_day(pinned):
    said = [sentence for turn in range(40) for sentence in tries(5, minutes=16 * turn)]
    assert said.count("密码不对") == 30
    check_worker_pin(W001, WANG, PIN, "10.0.0.2", NOW + timedelta(minutes=16 * 40))


def test_a_hundred_wrong_tries_end_the_day_from_everywhere(pinned):
    said = [sentence for n in range(25) for sentence in tries(5, address=f"10.0.1.{n}")]
    assert said.count("密码不对") == 100
    with pytest.raises(Refused, match="今天被试了太多次"):
        check_worker_pin(W001, WANG, PIN, "10.0.2.1", NOW)


def test_without_digits_the_office_is_named(pinned):
    with pytest.raises(Refused, match="办公室"):
        check_worker_pin(W001, LI, PIN, "10.0.0.1", NOW)


def test_easy_digits_are_refused(pinned):
    for pin in ("0000", "1234", "12", "abcd", "12345", "２５８０"):
        with pytest.raises(Refused):
            set_worker_pin(BOSS, NOW, W001, LI, pin)
    assert list_pinned(W001) == {WANG}


def test_digits_of_another_workshop_are_its_own(pinned):
    assert list_pinned(W002) == set()


def test_the_digits_are_nowhere_to_be_read(pinned):
    """The subjects are ids, whose digits follow the clock and may hold any four: they are left out."""
    kept = [bytes(part).hex() for row in fetch_all("SELECT salt, hash FROM worker_pin") for part in row]
    assert PIN.encode().hex() not in "".join(kept)
    told = str(fetch_all("SELECT detail FROM audit_leaf"))
    assert PIN not in told
