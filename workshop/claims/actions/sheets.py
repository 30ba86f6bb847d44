"""A sheet of a claim, written down: the draft's as assessed, the checked one frozen with its facts and their hash."""

import json
from datetime import date
from hashlib import sha256
from typing import Any

from workshop.claims.queries.evaluation import Evaluation
from workshop.claims.queries.holds import id_indexes
from workshop.claims.rows import ClaimPersonRow, ClaimSheetRow
from workshop.claims.rules.claiming.checking import Checked
from workshop.claims.rules.facts import Asked, PersonFacts
from workshop.claims.rules.programme import Programme
from workshop.claims.rules.results import PersonResult
from workshop.claims.values import ClaimPerson
from workshop.store.transaction import Transaction
from workshop.store.vault import seal


def insert_sheet(
    tx: Transaction,
    key: tuple[int, int, int],
    programme: Programme,
    asked: Asked,
    checked: Checked,
    done: Evaluation,
    accept: str | None = None,
) -> None:
    """The sheet `key` (workshop, claim, number) with its people; `accept` given: checked, with facts sealed and their hash."""
    workshop_id, claim_id, seq = key
    mine = {"workshop_id": workshop_id, "claim_id": claim_id}
    known = {person.id: person for person in done.facts.people}
    people = [_person(one, known[one.person_id], done, asked.on) for one in checked.people]
    text = "" if accept is None else _freeze(programme, asked, checked, people, accept)
    version = next(one for one in programme.versions if one.name == checked.version)
    fund = next(one for one in version.benefits if one.name == checked.benefit.name).fund or version.fund
    printed = {"standard": checked.benefit.amount.sentence, "version": checked.version}
    row = mine | {"seq": seq, "first": asked.first, "last": asked.last, "claimed_on": asked.on}
    row |= {"title": programme.title[:200], "document_number": programme.number[:120], "version": checked.version[:80]}
    row |= {"payee": checked.benefit.payee, "fund": fund.source if fund else "", "fen": checked.fen}
    row |= {"sentence": checked.benefit.amount.sentence, "printed": json.dumps(printed, ensure_ascii=False)}
    row |= {"facts": seal(text, "claim_sheet", f"facts/{seq}", workshop_id, claim_id) if text else None}
    row |= {"sha256": sha256(text.encode()).hexdigest() if text else ""}
    tx.insert(ClaimSheetRow, [row | {"made_at": tx.now, "made_by": tx.actor.name, "made_by_id": tx.actor.account_id}])
    indexes = id_indexes(workshop_id)
    if people:
        rows = [mine | {"sheet": seq, "id_no_index": indexes.get(one["worker_id"])} | one for one in people]
        tx.insert(ClaimPersonRow, rows)


def list_people(checked: Checked, done: Evaluation, on: date) -> tuple[ClaimPerson, ...]:
    """Who counts, as the sheet of the claim will have them."""
    known = {person.id: person for person in done.facts.people}
    found = []
    for one in checked.people:
        row = _person(one, known[one.person_id], done, on)
        found.append(ClaimPerson(**row | {"months": one.amount.months}))
    return tuple(sorted(found, key=lambda person: (person.worker_no, person.worker_id)))


def _person(one: PersonResult, facts: PersonFacts, done: Evaluation, on: date) -> dict[str, Any]:
    stands = [s.name for s in facts.categories or () if (s.first or on) <= on and (s.last is None or on <= s.last)]
    return {
        "worker_id": one.person_id,
        "worker_no": done.facts.worker_no[one.person_id],
        "name": one.name,
        "category": "、".join(dict.fromkeys(stands))[:120],
        "months": " ".join(map(str, one.amount.months)),
        "fen": one.amount.low,
        "sentence": one.amount.sentence,
    }


def _freeze(programme: Programme, asked: Asked, checked: Checked, people: list[dict[str, Any]], accept: str) -> str:
    """Everything the check looked at as canonical JSON: the same facts give the same bytes."""
    told = {
        "programme": programme.id,
        "version": checked.version,
        "benefit": checked.benefit.name,
        "first": str(asked.first),
        "last": str(asked.last),
        "on": str(asked.on),
        "fen": checked.fen,
        "accepted": accept,
        "open": list(checked.open),
        "people": people,
        "workshop": [one.sentence for one in checked.benefit.findings],
        "reasons": {str(one.person_id): [f.sentence for f in one.findings] for one in checked.people},
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
