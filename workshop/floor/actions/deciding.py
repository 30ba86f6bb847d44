"""A person decides about a possible double: both stand, or one is reversed. Never last-write-wins."""

from datetime import date, datetime

from workshop.floor.actions.reversal import reverse_output
from workshop.floor.queries.doubles import Double, list_doubles
from workshop.floor.rows import ClearedDoubleRow
from workshop.kernel.faults import NotFound, Refused
from workshop.store.audit import Actor
from workshop.store.transaction import transaction


def decide_double(
    actor: Actor, now: datetime, workshop_id: int, since: date, pair: tuple[str, str], keep: str
) -> Double:
    """`keep` is `both`, `first` or `second`. Raises NotFound for a pair that is decided already."""
    with transaction(actor, now) as tx:
        double = next((d for d in list_doubles(workshop_id, since) if (d.first.id, d.second.id) == pair), None)
        if double is None:
            raise NotFound
        if keep == "both":
            told = {"workshop_id": workshop_id, "first_id": pair[0], "second_id": pair[1]}
            tx.insert(ClearedDoubleRow, [told | {"at": now, "by": actor.name}])
            tx.tell("double.clear", f"entry/{pair[0]}"[:80], {"second": pair[1]}, workshop_id)
        elif keep in ("first", "second"):
            gone = double.second if keep == "first" else double.first
            reverse_output(actor, now, workshop_id, gone.id, "重复记录,保留另一条")
        else:
            raise Refused("请选择保留哪一条", "两条都对就选「都保留」", "keep")
    return double
