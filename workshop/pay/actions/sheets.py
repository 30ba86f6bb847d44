"""Signed sheets: for people without a phone the sheet is their word, so its scan is kept with what it says (8.5)."""

import base64
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from workshop.access.roles import OFFICE
from workshop.access.scans import read_scan
from workshop.kernel.faults import Refused
from workshop.kernel.periods import Period
from workshop.pay.actions.answers import confirm_on_paper
from workshop.pay.rows import SignedSheetRow
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import transaction
from workshop.store.vault import seal


def confirm_by_sheet(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    period: Period,
    worker_ids: Sequence[int],
    paper: str,
    file_name: str,
    content: bytes,
    part: int | None = None,
) -> int:
    """As `confirm_on_paper`, with the scan of the sheet, which is kept sealed; how many are new. Raises Refused without one."""
    if actor.role not in (*OFFICE, "command"):
        raise Refused("只有会计和负责人能登记签字", "")
    if not content:
        raise Refused("没有签字表的扫描件或照片", "请拍下签了字的那一页,和登记一起交", "scan")
    media_type, kept = read_scan(content)
    key, told = new_id(), sha256(kept).hexdigest()
    sealed = seal(base64.b64encode(kept).decode(), SignedSheetRow.__tablename__, "content", workshop_id, key)
    row = {"workshop_id": workshop_id, "id": key, "period": period.code, "paper": paper.strip(), "sha256": told}
    row |= {"file_name": file_name[-120:], "media_type": media_type, "size": len(kept), "content": sealed, "at": now}
    with transaction(actor, now) as tx:
        number = confirm_on_paper(actor, now, workshop_id, period, worker_ids, paper, part)
        tx.insert(SignedSheetRow, [row | {"by": actor.name, "by_id": actor.account_id}])
        detail = {"period": period.code, "paper": paper.strip(), "sha256": told, "people": number}
        tx.tell("keep.signed_sheet", f"signed_sheet/{key}", detail, workshop_id)
    return number
