"""Tablets of a workshop with how far they have uploaded, and who may hold one."""

from dataclasses import dataclass
from datetime import datetime

from workshop.floor.queries.moments import to_moment
from workshop.store.database import fetch_all


@dataclass(frozen=True)
class TabletLine:
    """A tablet: `events` received, `missing` counters that it gave out and that never came (`high` − received, over its stores)."""

    id: int
    name: str
    enrolled_at: datetime
    enrolled_by: str
    revoked_at: datetime | None
    seen_at: datetime | None
    events: int
    missing: int


@dataclass(frozen=True)
class Holder:
    """Someone who may hold a tablet; without a PIN the tablet does not let him in."""

    id: int
    name: str
    role: str
    has_pin: bool
    has_photo: bool


def list_tablets(workshop_id: int) -> list[TabletLine]:
    """Every tablet, the newest first."""
    found = fetch_all(
        "SELECT d.id, d.name, d.enrolled_at, d.enrolled_by, d.revoked_at, d.seen_at,"
        " (SELECT COUNT(*) FROM inbox i WHERE i.workshop_id = d.workshop_id AND i.device_id = d.id),"
        " (SELECT COALESCE(SUM(m.high), 0) - (SELECT COUNT(*) FROM inbox i WHERE i.workshop_id = d.workshop_id AND i.device_id = d.id"
        " AND i.seq IS NOT NULL) FROM upload_mark m WHERE m.workshop_id = d.workshop_id AND m.device_id = d.id)"
        " FROM device d WHERE d.workshop_id = :w ORDER BY d.enrolled_at DESC",
        w=workshop_id,
    )
    return [
        TabletLine(key, name, to_moment(made), by, to_moment(gone), to_moment(seen), events, max(missing, 0))  # type: ignore[arg-type]
        for key, name, made, by, gone, seen, events, missing in found
    ]


def list_holders(workshop_id: int, roles: tuple[str, ...]) -> list[Holder]:
    """The accounts that may hold a tablet."""
    found = fetch_all(
        "SELECT a.id, a.name, a.role, EXISTS (SELECT 1 FROM pin p WHERE p.account_id = a.id),"
        " EXISTS (SELECT 1 FROM photo f WHERE f.account_id = a.id) FROM account a"
        " WHERE a.workshop_id = :w AND a.role IN :roles AND a.disabled_at IS NULL ORDER BY a.name",
        w=workshop_id,
        roles=roles,
    )
    return [Holder(key, name, role, bool(pin), bool(photo)) for key, name, role, pin, photo in found]
