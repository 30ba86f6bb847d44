"""What claims have taken, by whom; and whether two people are needed."""

import re
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from workshop.claims.rows import ClaimEyesRow
from workshop.store.database import db, fetch_all
from workshop.store.scope import across_workshops

_TAKEN = """
SELECT h.workshop_id, COALESCE(w.name, ''), c.number, h.time FROM claim_hold h
JOIN claim c ON c.workshop_id = h.workshop_id AND c.id = h.claim_id
LEFT JOIN worker w ON w.workshop_id = h.workshop_id AND w.id = h.worker_id
WHERE h.mark IN :marks ORDER BY w.worker_no, h.time"""
_MANY = 500
_SHOWN = 6  # names or times in a sentence


@across_workshops("nobody may be claimed for twice, in whatever workshops")
def find_taken(workshop_id: int, marks: Sequence[str]) -> list[str]:
    """Who has what is asked for, one sentence for those whose same times one claim has; another workshop is not named."""
    times: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)  # by claim and person, in order
    for start in range(0, len(marks), _MANY):
        for place, name, number, time in fetch_all(_TAKEN, marks=list(marks[start : start + _MANY])):
            where = f"本车间的 {number}" if place == workshop_id else "另一个车间"
            times[where, name or "车间"][time] = None
    people: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for (where, name), mine in times.items():
        people[where, tuple(sorted(mine, key=_in_time))].append(name)
    return [
        f"{_several(names, '人')} {_several(mine, '个月')} 已由{where} 申领" for (where, mine), names in people.items()
    ]


def _in_time(text: str) -> list[int]:
    """2026年9月 before 2026年10月."""
    return [int(number) for number in re.findall(r"[0-9]+", text)]


def _several(words: Sequence[str], unit: str) -> str:
    return "、".join(words[:_SHOWN]) + (f"等 {len(words)} {unit}" if len(words) > _SHOWN else "")


def id_indexes(workshop_id: int) -> dict[int, bytes | None]:
    """Worker → the blind index of his ID number."""
    found = fetch_all("SELECT id, id_no_index FROM worker WHERE workshop_id = :w", w=workshop_id)
    return {worker: bytes(index) if index is not None else None for worker, index in found}


def needs_two(workshop_id: int) -> bool:
    """Whether another person must submit; two is the rule."""
    row = ClaimEyesRow
    latest = select(row.needed).where(row.workshop_id == workshop_id).order_by(row.at.desc(), row.id.desc()).limit(1)
    found = db.session.scalar(latest)
    return True if found is None else bool(found)
