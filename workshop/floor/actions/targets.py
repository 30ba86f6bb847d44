"""Targets 目标: how much of an operation is wanted a day, from a day on. Nothing is overwritten: a later version holds."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import func, select

from workshop.floor.queries.board import list_targets
from workshop.floor.rows import TargetRow
from workshop.kernel.faults import Refused
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction


def set_targets(actor: Actor, now: datetime, workshop_id: int, on: date, quantities: Mapping[int, int]) -> int:
    """Sets targets (1/1000 units, zero for none) from `on` onwards; answers how many changed. Raises Refused."""
    with transaction(actor, now) as tx:
        known = {line.operation_id: line.target or 0 for line in list_targets(workshop_id, on)}
        if strange := [key for key in quantities if key not in known]:
            raise Refused(f"有 {len(strange)} 道工序不存在或已停用", "请刷新页面后再试")
        changed = {key: quantity for key, quantity in quantities.items() if quantity != known[key]}
        row = TargetRow
        mine = (row.workshop_id == workshop_id, row.valid_from == on, row.operation_id.in_(changed))
        query = select(row.operation_id, func.max(row.version)).where(*mine).group_by(row.operation_id)
        before: dict[int, int] = dict(db.session.execute(query).all())
        common = {"workshop_id": workshop_id, "valid_from": on, "recorded_at": now, "recorded_by": actor.name}
        tx.insert(
            row,
            [
                common | {"operation_id": key, "version": before.get(key, 0) + 1, "quantity": quantity}
                for key, quantity in changed.items()
            ],
        )
        if changed:
            tx.tell("targets.set", f"day/{on}", {"operations": len(changed)}, workshop_id)
    return len(changed)
