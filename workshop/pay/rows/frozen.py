"""Nothing in a locked run changes (pay rules 8.3): the database refuses it whoever asks.

The run itself may still become paid, and open again. The migrations make these triggers with the tables.
"""

from collections.abc import Iterator

from workshop.store.triggers import VERBS, refusal

_OF_SLIP = "(SELECT run_id FROM slip WHERE workshop_id = {row}.workshop_id AND id = {row}.slip_id)"
FROZEN: dict[str, str] = {
    "slip": "{row}.run_id",
    "slip_line": _OF_SLIP,
    "slip_deduction": _OF_SLIP,
    "slip_balance": _OF_SLIP,
    "slip_source": _OF_SLIP,
    "run_inputs": "{row}.run_id",
}
_SENTENCE = "a locked pay run never changes"
_LOCKED = "OLD.state IN ('locked', 'paid')"
_MORE_THAN_ITS_STATE = (
    f"{_LOCKED} AND NOT (NEW.state IN ('locked', 'paid') AND NEW.sha256 = OLD.sha256 AND NEW.gross = OLD.gross "
    "AND NEW.net = OLD.net AND NEW.locked_at = OLD.locked_at AND NEW.period = OLD.period)"
)


def frozen_triggers(dialect: str) -> Iterator[str]:
    """The statements that refuse to add to, change or delete what belongs to a locked run."""
    for table, run in FROZEN.items():
        yield from freeze(table, run, dialect)
    yield from refusal("pay_run", "DELETE", "pay_run_frozen_delete", _SENTENCE, _LOCKED, dialect)
    yield from refusal("pay_run", "UPDATE", "pay_run_frozen_update", _SENTENCE, _MORE_THAN_ITS_STATE, dialect)


def freeze(table: str, run: str, dialect: str) -> Iterator[str]:
    """The same for one table; `run` says in SQL which run `{row}` belongs to."""
    for verb in VERBS:
        yield from refusal(table, verb, f"{table}_frozen_{verb.lower()}", _SENTENCE, _of_locked(run, verb), dialect)


def _of_locked(run: str, verb: str) -> str:
    row = "NEW" if verb == "INSERT" else "OLD"
    return (
        f"EXISTS (SELECT 1 FROM pay_run r WHERE r.workshop_id = {row}.workshop_id AND r.id = {run.format(row=row)} "
        "AND r.state IN ('locked', 'paid'))"
    )
