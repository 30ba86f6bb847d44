"""A training put down, ended or mended, taken back."""

from datetime import datetime

from workshop.claims.actions.registers import NewTraining, record_trainings, reverse_entry
from workshop.claims.rows import ClaimTrainingRow
from workshop.store.audit import Actor
from workshop.store.transaction import transaction

_TABLE = ClaimTrainingRow.__tablename__


def record_training(actor: Actor, now: datetime, workshop_id: int, new: NewTraining) -> int:
    """Adds a training; answers its id. Raises Refused."""
    return record_trainings(actor, now, workshop_id, [new])[0]


def replace_training(actor: Actor, now: datetime, workshop_id: int, training_id: int, new: NewTraining) -> int:
    """Takes a training back and writes it anew, both or neither; answers the new id. Raises NotFound, Refused."""
    with transaction(actor, now):
        reverse_entry(actor, now, workshop_id, _TABLE, training_id, "按新的情况重新登记")
        return record_training(actor, now, workshop_id, new)


def reverse_training(actor: Actor, now: datetime, workshop_id: int, training_id: int, reason: str) -> int:
    """Takes a training back. Raises NotFound, Refused."""
    return reverse_entry(actor, now, workshop_id, _TABLE, training_id, reason)
