"""Scans and photos of a matter: put with it, or taken away with a reason, each on the record."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from workshop.access.roles import OFFICE
from workshop.claims.actions.attachments import clean_file_name, read_scan
from workshop.desk.actions.matters import PHONE
from workshop.desk.queries.matters import find_matter
from workshop.desk.queries.moments import day_of
from workshop.desk.queries.numbers import find_row, is_own
from workshop.desk.queries.one_matter import get_scan
from workshop.desk.rows import MatterAttachmentRow
from workshop.kernel.faults import NotFound, Refused
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import transaction
from workshop.store.vault import seal_bytes

DOCUMENTS = ("现场照片", "伤处照片", "病历、诊断", "签字的纸", "记录本", "收据、流水", "其他")


def attach_scan(
    actor: Actor, now: datetime, workshop_id: int, matter_id: int, document: str, file_name: str, content: bytes
) -> int:
    """Keeps a photo (as JPEG without its hidden facts) or a PDF, sealed; its id. A worker's phone: with his own matter alone.

    An objection must have been taken up at the desk before. Raises NotFound, Refused.
    """
    if document not in DOCUMENTS:
        raise Refused(f"没有「{document[:20]}」这种材料", "请从列表里选一种", "document")
    _refuse_stranger(actor, workshop_id, matter_id, now)
    if not find_row(workshop_id, matter_id):
        raise Refused("这条异议还没有编号", "请先写一句办理情况,再放材料", "file")
    media_type, kept = read_scan(content)
    key, digest = new_id(), sha256(kept).hexdigest()
    row = _row(actor, now, workshop_id, key, matter_id, document)
    row |= {"file_name": clean_file_name(file_name), "media_type": media_type, "size": len(kept), "sha256": digest}
    row |= {"content": seal_bytes(kept, MatterAttachmentRow.__tablename__, "content", workshop_id, key)}
    with transaction(actor, now) as tx:
        tx.insert(MatterAttachmentRow, [row | {"replaces": None, "reason": ""}])
        told = {"document": document, "bytes": len(kept), "sha256": digest}
        tx.tell("matter.attach", f"matter/{matter_id}", told, workshop_id)
    return key


def remove_scan(actor: Actor, now: datetime, workshop_id: int, scan_id: int, reason: str) -> int:
    """Takes one away; what it was stays on the record. The id of its matter. Raises NotFound, Refused."""
    if actor.role not in (*OFFICE, "command"):
        raise Refused("只有会计和负责人能拿掉材料", "")
    if not reason.strip():
        raise Refused("请写为什么拿掉", "例如:拍糊了", "reason")
    old = get_scan(workshop_id, scan_id)
    row = _row(actor, now, workshop_id, new_id(), old.matter_id, old.document)
    row |= {"file_name": "", "media_type": "", "size": 0, "sha256": "", "content": None}
    with transaction(actor, now) as tx:
        tx.insert(MatterAttachmentRow, [row | {"replaces": scan_id, "reason": reason.strip()[:200]}])
        told = {"document": old.document, "sha256": old.sha256, "reason": reason.strip()[:200]}
        tx.tell("matter.detach", f"matter/{old.matter_id}", told, workshop_id)
    return old.matter_id


def _refuse_stranger(actor: Actor, workshop_id: int, matter_id: int, now: datetime) -> None:
    line = find_matter(workshop_id, matter_id, day_of(now))
    if line is None:
        raise NotFound(f"matter {matter_id}")
    if actor.role not in (*OFFICE, *PHONE, "command"):
        raise Refused("只有本人、会计和负责人能放材料", "")
    if actor.role == "worker" and not is_own(workshop_id, line.raised.worker_id, actor.account_id):
        raise NotFound(f"matter {matter_id}")


def _row(actor: Actor, now: datetime, workshop_id: int, key: int, matter_id: int, document: str) -> dict[str, Any]:
    who = {"at": now, "by": actor.name[:64], "by_id": actor.account_id}
    return {"workshop_id": workshop_id, "id": key, "matter_id": matter_id, "document": document} | who
