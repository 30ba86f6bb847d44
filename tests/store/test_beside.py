"""What an office keeps in files beside the database comes back with the backup, and nothing is written anywhere else."""

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from tests.conftest import BOSS, NOW
from workshop.kernel.faults import Refused
from workshop.store.backup import inspect_file, make_backup, restore_backup
from workshop.store.beside import FOLDERS, TABLE, bring_back

pytestmark = pytest.mark.sqlite
KEPT = {
    "layouts/county.toml": b"id = 'county'",
    "layouts/templates/1/roster.xlsx": b"PK\x03\x04 a blank workbook",
    "programmes/county/own.toml": b"id = 'own'",
    "languages/ii.po": b'msgid ""',
}


@pytest.fixture
def folder(app, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with files of each sort, and one that is nobody's."""
    folder = tmp_path / "data"
    for name, content in {**KEPT, "uploads/rest.bin": b"x"}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    monkeypatch.setitem(app.config, "DATA_FOLDER", folder)
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, by its path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_files_beside_the_database_come_back(folder: Path, tmp_path: Path) -> None:
    made = make_backup(BOSS, NOW, tmp_path / "one.db", tmp_path / "second")
    restore_backup(made.copy, tmp_path / "new" / "workshop.db", tmp_path / "new")
    there = files_in(tmp_path / "new")
    assert {name: there[name] for name in KEPT} == KEPT
    assert set(there) == {*KEPT, "workshop.db"}
    assert TABLE not in inspect_file(tmp_path / "new" / "workshop.db")


def test_what_a_restore_replaces_is_kept_under_another_name(folder: Path, tmp_path: Path) -> None:
    made = make_backup(BOSS, NOW, tmp_path / "one.db")
    (folder / "layouts" / "county.toml").write_bytes(b"id = 'later'")
    restore_backup(made.file, folder / "workshop.db", folder)
    assert (folder / "layouts" / "county.toml").read_bytes() == KEPT["layouts/county.toml"]
    assert [file.read_bytes() for file in folder.glob("layouts.before-restore-*/county.toml")] == [b"id = 'later'"]


def test_a_backup_without_files_of_its_own_leaves_those_that_are_there(folder: Path, tmp_path: Path) -> None:
    made = make_backup(BOSS, NOW, tmp_path / "one.db")
    with sqlite.connect(str(made.file)) as connection:
        connection.execute(f"DROP TABLE {TABLE}")
    connection.close()
    restore_backup(made.file, folder / "workshop.db", folder)
    assert (folder / "layouts" / "county.toml").read_bytes() == KEPT["layouts/county.toml"]
    assert not list(folder.glob("*.before-restore-*"))


def test_a_file_that_was_changed_inside_a_backup_is_found(folder: Path, tmp_path: Path) -> None:
    made = make_backup(BOSS, NOW, tmp_path / "one.db")
    with sqlite.connect(str(made.file)) as connection:
        connection.execute(f"UPDATE {TABLE} SET content = x'00' WHERE path LIKE '%.xlsx'")
    connection.close()
    with pytest.raises(Refused, match=r"roster\.xlsx"):
        restore_backup(made.file, tmp_path / "new.db", tmp_path)


@pytest.mark.parametrize("path", ["../outside.txt", "layouts/../../outside.txt", "/tmp/outside.txt", "workshop.db", ""])
def test_a_backup_from_elsewhere_writes_nowhere_else(tmp_path: Path, path: str) -> None:
    database, folder = tmp_path / "one.db", tmp_path / "data"
    with sqlite.connect(str(database)) as connection:
        connection.execute(f"CREATE TABLE {TABLE} (path TEXT, sha256 TEXT, content BLOB)")
        connection.execute(f"INSERT INTO {TABLE} VALUES (?, '', x'00')", (path,))
    connection.close()
    assert bring_back(database, folder, ".old") == 0
    assert files_in(tmp_path).keys() == {"one.db"}
    assert "layouts" in FOLDERS
