"""Attachments 附件 of claims: which there are, and what is in one."""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from workshop.claims.rows import ClaimAttachmentRow
from workshop.kernel.faults import NotFound
from workshop.people.rows import WorkerRow
from workshop.store.database import db
from workshop.store.vault import unseal

JPEG, PDF = "image/jpeg", "application/pdf"


@dataclass(frozen=True)
class Attachment:
    """A scan or photo for the workshop (`worker_id` None) or a person; `document` is a word of DOCUMENTS, `size` in bytes.

    `media_type` is `image/jpeg` or `application/pdf`; `sha256` is over the bytes.
    """

    id: int
    claim_id: int
    worker_id: int | None
    worker_no: str
    name: str
    document: str
    file_name: str
    media_type: str
    size: int
    sha256: str
    at: datetime
    by: str


def list_attachments(workshop_id: int, claim_id: int) -> list[Attachment]:
    """What stands with a claim, the workshop's first, then by worker number; what was replaced or taken away is left out."""
    row, later = ClaimAttachmentRow, aliased(ClaimAttachmentRow)
    who = (row.id, row.claim_id, row.worker_id, WorkerRow.worker_no, WorkerRow.name)
    what = (row.document, row.file_name, row.media_type, row.size, row.sha256, row.at, row.by)
    same = (WorkerRow.workshop_id == row.workshop_id) & (WorkerRow.id == row.worker_id)
    gone = select(later.id).where(later.workshop_id == row.workshop_id, later.replaces == row.id).exists()
    mine = (row.workshop_id == workshop_id, row.claim_id == claim_id, row.size > 0, ~gone)
    query = select(*who, *what).join(WorkerRow, same, isouter=True).where(*mine).order_by(row.at, row.id)
    rows: Any = db.session.execute(query)
    found = [Attachment(*(*one[:3], one[3] or "", one[4] or "", *one[5:])) for one in rows]
    return sorted(found, key=lambda one: (one.worker_no, one.document))


def get_attachment(workshop_id: int, attachment_id: int) -> Attachment:
    """One of them, even one that was replaced. Raises NotFound."""
    row = ClaimAttachmentRow
    mine = (row.workshop_id == workshop_id, row.id == attachment_id, row.size > 0)
    columns = (row.document, row.file_name, row.media_type, row.size, row.sha256, row.at, row.by)
    query = select(row.id, row.claim_id, row.worker_id, *columns).where(*mine)
    found: Any = db.session.execute(query).one_or_none()
    if found is None:
        raise NotFound(f"附件 {attachment_id}")
    return Attachment(*(*found[:3], "", "", *found[3:]))


def find_replacement(workshop_id: int, attachment_id: int) -> Any:
    """What stands in the place of one (`size` 0: it was taken away), `by` whom; None while it stands itself."""
    row = ClaimAttachmentRow
    mine = (row.workshop_id == workshop_id, row.replaces == attachment_id)
    return db.session.execute(select(row.id, row.size, row.by).where(*mine)).one_or_none()


def read_attachment(workshop_id: int, attachment_id: int) -> bytes:
    """The bytes of an attachment, a JPEG or a PDF. Raises NotFound, SealBroken."""
    row = ClaimAttachmentRow
    mine = (row.workshop_id == workshop_id, row.id == attachment_id, row.size > 0)
    sealed = db.session.scalar(select(row.content).where(*mine))
    if sealed is None:
        raise NotFound(f"附件 {attachment_id}")
    return base64.b64decode(unseal(sealed, row.__tablename__, "content", workshop_id, attachment_id))
