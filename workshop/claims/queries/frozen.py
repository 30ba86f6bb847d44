"""Whether checked claims are still word for word what was checked: the sealed facts, their hash, and the rows that papers print from."""

import json
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from workshop.pay.queries.scope import as_date
from workshop.store.database import fetch_all
from workshop.store.vault import SealBroken, unseal

_SHEETS = """
SELECT c.number, s.claim_id, s.seq, s.first, s.last, s.claimed_on, s.version, s.fen, s.facts, s.sha256
FROM claim_sheet s JOIN claim c ON c.workshop_id = s.workshop_id AND c.id = s.claim_id
WHERE s.workshop_id = :w AND s.sha256 <> '' ORDER BY c.number, s.seq"""

_PEOPLE = """
SELECT claim_id, sheet, worker_id, worker_no, name, category, months, fen, sentence FROM claim_person WHERE workshop_id = :w"""

_UNFROZEN = """
SELECT DISTINCT c.number, s.state FROM claim_step s
JOIN claim c ON c.workshop_id = s.workshop_id AND c.id = s.claim_id
JOIN claim_sheet h ON h.workshop_id = s.workshop_id AND h.claim_id = s.claim_id AND h.seq = s.sheet
WHERE s.workshop_id = :w AND s.state NOT IN ('draft', 'withdrawn') AND h.sha256 = '' ORDER BY c.number"""

_PERSON = ("worker_id", "worker_no", "name", "category", "months", "fen", "sentence")


def count_frozen() -> int:
    """How many checked sheets all workshops have."""
    return int(fetch_all("SELECT COUNT(*) FROM claim_sheet WHERE sha256 <> ''")[0][0])


def check_claims(workshop_id: int) -> Iterator[str]:
    """A sentence for every checked sheet that is not what was checked; nothing where all are."""
    people: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for claim, seq, *values in fetch_all(_PEOPLE, w=workshop_id):
        people[claim, seq].append(dict(zip(_PERSON, values, strict=True)))
    for row in fetch_all(_SHEETS, w=workshop_id):
        if why := _compare(workshop_id, row, people[row[1], row[2]]):
            yield f"申领单 {row[0]} 第 {row[2]} 稿:{why}"
    for number, state in fetch_all(_UNFROZEN, w=workshop_id):
        yield f"申领单 {number}:「{state}」这一步没有核对过的底稿"


def _compare(workshop_id: int, row: Any, people: list[dict[str, Any]]) -> str:
    """What is wrong with a sheet, empty where nothing is."""
    _, claim_id, seq, first, last, on, version, fen, facts, digest = row
    try:
        text = unseal(facts, "claim_sheet", f"facts/{seq}", workshop_id, claim_id)
    except SealBroken:
        return "封存的依据打不开"
    if sha256(text.encode()).hexdigest() != digest:
        return "封存的依据与校验值不符"
    told = json.loads(text)
    stands = [str(as_date(first)), str(as_date(last)), str(as_date(on)), version, fen]
    if [told[name] for name in ("first", "last", "on", "version", "fen")] != stands:
        return "期间、版本或金额与核对时不同"
    frozen = {one["worker_id"]: one for one in told["people"]}
    if different := [one["name"] for one in people if frozen.get(one["worker_id"]) != one]:
        return f"{'、'.join(different[:5])}与核对时不同"
    if missing := set(frozen) - {one["worker_id"] for one in people}:
        return f"少了 {len(missing)} 个人"
    return ""
