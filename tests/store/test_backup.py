"""A backup is one only when it was restored and found whole; an audit leaf that was changed is found."""

from pathlib import Path

import pytest
from sqlalchemy import text

from tests.conftest import BOSS, NOW
from tests.databases import drop_trigger
from workshop.kernel.faults import Refused
from workshop.store.backup import get_epoch, inspect_file, make_backup, restore_backup
from workshop.store.chain import check_chain, seal_leaves
from workshop.store.database import db, fetch_all
from workshop.store.rows import MetaRow
from workshop.store.transaction import transaction


def tamper(sql: str) -> None:
    """What somebody with the file and a tool could do: the triggers do not stop them."""
    with transaction(BOSS, NOW):
        for trigger in ("audit_leaf_no_update", "audit_leaf_no_delete"):
            drop_trigger(trigger)
        db.session.execute(text(sql))


@pytest.mark.sqlite
def test_a_backup_holds_every_row_and_is_told(app, tmp_path: Path):
    made = make_backup(BOSS, NOW, tmp_path / "b" / "one.db", tmp_path / "second")
    assert made.rows["account"] == 7
    assert made.copy is not None
    assert made.copy.read_bytes() == made.file.read_bytes()
    assert fetch_all("SELECT sha256 FROM backup") == [(made.sha256,)]


@pytest.mark.sqlite
def test_a_backup_never_overwrites(app, tmp_path: Path):
    make_backup(BOSS, NOW, tmp_path / "one.db")
    with pytest.raises(Refused, match="已经存在"):
        make_backup(BOSS, NOW, tmp_path / "one.db")


@pytest.mark.sqlite
def test_a_damaged_backup_is_refused(app, tmp_path: Path):
    made = make_backup(BOSS, NOW, tmp_path / "one.db")
    content = bytearray(made.file.read_bytes())
    content[4096 * 3 : 4096 * 5] = b"\xff" * 8192
    made.file.write_bytes(content)
    with pytest.raises(Refused, match="不完整"):
        inspect_file(made.file)


@pytest.mark.sqlite
def test_a_restore_brings_the_rows_back_and_starts_a_new_epoch(app, tmp_path: Path):
    made = make_backup(BOSS, NOW, tmp_path / "one.db")
    epoch, database = get_epoch(), tmp_path / "restored.db"
    restore_backup(made.file, database)
    assert inspect_file(database)["account"] == 7
    import sqlcipher3.dbapi2 as sqlite

    ((restored,),) = sqlite.connect(str(database)).execute("SELECT value FROM meta WHERE name = 'epoch'").fetchall()
    assert restored != epoch


@pytest.mark.sqlite
def test_a_restore_keeps_the_file_it_replaces(app, tmp_path: Path):
    made = make_backup(BOSS, NOW, tmp_path / "one.db")
    (tmp_path / "current.db").write_text("old")
    kept = restore_backup(made.file, tmp_path / "current.db")
    assert kept is not None
    assert kept.read_text() == "old"


def test_an_untouched_chain_holds(app):
    seal_leaves(BOSS, NOW)
    assert list(check_chain()) == []


@pytest.mark.parametrize("column", ["action", "subject", "detail", "actor_name"])
def test_a_changed_leaf_is_found(app, column):
    seal_leaves(BOSS, NOW)
    tamper(f"UPDATE audit_leaf SET {column} = {column} || 'x' WHERE id = (SELECT MIN(id) FROM audit_leaf)")
    assert any("被改动过" in sentence for sentence in check_chain())


def test_a_leaf_that_was_taken_out_breaks_the_chain(app):
    seal_leaves(BOSS, NOW)
    tamper("DELETE FROM audit_leaf WHERE id = (SELECT MIN(id) FROM audit_leaf)")
    assert any("断开" in sentence for sentence in check_chain())


def test_the_chain_grows_and_its_head_changes(app):
    first = seal_leaves(BOSS, NOW)
    with transaction(BOSS, NOW) as tx:
        tx.insert(MetaRow, [{"name": "x", "value": ""}])
        tx.tell("do", "x")
    assert seal_leaves(BOSS, NOW) != first
    assert list(check_chain()) == []
