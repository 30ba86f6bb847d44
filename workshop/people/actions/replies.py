"""Writing a county's reply down: categories with their days and source, household numbers; and taking a whole reply back."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, select, update

from workshop.kernel.faults import Refused
from workshop.people.actions.agreements import record_category
from workshop.people.actions.imports import mark_undone
from workshop.people.actions.workers import household_ids
from workshop.people.rows import CategoryRow, CountyReplyRow, HouseholdRow, ImportRow, WorkerRow
from workshop.people.rules.replies import Change, Held, Reply, read_changes
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.transaction import Transaction, transaction


class NewReply(NamedTuple):
    """What the county said of a worker."""

    worker_id: int
    reply: Reply


class Done(NamedTuple):
    """People written down, and those whose household number here is another one: it was left."""

    people: int
    households_differ: tuple[int, ...]


def record_replies(actor: Actor, now: datetime, workshop_id: int, rows: Sequence[NewReply], import_id: int) -> Done:
    """Makes the categories what the county says, from the days it says; the file's hash stands in their source."""
    with transaction(actor, now) as tx:
        held, homes = load_held(workshop_id), _households(workshop_id)
        mine = (ImportRow.workshop_id == workshop_id, ImportRow.id == import_id)
        sha256 = db.session.scalar(select(ImportRow.sha256).where(*mine)) or ""
        values, differ = [], []
        for worker, reply in rows:
            source = f"县里核对回复({reply.replied_on},文件指纹 {sha256[:16]})"
            checked = min(reply.replied_on, now.date())
            wrote = [
                _write(actor, now, workshop_id, worker, change, source, checked)
                for change in read_changes(reply, held.get(worker, {}))
            ]
            moved = bool(reply.household_no) and not homes.get(worker)
            if moved:
                _set_household(tx, workshop_id, worker, reply.household_no)
            elif reply.household_no and homes[worker] != reply.household_no:
                differ.append(worker)
            done = json.dumps({"categories": wrote, "household": moved, "source": source}, ensure_ascii=False)
            values.append(_row(actor, now, workshop_id, import_id, worker, reply, done))
        tx.insert(CountyReplyRow, values)
        told = {"people": len(values), "sha256": sha256}
        tx.tell("county_reply.record", f"import/{import_id}", told, workshop_id)
    return Done(len(values), tuple(differ))


def load_held(workshop_id: int) -> dict[int, dict[str, list[Held]]]:
    """Worker → category → its entries."""
    row = CategoryRow
    found: dict[int, dict[str, list[Held]]] = defaultdict(lambda: defaultdict(list))
    query = select(row.worker_id, row.category, row.valid_from, row.holds).where(row.workshop_id == workshop_id)
    for worker, category, since, holds in db.session.execute(query):
        found[worker][category].append(Held(since, holds))
    return found


def _households(workshop_id: int) -> dict[int, str]:
    same = (HouseholdRow.workshop_id == WorkerRow.workshop_id) & (HouseholdRow.id == WorkerRow.household_id)
    query = select(WorkerRow.id, HouseholdRow.household_no).join(HouseholdRow, same)
    return dict(db.session.execute(query.where(WorkerRow.workshop_id == workshop_id)).all())


def _write(
    actor: Actor, now: datetime, workshop_id: int, worker: int, change: Change, source: str, checked: date
) -> dict[str, Any]:
    """Writes one entry; answers what it was before, so that it can be put back."""
    row, (category, start, holds) = CategoryRow, change
    key = _key(workshop_id, worker, category, start)
    before = db.session.execute(select(row.holds, row.source, row.checked_on).where(*key)).one_or_none()
    record_category(actor, now, workshop_id, worker, category, start, holds, source, checked)
    old = None if before is None else [before[0], before[1], before[2].isoformat() if before[2] else None]
    return {"category": category, "from": start.isoformat(), "holds": holds, "before": old}


def _key(workshop_id: int, worker: int, category: str, start: date) -> tuple[Any, ...]:
    row = CategoryRow
    person = (row.workshop_id == workshop_id, row.worker_id == worker)
    return (*person, row.category == category, row.valid_from == start)


def _set_household(tx: Transaction, workshop_id: int, worker: int, number: str) -> None:
    home = household_ids(tx, workshop_id, [number])[number]
    mine = (WorkerRow.workshop_id == workshop_id, WorkerRow.id == worker)
    db.session.execute(update(WorkerRow).where(*mine).values(household_id=home))


def _row(
    actor: Actor, now: datetime, workshop_id: int, import_id: int, worker: int, reply: Reply, wrote: str
) -> dict[str, Any]:
    said: dict[str, Any] = {"replied_on": reply.replied_on, "risen": reply.risen, "monitored": reply.monitored}
    said |= {"kind": "、".join(reply.kinds)[:20], "household_no": reply.household_no, "note": reply.note}
    stamp = {"recorded_at": now, "recorded_by": actor.name, "wrote": wrote, "included_on": reply.included_on}
    return {"workshop_id": workshop_id, "id": new_id(), "import_id": import_id, "worker_id": worker} | said | stamp


def undo_replies(actor: Actor, now: datetime, workshop_id: int, import_id: int) -> int:
    """Puts the categories back as they were before the reply; answers how many people. Refused where one was changed since."""
    row = CountyReplyRow
    with transaction(actor, now) as tx:
        query = select(row.worker_id, row.wrote).where(row.workshop_id == workshop_id, row.import_id == import_id)
        replies = [(worker, json.loads(wrote)) for worker, wrote in db.session.execute(query)]
        for worker, wrote in replies:
            for one in reversed(wrote["categories"]):
                _put_back(workshop_id, worker, one, wrote["source"])
            if wrote["household"]:
                mine = (WorkerRow.workshop_id == workshop_id, WorkerRow.id == worker)
                db.session.execute(update(WorkerRow).where(*mine).values(household_id=None))
        mark_undone(actor, now, workshop_id, import_id)
        tx.tell("county_reply.undo", f"import/{import_id}", {"people": len(replies)}, workshop_id)
    return len(replies)


def _put_back(workshop_id: int, worker: int, one: dict[str, Any], source: str) -> None:
    row, start = CategoryRow, date.fromisoformat(one["from"])
    key = _key(workshop_id, worker, one["category"], start)
    now_there = db.session.execute(select(row.holds, row.source).where(*key)).one_or_none()
    if now_there is None or now_there[1] != source:
        raise Refused("有的人的类别后来又登记过,这次回复不能整批撤销", "请到工人页逐人更正")
    if one["before"] is None:
        db.session.execute(delete(row).where(*key))
        return
    holds, before, checked = one["before"]
    day = date.fromisoformat(checked) if checked else None
    db.session.execute(update(row).where(*key).values(holds=holds, source=before, checked_on=day))
