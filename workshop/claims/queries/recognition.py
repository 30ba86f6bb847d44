"""Reads of recognition: the steps of a workshop by programme and way of recognition."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workshop.claims.rules.recognising import STEPS, Entry
from workshop.pay.queries.scope import as_date, find_date
from workshop.store.database import fetch_all

Track = tuple[str, str]  # programme id, name of the recognition

_STEPS = """
SELECT f.programme, f.kind, f.id, f.event, f."on", f.number, f."by", f."until", f.cause
FROM recognition_entry f WHERE f.workshop_id = :w AND f.reverses IS NULL AND NOT EXISTS (
  SELECT 1 FROM recognition_entry r WHERE r.workshop_id = f.workshop_id AND r.reverses = f.id)
ORDER BY f."on", f.id"""

_HISTORY = """
SELECT f.id, f.event, f."on", f.number, f."by", f."until", f.cause, f.source, f.checked_on, f.recorded_at, f.recorded_by,
  r.reason, r.recorded_by
FROM recognition_entry f
LEFT JOIN recognition_entry r ON r.workshop_id = f.workshop_id AND r.reverses = f.id
WHERE f.workshop_id = :w AND f.programme = :programme AND f.kind = :kind AND f.reverses IS NULL
ORDER BY f."on", f.id"""


@dataclass(frozen=True)
class HistoryLine:
    """A step in the timeline; `undone` is the reason where it was taken back, by `undone_by`."""

    entry: Entry
    source: str
    checked_on: date | None
    recorded_at: datetime
    recorded_by: str
    undone: str | None
    undone_by: str

    @property
    def title(self) -> str:
        """What happened."""
        return STEPS[self.entry.event].title


def load_tracks(workshop_id: int) -> Mapping[Track, tuple[Entry, ...]]:
    """The steps that stand, in the order of their days."""
    found: dict[Track, list[Entry]] = defaultdict(list)
    for programme, kind, *rest in fetch_all(_STEPS, w=workshop_id):
        found[programme, kind].append(_entry(rest))
    return {track: tuple(entries) for track, entries in found.items()}


def list_history(workshop_id: int, programme: str, kind: str) -> tuple[HistoryLine, ...]:
    """Every step of one track, those taken back among them."""
    lines = []
    for row in fetch_all(_HISTORY, w=workshop_id, programme=programme, kind=kind):
        source, checked, at, who, undone, undoer = row[7:]
        lines.append(HistoryLine(_entry(row[:7]), source, find_date(checked), _moment(at), who, undone, undoer or ""))
    return tuple(lines)


def _entry(row: Any) -> Entry:
    key, event, on, number, by, until, cause = row
    return Entry(key, event, as_date(on), number, by, find_date(until), cause)


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)
