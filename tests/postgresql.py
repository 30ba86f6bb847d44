"""A PostgreSQL of the tests' own: a cluster in a temporary folder, reached by a socket file, without a network port."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


def find_programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`, the newest where there are several; None where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """A running cluster; yields the address of its first database without the database's name."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path has at most 107 bytes
    as_owner = _owner(folder)
    try:
        _run(
            as_owner,
            programs / "initdb",
            "-D",
            folder / "base",
            "-A",
            "trust",
            "-U",
            "workshop",
            "-E",
            "UTF8",
            "--no-sync",
        )
        settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=40"
        _run(as_owner, programs / "pg_ctl", "-D", folder / "base", "-w", "-l", folder / "log", "-o", settings, "start")
        try:
            yield f"postgresql+psycopg://workshop@/{{name}}?host={folder}"
        finally:
            _run(as_owner, programs / "pg_ctl", "-D", folder / "base", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: there it runs as the user that its package brings."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres")
    return ["runuser", "-u", "postgres", "--"]


def _run(as_owner: list[str], *command: object) -> None:
    subprocess.run(
        [*as_owner, *map(str, command)], check=True, cwd="/tmp", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def execute(address: str, statement: str) -> None:
    """One statement outside a transaction, in the database `postgres` of the cluster."""
    with psycopg.connect(address.format(name="postgres").replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]
