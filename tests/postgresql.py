"""A PostgreSQL of the tests' own: a cluster in a temporary folder, reached by a socket file, without a network port."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

# What is thrown away needs no care: nothing waits for the disk, and no second process works beside a test.
CARELESS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off", "max_connections=40")
START_SECONDS = 120


def find_programs() -> Path | None:
    """The folder of `initdb` and `postgres`, the newest where there are several; None where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """A running cluster; yields the address of its first database without the database's name."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path has at most 107 bytes
    try:
        as_owner = _owner(folder)
        made = ("-D", folder / "base", "-A", "trust", "-U", "workshop", "-E", "UTF8", "--no-sync")
        _run([*as_owner, programs / "initdb", *made])
        address = f"postgresql+psycopg://workshop@/{{name}}?host={folder}"
        with _served([*as_owner, "--pdeathsig=QUIT", programs / "postgres"], folder):
            _wait(address)
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner(folder: Path) -> list[object]:
    """PostgreSQL refuses to run as root: there it runs as the user that its package brings."""
    if os.geteuid() != 0:
        return ["setpriv"]
    shutil.chown(folder, "postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]


def _run(command: list[object]) -> None:
    subprocess.run([*map(str, command)], check=True, cwd="/tmp", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


@contextmanager
def _served(command: list[object], folder: Path) -> Iterator[None]:
    """The server as a child that ends with us, however we end: the kernel tells it (`--pdeathsig`)."""
    settings = ("listen_addresses=", f"unix_socket_directories={folder}", *CARELESS)
    words = [*command, "-D", folder / "base", *(word for setting in settings for word in ("-c", setting))]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([*map(str, words)], cwd="/tmp", stdout=log, stderr=log)
        try:
            yield
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait()


def _wait(address: str) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            return execute(address, "SELECT 1")
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def execute(address: str, statement: str) -> None:
    """One statement outside a transaction, in the database `postgres` of the cluster."""
    with psycopg.connect(address.format(name="postgres").replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]
