"""A PostgreSQL of the tests' own: a cluster in a temporary folder, reached by a socket file, without a network port."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


@dataclass
class Emptied:
    """What a database held when it was copied, so that it can be brought back to that without a copy."""

    shape: str
    rows: dict[str, bytes]

    @classmethod
    def seen(cls, address: str) -> "Emptied":
        """Every row of the tables that have any; they are few at the start of a test."""
        with _connect(address) as connection:
            tables = _filled(connection)
            return cls(_shape(connection), {table: _copied(connection, table) for table in tables})

    def again(self, address: str) -> bool:
        """Brings the rows back; False where tables, triggers, policies or rights are no longer as they were."""
        with _connect(address) as connection:
            others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            connection.execute(f"{others} AND pid <> pg_backend_pid()")
            if _shape(connection) != self.shape:
                return False
            connection.execute("SET session_replication_role = replica")  # no trigger refuses it
            changed = [t for t in _filled(connection) if _copied(connection, t) != self.rows.get(t, b"")]
            if changed:
                connection.execute(f"TRUNCATE {', '.join(changed)} RESTART IDENTITY CASCADE")  # type: ignore[call-overload]
            for table in [t for t, rows in self.rows.items() if _copied(connection, t) != rows]:
                with connection.cursor().copy(f"COPY {table} FROM STDIN (FORMAT binary)") as copy:  # type: ignore[arg-type]
                    copy.write(self.rows[table])
        return True


def _connect(address: str) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(address.replace("+psycopg", ""))


_SHAPE = """
SELECT md5(string_agg(line, ',' ORDER BY line)) FROM (
  SELECT concat(oid, 'c', relrowsecurity, relforcerowsecurity, relacl, relnatts) AS line
    FROM pg_class WHERE relnamespace = 'public'::regnamespace
  UNION ALL SELECT concat(oid, 't', tgenabled) FROM pg_trigger UNION ALL SELECT concat(oid, 'p') FROM pg_policy
  UNION ALL SELECT concat(oid, 'k') FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT concat(oid, 'f') FROM pg_proc WHERE pronamespace = 'public'::regnamespace) AS lines"""


def _shape(connection: "psycopg.Connection[tuple[object, ...]]") -> str:
    """Changes with the tables, never with their rows."""
    found = connection.execute(_SHAPE).fetchone()
    assert found is not None
    return str(found[0])


def _filled(connection: "psycopg.Connection[tuple[object, ...]]") -> list[str]:
    """Tables whose file is not empty."""
    found = connection.execute(
        "SELECT quote_ident(relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        " AND pg_relation_size(oid) > 0 ORDER BY 1"
    )
    return [str(name) for (name,) in found]


def _copied(connection: "psycopg.Connection[tuple[object, ...]]", table: str) -> bytes:
    with connection.cursor().copy(f"COPY {table} TO STDOUT (FORMAT binary)") as copy:
        return b"".join(bytes(part) for part in copy)
