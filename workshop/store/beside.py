"""What an office keeps in files beside the database: layouts with blank workbooks, programmes, catalogues of languages.

A backup carries them in a table of its own, so that one file brings everything back; the running database has no such table.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

FOLDERS = ("layouts", "programmes", "languages")
TABLE = "file_beside"
MOST_BYTES = 32 * 1024 * 1024  # no layout, programme or catalogue that the program reads is larger


def keep_files(backup: Path, folder: Path) -> int:
    """Writes the files of a data folder into a backup that nobody else has open; how many."""
    import sqlcipher3.dbapi2 as sqlite

    kept = [(name, hashlib.sha256(content).hexdigest(), content) for name, content in _read(folder)]
    connection = sqlite.connect(str(backup))
    with connection:
        connection.execute(f"CREATE TABLE {TABLE} (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, content BLOB NOT NULL)")
        connection.executemany(f"INSERT INTO {TABLE} VALUES (?, ?, ?)", kept)
    connection.close()
    return len(kept)


def bring_back(database: Path, folder: Path, replaced: str) -> int | None:
    """Takes the files out of a restored database into their folders; those that are there are renamed by the ending `replaced`.

    None for a backup that carries none, and then nothing is touched.
    """
    import sqlcipher3.dbapi2 as sqlite

    connection = sqlite.connect(str(database))
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (TABLE,)).fetchone()
    kept = connection.execute(f"SELECT path, content FROM {TABLE} ORDER BY path").fetchall() if known else []
    with connection:
        connection.execute(f"DROP TABLE IF EXISTS {TABLE}")
    connection.close()
    if known is None:
        return None
    for name in FOLDERS:
        if (folder / name).exists():
            (folder / name).rename(folder / f"{name}{replaced}")
    return sum(_write(folder, path, content) for path, content in kept)


def _read(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(file for name in FOLDERS for file in (folder / name).rglob("*")):
        if file.is_file() and not file.is_symlink() and file.stat().st_size <= MOST_BYTES:
            yield file.relative_to(folder).as_posix(), file.read_bytes()


def _write(folder: Path, path: str, content: bytes) -> bool:
    """Only into the folders above: a backup from elsewhere writes nowhere else."""
    parts = PurePosixPath(path).parts
    if parts[:1] != () and parts[0] in FOLDERS and ".." not in parts:
        file = folder.joinpath(*parts)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        return True
    return False
