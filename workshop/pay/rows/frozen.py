"""Nothing in a locked run changes (pay rules 8.3): SQLite refuses it whoever asks. The run itself may still become paid, and open again.

The migrations make these triggers with the tables.
"""

_OF_SLIP = "(SELECT run_id FROM slip WHERE workshop_id = {row}.workshop_id AND id = {row}.slip_id)"
FROZEN: dict[str, str] = {
    "slip": "{row}.run_id",
    "slip_line": _OF_SLIP,
    "slip_deduction": _OF_SLIP,
    "slip_balance": _OF_SLIP,
    "slip_source": _OF_SLIP,
    "run_inputs": "{row}.run_id",
}
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'a locked pay run never changes'); END"


def frozen_triggers() -> dict[str, list[str]]:
    """By table the SQLite triggers that refuse to add to, change or delete what belongs to a locked run."""
    made = {
        table: [_trigger(table, run, verb) for verb in ("INSERT", "UPDATE", "DELETE")] for table, run in FROZEN.items()
    }
    made["pay_run"] = [
        f"CREATE TRIGGER pay_run_frozen_delete BEFORE DELETE ON pay_run WHEN OLD.state IN ('locked', 'paid') {_REFUSE}",
        "CREATE TRIGGER pay_run_frozen_update BEFORE UPDATE ON pay_run WHEN OLD.state IN ('locked', 'paid') AND NOT "
        "(NEW.state IN ('locked', 'paid') AND NEW.sha256 = OLD.sha256 AND NEW.gross = OLD.gross AND NEW.net = OLD.net "
        f"AND NEW.locked_at = OLD.locked_at AND NEW.period = OLD.period) {_REFUSE}",
    ]
    return made


def _trigger(table: str, run: str, verb: str) -> str:
    row = "NEW" if verb == "INSERT" else "OLD"
    return (
        f"CREATE TRIGGER {table}_frozen_{verb.lower()} BEFORE {verb} ON {table} WHEN EXISTS (SELECT 1 FROM pay_run r "
        f"WHERE r.workshop_id = {row}.workshop_id AND r.id = {run.format(row=row)} "
        f"AND r.state IN ('locked', 'paid')) {_REFUSE}"
    )
