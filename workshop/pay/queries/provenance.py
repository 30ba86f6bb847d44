"""Where an entry comes from: which tablet told it and when it arrived, which file brought it, what reversed it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from workshop.pay.queries.scope import find_date
from workshop.store.database import fetch_all

KINDS = {"output": "output", "hours": "hours", "team": "team_output", "takehome": "takehome_return"}
_CHUNK = 400

_TOLD = """
SELECT i.id, d.name, i.at, i.received_at FROM inbox i LEFT JOIN device d ON d.id = i.device_id
WHERE i.workshop_id = :w AND i.id IN :ids"""
_FILES = "SELECT id, file_name FROM import WHERE workshop_id = :w AND id IN :ids"
_UNDONE = """
SELECT reverses, id, reason, recorded_at, recorded_by, pay_on FROM {table}
WHERE workshop_id = :w AND reverses IN :ids"""


class Told(NamedTuple):
    """The tablet that told an entry, the moment by its own clock, and when it arrived here (naive UTC)."""

    device: str
    at: str
    received_at: datetime


class Undone(NamedTuple):
    """The reversal of an entry; `pay_on` says into which period it falls, None: into none (work that was never paid)."""

    id: Any
    reason: str
    at: datetime
    by: str
    pay_on: date | None


class Provenance(NamedTuple):
    """What is known of an entry beyond itself."""

    told: Told | None = None
    file: str = ""
    undone: Undone | None = None

    @property
    def way(self) -> str:
        """In a few words: 平板「一号台」, 导入「三月.xlsx」, or 办公室录入."""
        if self.told:
            return f"平板「{self.told.device or '已删除'}」"
        return f"导入「{self.file}」" if self.file else "办公室录入"


NOTHING_KNOWN = Provenance()


def load_provenance(
    workshop_id: int, kind: str, entries: Iterable[tuple[Any, int | None]], events: Mapping[Any, str] | None = None
) -> dict[Any, Provenance]:
    """Entry → where it comes from; `entries` are (id, import), `kind` one of KINDS. Three reads for some hundreds of them.

    `events` names the tablet's event of an entry where that is not its own id.
    """
    imports = dict(entries)
    ids = list(imports)
    event_of = events or {key: key for key in ids}
    told = {
        key: Told(name or "", at, to_moment(received))
        for key, name, at, received in _read(_TOLD, workshop_id, list(event_of.values()))
    }
    files = dict(_read(_FILES, workshop_id, sorted({key for key in imports.values() if key is not None})))
    sql = _UNDONE.format(table=KINDS[kind])
    undone = {
        key: Undone(reversal, reason, to_moment(at), by, find_date(pay_on))
        for key, reversal, reason, at, by, pay_on in _read(sql, workshop_id, ids)
    }
    return {key: Provenance(told.get(event_of[key]), files.get(imports[key], ""), undone.get(key)) for key in ids}


def _read(sql: str, workshop_id: int, ids: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(ids), _CHUNK):
        yield from fetch_all(sql, w=workshop_id, ids=ids[start : start + _CHUNK])


def to_moment(value: Any) -> datetime:
    """A moment as a plain read gives it: text from SQLite."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)
