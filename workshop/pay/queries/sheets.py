"""Scans of signed sheets: which there are for a period, and what is in one."""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from workshop.kernel.faults import NotFound
from workshop.pay.rows import SignedSheetRow
from workshop.store.database import db
from workshop.store.vault import unseal


@dataclass(frozen=True)
class SignedSheet:
    """The scan of a sheet; `size` in bytes, `sha256` over them."""

    id: int
    period: str
    paper: str
    file_name: str
    media_type: str
    size: int
    sha256: str
    at: datetime
    by: str


_SHEET: list[Any] = [getattr(SignedSheetRow, name) for name in SignedSheet.__dataclass_fields__]


def list_signed_sheets(workshop_id: int, period: str) -> list[SignedSheet]:
    """Those of a period, in the order in which they were handed in."""
    row = SignedSheetRow
    query = select(*_SHEET).where(row.workshop_id == workshop_id, row.period == period).order_by(row.at, row.id)
    return [SignedSheet(*values) for values in db.session.execute(query)]


def read_signed_sheet(workshop_id: int, sheet_id: int) -> tuple[SignedSheet, bytes]:
    """A scan with its bytes. Raises NotFound, SealBroken."""
    row = SignedSheetRow
    mine = (row.workshop_id == workshop_id, row.id == sheet_id)
    found = db.session.execute(select(row.content, *_SHEET).where(*mine)).one_or_none()
    if found is None:
        raise NotFound(f"signed sheet {sheet_id}")
    content = unseal(found[0], row.__tablename__, "content", workshop_id, sheet_id)
    return SignedSheet(*found[1:]), base64.b64decode(content)
