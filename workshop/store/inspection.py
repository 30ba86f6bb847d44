"""Checks a database file from outside the program that wrote it: `python -m workshop.store.inspection FILE`, JSON on stdout."""

import hashlib
import json
import sys
from typing import Any


def inspect(file: str) -> dict[str, Any]:
    """`faults` (sentences), `rows` by table, and `marks`: how far each tablet's counter lies in this file."""
    import sqlcipher3.dbapi2 as sqlite

    connection = sqlite.connect(f"file:{file}?mode=ro", uri=True)
    faults = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    faults += [f"表 {row[0]} 有找不到上级的行" for row in connection.execute("PRAGMA foreign_key_check")][:10]
    tables = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    ]
    if "meta" not in tables:
        faults.append("这不是本程序的数据库")
    if "file_beside" in tables:
        faults += _changed_files(connection)
    rows = {table: connection.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0] for table in tables}
    found = (
        connection.execute("SELECT workshop_id, device_id, device_epoch, received_to FROM upload_mark")
        if "upload_mark" in rows
        else ()
    )
    return {"faults": faults, "rows": rows, "marks": [list(mark) for mark in found]}


def _changed_files(connection: Any) -> list[str]:
    """The files that a backup carries, each against the check that was kept with it."""
    kept = connection.execute("SELECT path, sha256, content FROM file_beside")
    return [
        f"文件 {path} 和备份时不一样" for path, sha256, content in kept if hashlib.sha256(content).hexdigest() != sha256
    ]


if __name__ == "__main__":
    print(json.dumps(inspect(sys.argv[1]), ensure_ascii=False))
