"""Whether matters still say what was said: every row against the leaf that was written with it."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from workshop.desk.marks import mark_name
from workshop.desk.queries.one_matter import list_injuries
from workshop.store.database import fetch_all
from workshop.store.vault import SealBroken

_MATTERS = (
    "SELECT id, number, kind, topic, worker_id, text, objection_id FROM matter WHERE workshop_id = :w ORDER BY id"
)
_STEPS = """
SELECT s.matter_id, m.number, s.seq, s.kind, s.text, s.outcome, s.link_kind, s.link, s.said_by FROM matter_step s
JOIN matter m ON m.workshop_id = s.workshop_id AND m.id = s.matter_id WHERE s.workshop_id = :w ORDER BY s.matter_id, s.seq"""
_LEAVES = """
SELECT subject, action, detail FROM audit_leaf WHERE workshop_id = :w AND subject LIKE 'matter/%' AND action LIKE 'matter.%'"""
_SAID = ("outcome", "link_kind", "link")


def check_matters(workshop_id: int) -> Iterator[str]:
    """A sentence for every matter or step that reads otherwise than when it was written."""
    raised, steps = _read_leaves(workshop_id)
    for key, number, kind, topic, worker, text, objection in fetch_all(_MATTERS, w=workshop_id):
        told = raised.get(key)
        now = {"number": number, "kind": kind, "worker_id": worker}
        now |= {} if objection is not None else {"topic": topic}
        if told is None or any(told.get(name) != value for name, value in now.items()):
            yield f"事项 {number} 与写下时的审计记录不符"
        elif kind != "objection" and told.get("words") != _words(workshop_id, key, kind, text):
            yield f"事项 {number} 说的话被改动过"
    for key, number, seq, kind, text, *said, named in fetch_all(_STEPS, w=workshop_id):
        told = steps.get((key, seq, kind))
        same = told is not None and told.get("words") == _digest(text) and _is_named(told, key, seq, named)
        if not same or any((told or {}).get(name, "") != value for name, value in zip(_SAID, said, strict=True)):
            yield f"事项 {number} 的第 {seq} 步被改动过"


def count_matters() -> int:
    """Of every workshop."""
    return int(fetch_all("SELECT COUNT(*) FROM matter")[0][0])


def _read_leaves(workshop_id: int) -> tuple[dict[int, dict[str, Any]], dict[tuple[int, int, str], dict[str, Any]]]:
    raised, steps = {}, {}
    for subject, action, detail in fetch_all(_LEAVES, w=workshop_id):
        key, kind, told = int(subject.partition("/")[2]), action.partition(".")[2], json.loads(detail)
        if kind == "raise":
            raised[key] = told
        elif "words" in told:
            steps[(key, told["seq"], kind)] = told
    return raised, steps


def _words(workshop_id: int, matter_id: int, kind: str, text: str) -> str:
    if kind != "injury":
        return _digest(text)
    try:
        return _digest(list_injuries(workshop_id, matter_id)[0].injury.how)
    except (SealBroken, ValueError, IndexError):
        return ""


def _is_named(told: dict[str, Any], matter_id: int, seq: int, said_by: str) -> bool:
    """Whether a step names whom its leaf vouches for; leaves of an earlier program have the name itself."""
    if "said_by_mark" in told:
        return bool(told["said_by_mark"] == mark_name("said_by", f"{matter_id}/{seq}", said_by))
    return bool(told.get("said_by", "") == said_by)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
