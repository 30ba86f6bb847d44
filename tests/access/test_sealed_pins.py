"""PINs in a stolen database: without the key file no digits can be tried against it; what was kept before goes on working."""

import pytest
from sqlalchemy import text

from tests.conftest import BOSS, NOW, W001
from tests.floor.stage import LI, WANG, set_the_stage
from workshop.access import pins, worker_pins
from workshop.access.pins import ITERATIONS, hash_pin, list_pin_holders, seal_old_pins, set_pin
from workshop.access.roles import SUPERVISOR
from workshop.access.worker_pins import check_worker_pin, set_worker_pin
from workshop.kernel.faults import Refused
from workshop.store.database import db, fetch_all
from workshop.store.transaction import transaction

PIN = "2580"


@pytest.fixture
def place(app):
    set_the_stage()
    return app


def kept(table: str) -> tuple[bytes, bytes]:
    """(salt, hash) as a thief finds them."""
    [(salt, hashed)] = fetch_all(f"SELECT salt, hash FROM {table}")
    return salt, hashed


def gives_away(table: str) -> bool:
    """Whether a thief who tries the right digits sees that they are right."""
    salt, hashed = kept(table)
    return hash_pin(PIN, salt) in hashed


def put(table: str, sql: str, **values: object) -> None:
    with transaction(BOSS, NOW):
        db.session.execute(text(f"UPDATE {table} SET {sql}"), values)


def supervisor() -> int:
    return fetch_all("SELECT id FROM account WHERE role = 'supervisor' AND workshop_id = :w", w=W001)[0][0]


def test_a_stolen_database_tells_no_workers_digits(place):
    set_worker_pin(BOSS, NOW, W001, WANG, PIN)
    assert not gives_away("worker_pin")
    check_worker_pin(W001, WANG, PIN, "10.0.0.1", NOW)


def test_a_stolen_database_tells_no_digits_of_a_tablet(place):
    set_pin(BOSS, NOW, supervisor(), PIN)
    assert not gives_away("pin")


def test_without_the_seal_it_tells_them(place, monkeypatch):
    for room in (pins, worker_pins):
        monkeypatch.setattr(room, "seal_hash", lambda hashed, *_: hashed)
    set_worker_pin(BOSS, NOW, W001, WANG, PIN)
    set_pin(BOSS, NOW, supervisor(), PIN)
    assert gives_away("worker_pin")
    assert gives_away("pin")


def test_a_hash_of_an_earlier_program_works_and_is_sealed_by_the_right_digits(place):
    set_worker_pin(BOSS, NOW, W001, WANG, PIN)
    salt, _ = kept("worker_pin")
    put("worker_pin", "hash = :old", old=hash_pin(PIN, salt))
    with pytest.raises(Refused, match="密码不对"):
        check_worker_pin(W001, WANG, "9999", "10.0.0.1", NOW)
    assert gives_away("worker_pin")
    check_worker_pin(W001, WANG, PIN, "10.0.0.1", NOW)
    assert not gives_away("worker_pin")
    check_worker_pin(W001, WANG, PIN, "10.0.0.1", NOW)


def test_tablets_get_the_hash_they_can_check_without_network_old_or_sealed(place):
    set_pin(BOSS, NOW, supervisor(), PIN)
    salt, sealed = kept("pin")
    put("pin", "hash = :old", old=hash_pin(PIN, salt))
    for _ in range(2):
        [(who, _, _, _, hashed, iterations)] = list_pin_holders(W001, (SUPERVISOR,))
        assert (who, hashed, iterations) == (supervisor(), hash_pin(PIN, salt), ITERATIONS)
        seal_old_pins(BOSS, NOW)
    assert not gives_away("pin")
    assert seal_old_pins(BOSS, NOW) == 0
    assert len(kept("pin")[1]) == len(sealed)


def test_what_an_earlier_program_kept_of_workers_is_sealed_at_the_start_of_this_one(place):
    set_worker_pin(BOSS, NOW, W001, WANG, PIN)
    salt, _ = kept("worker_pin")
    put("worker_pin", "hash = :old", old=hash_pin(PIN, salt))
    assert seal_old_pins(BOSS, NOW) == 1
    assert not gives_away("worker_pin")
    check_worker_pin(W001, WANG, PIN, "10.0.0.1", NOW)


def test_a_hash_copied_into_somebody_elses_row_opens_nothing(place):
    for worker, pin in ((WANG, PIN), (LI, "7351")):
        set_worker_pin(BOSS, NOW, W001, worker, pin)
    [(salt, hashed)] = fetch_all("SELECT salt, hash FROM worker_pin WHERE worker_id = :id", id=LI)
    put("worker_pin", "salt = :salt, hash = :hashed WHERE worker_id = :id", salt=salt, hashed=hashed, id=WANG)
    with pytest.raises(Refused, match="密码不对"):
        check_worker_pin(W001, WANG, "7351", "10.0.0.1", NOW)
