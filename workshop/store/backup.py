"""Backup and restore of the embedded database.

`VACUUM INTO` writes an exact copy while others write; a plain copy of the file would not. A child process opens the copy and
checks it; it is hashed, copied to a second place and read back; only then does the database say that it is backed up.
The files that an office keeps beside the database go with it (`beside`).
"""

import hashlib
import json
import secrets
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select, update
from sqlalchemy.engine import make_url

from workshop.kernel.faults import Refused
from workshop.store.audit import Actor
from workshop.store.beside import bring_back, keep_files
from workshop.store.chain import seal_leaves
from workshop.store.database import db, fetch_all
from workshop.store.ids import new_id
from workshop.store.rows import BackupRow, MetaRow, UploadMarkRow
from workshop.store.settings import data_folder
from workshop.store.transaction import transaction


@dataclass(frozen=True)
class Backup:
    """A verified backup: `rows` by table as the child process counted them."""

    file: Path
    copy: Path | None
    sha256: str
    rows: dict[str, int]


def make_backup(actor: Actor, now: datetime, target: Path, second: Path | None = None) -> Backup:
    """Writes, checks, hashes and copies. Raises Refused when the copy is not whole, or on PostgreSQL; nothing is told then."""
    database_file(current_app.config["SQLALCHEMY_DATABASE_URI"])
    if target.exists():
        raise Refused(f"文件 {target} 已经存在", "请换一个文件名,备份从不覆盖旧的备份")
    target.parent.mkdir(parents=True, exist_ok=True)
    seal_leaves(actor, now)
    _vacuum_into(target)
    keep_files(target, data_folder())
    seen = _inspect(target)
    rows = seen["rows"]
    digest = _sha256(target)
    copied = _copy(target, second, digest) if second else None
    with transaction(actor, now) as tx:
        told = {"id": new_id(), "at": now, "file": str(target), "copy": str(copied or ""), "sha256": digest}
        tx.insert(BackupRow, [told | {"epoch": get_epoch(), "size": target.stat().st_size}])
        _move_marks(seen["marks"])
        tx.tell("backup.make", f"backup/{told['id']}", {"sha256": digest, "rows": sum(rows.values())})
    return Backup(target, copied, digest, rows)


def restore_backup(source: Path, database: Path, folder: Path | None = None) -> Path | None:
    """Puts a checked backup in the place of the database and starts a new epoch; answers where the old file went.

    The files that it carries go into `folder`, beside the database if none is said. The server must be stopped. Tablets see
    the new epoch and offer again what they still hold.
    """
    inspect_file(source)
    kept, replaced = None, f".before-restore-{secrets.token_hex(4)}"
    database.parent.mkdir(parents=True, exist_ok=True)
    if database.exists():
        kept = database.with_name(f"{database.name}{replaced}")
        for suffix in ("", "-wal", "-shm"):
            if (part := Path(f"{database}{suffix}")).exists():
                part.rename(f"{kept}{suffix}")
    shutil.copyfile(source, database)
    bring_back(database, folder or database.parent, replaced)
    _start_epoch(database)
    return kept


def get_epoch() -> str:
    """Names this life of the database; a restore begins another."""
    return db.session.scalar(select(MetaRow.value).where(MetaRow.name == "epoch")) or ""


def check_database(url: str) -> dict[str, int]:
    """Rows by table of a whole database. Raises Refused with what is wrong.

    PostgreSQL watches over its pages and foreign keys itself; there, every row is read once, and no key may be unchecked.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return inspect_file(database_file(url))
    unchecked = fetch_all("SELECT CAST(conrelid AS regclass), conname FROM pg_constraint WHERE NOT convalidated")
    if unchecked:
        raise Refused(f"表 {unchecked[0][0]} 的约束 {unchecked[0][1]} 没有检查过", "请用 pg_dump 的备份重建数据库")
    return {table: fetch_all(f'SELECT COUNT(*) FROM "{table}"')[0][0] for table in sorted(db.metadata.tables)}


def inspect_file(file: Path) -> dict[str, int]:
    """Opens a database file in a child process and checks it; rows by table. Raises Refused with what is wrong."""
    return _inspect(file)["rows"]


def _inspect(file: Path) -> dict[str, Any]:
    child = subprocess.run(
        [sys.executable, "-m", "workshop.store.inspection", str(file)], capture_output=True, text=True, check=False
    )
    try:
        told: dict[str, Any] = json.loads(child.stdout)
    except ValueError:
        told = {"faults": [child.stderr.strip().splitlines()[-1] if child.stderr.strip() else "读不出来"]}
    if told["faults"]:
        raise Refused(f"文件 {file} 不完整:{told['faults'][0]}", "请改用更早的一份备份,并检查磁盘")
    return told


def _move_marks(marks: list[list[Any]]) -> None:
    """Only what the child process saw in the backup counts as backed up; a mark never moves back."""
    row = UploadMarkRow
    for workshop_id, device_id, device_epoch, received_to in marks:
        mine = (row.workshop_id == workshop_id, row.device_id == device_id, row.device_epoch == device_epoch)
        db.session.execute(update(row).where(*mine, row.backed_up_to < received_to).values(backed_up_to=received_to))


def _vacuum_into(target: Path) -> None:
    connection = db.engine.raw_connection()
    try:
        driver: Any = connection.driver_connection
        driver.execute("PRAGMA query_only=OFF")
        driver.execute("VACUUM INTO ?", (str(target),))
    finally:
        connection.close()


def _copy(target: Path, folder: Path, digest: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    copied = Path(shutil.copyfile(target, folder / target.name))
    if _sha256(copied) != digest:
        raise Refused(f"第二份备份 {copied} 读回来不一样", "请检查那块磁盘")
    return copied


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _start_epoch(database: Path) -> None:
    import sqlcipher3.dbapi2 as sqlite

    connection = sqlite.connect(str(database))
    with connection:
        connection.execute(
            "INSERT INTO meta VALUES ('epoch', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (secrets.token_hex(16),),
        )
    connection.close()


def database_file(url: str) -> Path:
    """The file of a SQLite address. Raises Refused for another kind of database."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise Refused("这个命令只备份内置的 SQLite 数据库", "PostgreSQL 请用 pg_dump")
    return Path(parsed.database)
