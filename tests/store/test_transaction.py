"""What can be relied on when something is written."""

import threading

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError, OperationalError

from tests.conftest import BOSS, NOW
from workshop.store.audit import make_leaf
from workshop.store.database import db
from workshop.store.rows import AuditLeafRow, MetaRow
from workshop.store.transaction import DoneAlready, FifoLock, nonce, transaction
from workshop.store.vault import SealBroken, blind_index, seal, unseal


def names() -> set[str]:
    return set(db.session.scalars(select(MetaRow.name)))


def test_what_fails_half_way_leaves_nothing(app):
    with pytest.raises(ZeroDivisionError), transaction(BOSS, NOW) as tx:
        tx.insert(MetaRow, [{"name": "half", "value": "x"}])
        1 / 0
    assert "half" not in names()


def test_an_inner_transaction_joins_the_outer_one(app):
    with pytest.raises(ZeroDivisionError), transaction(BOSS, NOW):
        with transaction(BOSS, NOW) as inner:
            inner.insert(MetaRow, [{"name": "inner", "value": "x"}])
        1 / 0
    assert "inner" not in names()


def test_the_audit_leaf_is_written_with_what_it_tells(app):
    before = db.session.scalar(select(func.count()).select_from(AuditLeafRow))
    with pytest.raises(ZeroDivisionError), transaction(BOSS, NOW) as tx:
        tx.tell("try", "nothing")
        1 / 0
    assert db.session.scalar(select(func.count()).select_from(AuditLeafRow)) == before
    with transaction(BOSS, NOW) as tx:
        tx.tell("do", "something")
    assert db.session.scalar(select(func.count()).select_from(AuditLeafRow)) == before + 1


def test_a_read_cannot_write(app):
    with pytest.raises((DatabaseError, OperationalError)):
        db.session.execute(text("UPDATE workshop SET name = 'x'"))


def test_audit_leaves_are_never_changed(app):
    for verb in ("UPDATE audit_leaf SET actor_name = 'x'", "DELETE FROM audit_leaf"):
        with pytest.raises(DatabaseError, match="append-only"), transaction(BOSS, NOW):
            db.session.execute(text(verb))


def test_the_same_form_sent_twice_writes_once(app):
    def send(name: str) -> None:
        nonce.set("a-form")
        with transaction(BOSS, NOW) as tx:
            tx.insert(MetaRow, [{"name": name, "value": ""}])

    send("first")
    with pytest.raises(DoneAlready):
        send("second")
    assert names() >= {"first"}
    assert "second" not in names()


def test_writers_are_served_in_the_order_of_asking():
    lock, served = FifoLock(), []
    lock.acquire(1)

    def wait(number: int) -> None:
        lock.acquire(5)
        served.append(number)
        lock.release()

    threads = [threading.Thread(target=wait, args=(n,)) for n in range(5)]
    for number, thread in enumerate(threads):
        thread.start()
        while len(lock._waiting) <= number:
            pass
    lock.release()
    for thread in threads:
        thread.join()
    assert served == [0, 1, 2, 3, 4]


def test_a_foreign_key_is_enforced(app):
    with pytest.raises(DatabaseError), transaction(BOSS, NOW):
        db.session.execute(text("INSERT INTO product (workshop_id, id, code, name) VALUES (99, 1, 'x', 'x')"))


@pytest.mark.sqlite
def test_the_library_of_sqlite_is_a_sound_one(app):
    version = db.session.scalar(text("SELECT sqlite_version()"))
    assert tuple(map(int, version.split("."))) >= (3, 51, 3)


@pytest.mark.sqlite
def test_a_commit_survives_a_power_cut(app):
    assert db.session.scalar(text("PRAGMA synchronous")) == 2
    assert db.session.scalar(text("PRAGMA journal_mode")) == "wal"


def test_a_sealed_value_opens_only_in_its_own_row(app):
    sealed = seal("990100198210109284", "worker", "id_no", 1, 7)
    assert unseal(sealed, "worker", "id_no", 1, 7) == "990100198210109284"
    with pytest.raises(SealBroken):
        unseal(sealed, "worker", "id_no", 1, 8)


def test_the_blind_index_tells_equal_from_different_and_nothing_else(app):
    assert blind_index("id_no", "1") == blind_index("id_no", "1") != blind_index("card", "1")


def test_a_leaf_commits_to_every_part():
    one, two = (make_leaf(BOSS, NOW, 1, "a", "b", {"x": n}) for n in (1, 1))
    assert one["commitment"] != two["commitment"]  # salted
