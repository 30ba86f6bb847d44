"""Scans of a worker's contracts that lie with claims."""

from workshop.store.database import fetch_all

KINDS = ("劳动合同", "承揽合同", "劳务协议", "就业协议", "用工协议")
SUFFIXES = {"image/jpeg": "jpg", "application/pdf": "pdf"}
_SCANS = """
SELECT a.id, a.document, a.media_type FROM claim_attachment a
WHERE a.workshop_id = :w AND a.worker_id = :worker AND a.document IN :kinds AND a.size > 0 AND NOT EXISTS (
  SELECT 1 FROM claim_attachment l WHERE l.workshop_id = a.workshop_id AND l.replaces = a.id)
ORDER BY a.at, a.id"""


def list_contract_scans(workshop_id: int, worker_id: int) -> list[tuple[int, str]]:
    """(id, name of the file) of each that was not replaced or taken away, the oldest first."""
    rows = fetch_all(_SCANS, w=workshop_id, worker=worker_id, kinds=list(KINDS))
    return [(key, f"{document}.{SUFFIXES[media_type]}") for key, document, media_type in rows]
