"""Photos of a notice on the wall, with what each file says of the day it was taken."""

import base64
from datetime import datetime
from hashlib import sha256
from typing import Any

from workshop.claims.actions.attachments import attach_document, clean_file_name, read_scan
from workshop.claims.actions.posting.recording import check_actor, made_by
from workshop.claims.files.photos import find_taken
from workshop.claims.queries.notices import get_notice
from workshop.claims.rows import PublicNoticePhotoRow
from workshop.claims.rules.posting.values import MOMENTS, Moment
from workshop.kernel.faults import Refused
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import transaction
from workshop.store.vault import seal

PHOTO = "公示照片"


def attach_notice_photo(
    actor: Actor, now: datetime, workshop_id: int, notice_id: int, moment: Moment, file_name: str, content: bytes
) -> int:
    """A photo of the poster on the wall, or of the wall before it came down; of a claim it lies with its attachments too.

    What the file says of its day is kept beside it, as its own word. Raises NotFound, Refused.
    """
    check_actor(actor)
    if moment not in MOMENTS:
        raise Refused("没有说是张贴还是撤下的照片", "请选一种", "moment")
    notice = get_notice(workshop_id, notice_id)
    media_type, kept = read_scan(content)
    name = clean_file_name(file_name) or f"公示{MOMENTS[moment]}照片"
    key = new_id()
    row: dict[str, Any] = {"workshop_id": workshop_id, "id": key, "notice_id": notice_id, "round": notice.posting.round}
    row |= {"moment": moment, "media_type": media_type, "file_name": name, "taken_at": find_taken(content)}
    row |= {"sha256": sha256(content).hexdigest(), "attachment_id": None, "content": None} | made_by(actor, now)
    with transaction(actor, now) as tx:
        if notice.claim_id is not None:
            row["attachment_id"] = attach_document(
                actor, now, workshop_id, notice.claim_id, PHOTO, name, content, scan=(media_type, kept)
            )
        else:
            table = PublicNoticePhotoRow.__tablename__
            row["content"] = seal(base64.b64encode(kept).decode(), table, "content", workshop_id, key)
        tx.insert(PublicNoticePhotoRow, [row])
        said = {"moment": moment, "sha256": row["sha256"], "taken": str(row["taken_at"] or "")}
        tx.tell("notice.photo", f"public_notice/{notice_id}", said, workshop_id)
    return key
