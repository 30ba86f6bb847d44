"""Public notices 公示 as they stand, from what was put down; and what they lack before a claim goes on."""

import base64
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from workshop.claims.queries.attachments import read_attachment
from workshop.claims.rows import (
    ClaimAttachmentRow,
    ClaimPersonRow,
    ClaimSheetRow,
    PublicNoticeEventRow,
    PublicNoticeObjectionRow,
    PublicNoticePhotoRow,
    PublicNoticeRow,
)
from workshop.claims.rules.paperwork import Notice
from workshop.claims.rules.posting.standing import Listed, find_changes, find_rules, tell_lacks
from workshop.claims.rules.posting.values import Objection, Photo, Posting, PublicNotice
from workshop.claims.shelf import load_shelf
from workshop.claims.values import Claim
from workshop.kernel.faults import NotFound
from workshop.people.rows import WorkerRow
from workshop.store.database import db, fetch_all
from workshop.store.vault import unseal

POSTED = ("put_up", "restart")


def list_open_notices(workshop_id: int) -> list[tuple[PublicNotice, str]]:
    """(notice, number of its claim, empty for a recognition) of those that are not finished and whose claim is not decided."""
    found = [one for one in _load(workshop_id) if not one.finished]
    numbers = _undecided(workshop_id, [one.claim_id for one in found if one.claim_id is not None])
    return [
        (one, numbers.get(one.claim_id or 0, "")) for one in found if one.claim_id is None or one.claim_id in numbers
    ]


def _undecided(workshop_id: int, ids: Sequence[int]) -> dict[int, str]:
    """Numbers of claims that neither ended nor were approved."""
    if not ids:
        return {}
    sql = (
        "SELECT c.id, c.number FROM claim c JOIN claim_step s ON s.workshop_id = c.workshop_id AND s.claim_id = c.id"
        " WHERE c.workshop_id = :w AND c.id IN :ids AND s.state IN :states AND s.seq = (SELECT MAX(l.seq)"
        " FROM claim_step l WHERE l.workshop_id = s.workshop_id AND l.claim_id = s.claim_id)"
    )
    states = ("draft", "checked", "issued", "submitted", "returned")
    return {int(key): str(number) for key, number in fetch_all(sql, w=workshop_id, ids=list(ids), states=states)}


def list_claim_notices(workshop_id: int, claim_id: int) -> list[PublicNotice]:
    """The notices of a claim, one for each body that posts."""
    return _load(workshop_id, PublicNoticeRow.claim_id == claim_id)


def list_recognition_notices(workshop_id: int, programme: str, kind: str) -> list[PublicNotice]:
    """The notices of a way of recognition, the oldest first."""
    row = PublicNoticeRow
    return _load(workshop_id, row.claim_id.is_(None), row.programme == programme, row.kind == kind)


def get_notice(workshop_id: int, notice_id: int) -> PublicNotice:
    """One notice. Raises NotFound."""
    found = _load(workshop_id, PublicNoticeRow.id == notice_id)
    if not found:
        raise NotFound(f"公示 {notice_id}")
    return found[0]


@dataclass(frozen=True)
class ClaimNotices:
    """The notices of a claim with what its programme says of them; `lacks`: what those demanded of us lack on the day."""

    rules: tuple[Notice, ...]
    notices: tuple[PublicNotice, ...]
    lacks: tuple[str, ...]


def look_at_notices(workshop_id: int, claim: Claim, on: date) -> ClaimNotices:
    """How a claim stands with its notices on a day; nothing lacks where none is demanded."""
    rules = find_rules(load_shelf()[0].get(claim.programme_id), claim.version, claim.benefit)
    notices = tuple(list_claim_notices(workshop_id, claim.id))
    listed = frozenset(one.worker_id for one in claim.people)
    changes = find_list_changes(workshop_id, claim, notices)
    return ClaimNotices(rules, notices, tell_lacks(rules, notices, on, listed, changes))


def find_list_changes(workshop_id: int, claim: Claim, notices: Sequence[PublicNotice]) -> str:
    """What stands in a claim and did not hang on the wall; empty where everything did."""
    sheets = {one.posting.sheet for one in notices if one.posting.sheet is not None}
    now = Listed({one.worker_id: one.fen for one in claim.people}, claim.fen)
    told = [find_changes(_listed(workshop_id, claim.id, sheet), now) for sheet in sorted(sheets)]
    return next(filter(None, told), "")


def _listed(workshop_id: int, claim_id: int, seq: int) -> Listed:
    row, sheet = ClaimPersonRow, ClaimSheetRow
    mine = (row.workshop_id == workshop_id, row.claim_id == claim_id, row.sheet == seq)
    rows: Any = db.session.execute(select(row.worker_id, row.fen).where(*mine)).all()
    people: dict[int, int] = dict(rows)
    same = (sheet.workshop_id == workshop_id, sheet.claim_id == claim_id, sheet.seq == seq)
    return Listed(people, db.session.scalar(select(sheet.fen).where(*same)) or 0)


def find_latest_sheet(workshop_id: int, claim_id: int) -> tuple[int, Any]:
    """(number, when it was made) of a claim's latest sheet. Raises NotFound."""
    sheet = ClaimSheetRow
    mine = (sheet.workshop_id == workshop_id, sheet.claim_id == claim_id)
    wanted = select(sheet.seq, sheet.made_at).where(*mine).order_by(sheet.seq.desc()).limit(1)
    found = db.session.execute(wanted).one_or_none()
    if found is None:
        raise NotFound(f"申领 {claim_id}")
    return found.seq, found.made_at


def find_sheet_made(workshop_id: int, claim_id: int, seq: int | None) -> Any:
    """When a sheet of a claim was made; None for none."""
    sheet = ClaimSheetRow
    mine = (sheet.workshop_id == workshop_id, sheet.claim_id == claim_id, sheet.seq == seq)
    return None if seq is None else db.session.scalar(select(sheet.made_at).where(*mine))


def read_notice_photo(workshop_id: int, photo_id: int) -> tuple[str, bytes]:
    """(media type, bytes) of a photo. Raises NotFound, SealBroken."""
    row = PublicNoticePhotoRow
    mine = (row.workshop_id == workshop_id, row.id == photo_id)
    found = db.session.execute(select(row.media_type, row.attachment_id, row.content).where(*mine)).one_or_none()
    if found is None:
        raise NotFound(f"公示照片 {photo_id}")
    if found.attachment_id is not None:
        return found.media_type, read_attachment(workshop_id, found.attachment_id)
    sealed = unseal(found.content, row.__tablename__, "content", workshop_id, photo_id)
    return found.media_type, base64.b64decode(sealed)


def _load(workshop_id: int, *where: Any) -> list[PublicNotice]:
    row = PublicNoticeRow
    columns = (row.id, row.claim_id, row.programme, row.kind, row.posted_by, row.days, row.working_days, row.basis)
    query = select(*columns).where(row.workshop_id == workshop_id, *where).order_by(row.made_at, row.id)
    found: Any = db.session.execute(query).all()
    if not found:
        return []
    ids = [one.id for one in found]
    events, photos = _list_events(workshop_id, ids), _list_photos(workshop_id, ids)
    objections = _list_objections(workshop_id, ids, events)
    return [_notice(one, events[one.id], tuple(photos[one.id]), tuple(objections[one.id])) for one in found]


def _notice(
    row: Any, events: Sequence[Any], photos: tuple[Photo, ...], objections: tuple[Objection, ...]
) -> PublicNotice:
    """Put together; what came down or was finished before the latest time on the wall does not count any more."""
    starts = [at for at, event in enumerate(events) if event.what in POSTED]
    since = {event.what: event for event in events[starts[-1] + 1 :]}
    down, end = since.get("take_down"), since.get("finish")
    told = dict(row._mapping)
    return PublicNotice(
        **told,
        postings=tuple(_posting(events[at]) for at in starts),
        photos=photos,
        objections=objections,
        taken_down=down.on if down else None,
        finished=end.on if end else None,
        result=end.text if end else "",
        finished_by=end.by if end else "",
    )


def _posting(event: Any) -> Posting:
    facts = (event.seq, event.on, event.last, event.place, event.paper, event.sheet, event.counted)
    return Posting(*facts, event.text, event.at, event.by)


def _list_events(workshop_id: int, ids: Sequence[int]) -> dict[int, list[Any]]:
    row = PublicNoticeEventRow
    mine = (row.workshop_id == workshop_id, row.notice_id.in_(ids))
    query = select(*row.__table__.c).where(*mine).order_by(row.notice_id, row.seq)
    return _by_notice(db.session.execute(query).all())


def _by_notice(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for one in rows:
        found[one.notice_id].append(one)
    return found


def _list_photos(workshop_id: int, ids: Sequence[int]) -> dict[int, list[Photo]]:
    """Photos that stand; one whose attachment was taken away is left out."""
    row, later, other = PublicNoticePhotoRow, ClaimAttachmentRow, aliased(PublicNoticePhotoRow)
    gone = select(later.id).where(later.workshop_id == row.workshop_id, later.replaces == row.attachment_id).exists()
    same = (other.workshop_id == row.workshop_id, other.sha256 == row.sha256, other.notice_id != row.notice_id)
    elsewhere = select(other.id).where(*same).exists().label("elsewhere")
    what = (row.id, row.round, row.moment, row.attachment_id, row.file_name, row.media_type, row.taken_at)
    mine = (row.workshop_id == workshop_id, row.notice_id.in_(ids), ~gone)
    query = select(row.notice_id, *what, row.at, row.by, elsewhere).where(*mine).order_by(row.at, row.id)
    found: dict[int, list[Photo]] = defaultdict(list)
    for notice_id, *rest in db.session.execute(query):
        found[notice_id].append(Photo(*rest))
    return found


def _list_objections(workshop_id: int, ids: Sequence[int], events: dict[int, list[Any]]) -> dict[int, list[Objection]]:
    row = PublicNoticeObjectionRow
    settled = {event.objection_id: event for of_one in events.values() for event in of_one if event.objection_id}
    same = (WorkerRow.workshop_id == row.workshop_id) & (WorkerRow.id == row.worker_id)
    what = (row.id, row.on, row.way, row.who, row.worker_id, WorkerRow.name, row.text, row.by)
    mine = (row.workshop_id == workshop_id, row.notice_id.in_(ids))
    query = select(row.notice_id, *what).join(WorkerRow, same, isouter=True).where(*mine)
    found: dict[int, list[Objection]] = defaultdict(list)
    for notice_id, key, on, way, who, worker_id, name, text, by in db.session.execute(query.order_by(row.on, row.id)):
        told = unseal(who, row.__tablename__, "who", workshop_id, key)
        found[notice_id].append(
            Objection(key, on, way, told, worker_id, name or "", text, by, *_settled(settled.get(key)))
        )
    return found


def _settled(event: Any) -> tuple[str, str, date | None, bool]:
    return (event.outcome, event.text, event.on, bool(event.taken_off)) if event else ("", "", None, False)
