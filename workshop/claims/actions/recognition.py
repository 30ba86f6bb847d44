"""Recognition step by step: each action is one row with its audit leaf; the last step can be taken back."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select

from workshop.claims.actions.facts import check_source
from workshop.claims.queries.recognition import load_tracks
from workshop.claims.rows import RecognitionEntryRow
from workshop.claims.rules.recognising import Entry, buffer_end, check_step
from workshop.kernel.faults import NotFound, Refused
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.transaction import transaction


@dataclass(frozen=True)
class NewStep:
    """A step of `rules.recognising.STEPS` on a day. `months`: the buffer of a watch; `can_restore` as the paper says."""

    programme: str
    kind: str
    event: str
    on: date
    number: str = ""
    by: str = ""
    months: int | None = None
    cause: str = ""
    source: str = ""
    checked_on: date | None = None
    can_restore: bool | None = None


def record_step(actor: Actor, now: datetime, workshop_id: int, step: NewStep, today: date) -> int:
    """Records a step; answers its id. Raises Refused where it cannot follow or lacks what it needs."""
    check_source(step.source, step.checked_on, now)
    if step.months is not None and not 0 <= step.months <= 60:
        raise Refused("缓冲期应是 0 至 60 个月", "请照文件填写", "months")
    until = None
    if step.event == "watch" and step.months is not None:
        until = buffer_end(step.on, step.months)
    words = {name: getattr(step, name).strip()[:most] for name, most in (("number", 80), ("by", 80), ("cause", 200))}
    entry = Entry(new_id(), step.event, step.on, until=until, **words)
    with transaction(actor, now) as tx:
        check_step(load_tracks(workshop_id).get((step.programme, step.kind), ()), entry, today, step.can_restore)
        where = {"workshop_id": workshop_id, "programme": step.programme[:80], "kind": step.kind[:80]}
        told = {"source": step.source.strip()[:200], "checked_on": step.checked_on}
        stamp = {"recorded_at": now, "recorded_by": actor.name, "reverses": None, "reason": ""}
        tx.insert(RecognitionEntryRow, [where | asdict(entry) | told | stamp])
        detail = {"programme": step.programme, "kind": step.kind} | asdict(entry) | told
        tx.tell(f"recognition.{step.event}", f"workshop/{workshop_id}", detail, workshop_id)
    return entry.id


def reverse_step(actor: Actor, now: datetime, workshop_id: int, entry_id: int, reason: str) -> tuple[str, str]:
    """Takes the last step of its track back; answers the track. Raises NotFound, Refused for one that others follow."""
    if not reason.strip():
        raise Refused("请写明冲正的原因", "", "reason")
    row = RecognitionEntryRow
    with transaction(actor, now) as tx:
        mine = (row.workshop_id == workshop_id, row.id == entry_id, row.reverses.is_(None))
        found = db.session.execute(select(*row.__table__.c).where(*mine)).one_or_none()
        if found is None:
            raise NotFound(f"recognition_entry {entry_id}")
        track = (found.programme, found.kind)
        standing = load_tracks(workshop_id).get(track, ())
        if not any(entry.id == entry_id for entry in standing):
            raise Refused("这一步已经冲正", "", "reason")
        if standing[-1].id != entry_id:
            raise Refused("后面还有别的步骤", "请从最后一步开始,一步一步冲正", "reason")
        stamp = {"recorded_at": now, "recorded_by": actor.name, "reverses": entry_id, "reason": reason.strip()[:200]}
        tx.insert(row, [dict(found._mapping) | stamp | {"id": new_id()}])
        tx.tell("recognition.reverse", f"workshop/{workshop_id}", {"entry": entry_id, **stamp}, workshop_id)
    return track
