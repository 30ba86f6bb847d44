"""Attachments 附件 of a claim: a scan or photo put with it, replaced or taken away, each on the record."""

import base64
import re
import unicodedata
from datetime import datetime
from hashlib import sha256
from typing import Any

from workshop.access.roles import OFFICE
from workshop.access.scans import read_scan as read_scan
from workshop.claims.queries.attachments import find_replacement, get_attachment
from workshop.claims.queries.claims import get_claim
from workshop.claims.rows import ClaimAttachmentRow
from workshop.claims.rules.paperlists import DOCUMENTS
from workshop.kernel.faults import Refused
from workshop.kernel.text import has_forbidden
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import transaction
from workshop.store.vault import seal

_UNSEEN = ("Cc", "Cf", "Cs")  # control characters, marks of direction, lone surrogates


def attach_document(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    claim_id: int,
    document: str,
    file_name: str,
    content: bytes,
    worker_id: int | None = None,
    replaces: int | None = None,
    scan: tuple[str, bytes] | None = None,
) -> int:
    """Keeps a photo (as JPEG without its hidden facts) or a PDF, sealed; the id. Raises NotFound, Refused.

    `scan` is what `read_scan` made of the content already: inside a transaction nobody should wait for a picture.
    """
    if actor.role not in (*OFFICE, "command"):
        raise Refused("只有会计和负责人能放材料", "")
    if document not in DOCUMENTS:
        raise Refused(f"没有「{document[:20]}」这种材料", "请从列表里选一种", "document")
    media_type, kept = scan or read_scan(content)
    claim = get_claim(workshop_id, claim_id)
    if worker_id is not None and all(one.worker_id != worker_id for one in claim.people):
        raise Refused("这个人不在这项申领里", "请核对工号;车间的材料不用填工号", "worker")
    if replaces is not None:
        _check_replaced(workshop_id, claim_id, replaces)
    key = new_id()
    row = _row(actor, now, workshop_id, key, claim_id, worker_id, document, replaces)
    row |= {"file_name": clean_file_name(file_name), "media_type": media_type, "size": len(kept), "reason": ""}
    sealed = seal(base64.b64encode(kept).decode(), "claim_attachment", "content", workshop_id, key)
    with transaction(actor, now) as tx:
        tx.insert(ClaimAttachmentRow, [row | {"content": sealed, "sha256": sha256(kept).hexdigest()}])
        tx.tell("claim.attach", f"claim/{claim_id}", {"document": document, "bytes": len(kept)}, workshop_id)
    return key


def remove_attachment(actor: Actor, now: datetime, workshop_id: int, attachment_id: int, reason: str) -> None:
    """Takes one away; what it was stays on the record. Raises NotFound, Refused."""
    if not reason.strip():
        raise Refused("请写为什么拿掉", "例如:拍糊了", "reason")
    old = get_attachment(workshop_id, attachment_id)
    _check_replaced(workshop_id, old.claim_id, attachment_id)
    row = _row(actor, now, workshop_id, new_id(), old.claim_id, old.worker_id, old.document, attachment_id)
    row |= {"file_name": "", "media_type": "", "size": 0, "content": None, "sha256": "", "reason": reason.strip()[:200]}
    with transaction(actor, now) as tx:
        tx.insert(ClaimAttachmentRow, [row])
        tx.tell("claim.detach", f"claim/{old.claim_id}", {"document": old.document, "reason": reason}, workshop_id)


def clean_file_name(name: str) -> str:
    """What a file is called, without its folders and without characters that cannot be stored, printed or seen."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(one for one in last if unicodedata.category(one) not in _UNSEEN and not has_forbidden(one))
    return " ".join(shown.split())[-120:]


def _check_replaced(workshop_id: int, claim_id: int, attachment_id: int) -> None:
    """Raises NotFound; Refused for one of another claim, and for one in whose place another stands already."""
    if get_attachment(workshop_id, attachment_id).claim_id != claim_id:
        raise Refused("要换的那一份是别的申领的", "请刷新页面后重新选择", "file")
    if (later := find_replacement(workshop_id, attachment_id)) is not None:
        what = "换过" if later.size else "拿掉"
        raise Refused(f"这一份已经由{later.by}{what}了", "请刷新页面,看现在的是哪一份", "file")


def _row(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    key: int,
    claim_id: int,
    worker_id: int | None,
    document: str,
    replaces: int | None,
) -> dict[str, Any]:
    who = {"at": now, "by": actor.name, "by_id": actor.account_id, "replaces": replaces}
    return {
        "workshop_id": workshop_id,
        "id": key,
        "claim_id": claim_id,
        "worker_id": worker_id,
        "document": document,
    } | who
