"""The workshop's own limits of time, from a day on."""

from datetime import date, datetime

from workshop.access.roles import MANAGER
from workshop.desk.rows import MatterLimitRow
from workshop.desk.rules.limits import LIMITS
from workshop.desk.rules.matters import refuse_text
from workshop.kernel.faults import Refused
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import transaction


def set_limit(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    name: str,
    amount: int,
    valid_from: date,
    source: str = "",
    checked_on: date | None = None,
) -> None:
    """Sets a limit from a day on, or says with the same figure that it was compared with its source. Raises Refused."""
    if actor.role not in (MANAGER, "command"):
        raise Refused("只有负责人能改期限", "")
    known = {limit.name: limit for limit in LIMITS}
    if name not in known:
        raise Refused("没有这种期限", "", "name")
    if not 1 <= amount <= 400:
        raise Refused("期限不对", "请写 1 到 400", "amount")
    refuse_text(source, "source", 200)
    row = {"workshop_id": workshop_id, "id": new_id(), "name": name, "amount": amount, "valid_from": valid_from}
    row |= {"source": source.strip(), "checked_on": checked_on, "at": now, "by": actor.name[:64]}
    with transaction(actor, now) as tx:
        tx.insert(MatterLimitRow, [row | {"by_id": actor.account_id}])
        told = {"name": name, "amount": amount, "from": valid_from, "checked_on": checked_on}
        tx.tell("matter.limit", f"workshop/{workshop_id}", told, workshop_id)
