"""The ids of everything a locked run was computed from (pay rules 8.3)."""

import hashlib
import json
import zlib

from workshop.pay.queries.scope import Scope
from workshop.pay.rows import RunInputsRow
from workshop.store.transaction import Transaction

_ENTRIES = "SELECT id FROM {table} WHERE workshop_id = :w AND pay_on BETWEEN :first AND :last {{only}} ORDER BY id"
_SOURCES = {
    "output": (_ENTRIES.format(table="output"), "worker_id"),
    "hours": (_ENTRIES.format(table="hours"), "worker_id"),
    "team_share": (
        "SELECT s.team_output_id, s.worker_id FROM team_output t"
        " JOIN team_share s ON s.workshop_id = t.workshop_id AND s.team_output_id = t.id"
        " WHERE t.workshop_id = :w AND t.pay_on BETWEEN :first AND :last {only} ORDER BY 1, 2",
        "s.worker_id",
    ),
    "attendance": (
        "SELECT worker_id, date, MAX(version) FROM attendance"
        " WHERE workshop_id = :w AND date BETWEEN :first AND :last {only} GROUP BY worker_id, date ORDER BY 1, 2",
        "worker_id",
    ),
    "takehome_return": (
        "SELECT DISTINCT r.id FROM takehome_return r"
        " JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id"
        " LEFT JOIN takehome_return_share s ON s.workshop_id = r.workshop_id AND s.return_id = r.id"
        " WHERE r.workshop_id = :w AND r.pay_on BETWEEN :first AND :last {only} ORDER BY 1",
        "COALESCE(s.worker_id, o.worker_id)",
    ),
    "takehome_order": (
        "SELECT id FROM takehome_order WHERE workshop_id = :w AND closed_on BETWEEN :first AND :last {only} ORDER BY 1",
        "worker_id",
    ),
    "slip_source": (
        "SELECT j.kind, j.source_id FROM slip_source j JOIN slip s ON s.workshop_id = j.workshop_id AND s.id = j.slip_id"
        " WHERE j.workshop_id = :w AND s.period = :code {only} ORDER BY 1, 2",
        "s.worker_id",
    ),
}


def record_inputs(tx: Transaction, scope: Scope, run_id: int) -> None:
    """Stores by table what the workers of `scope` were paid from."""
    rows = [_row(scope, run_id, source, sql, only) for source, (sql, only) in _SOURCES.items()]
    tx.insert(RunInputsRow, [row for row in rows if row["count"]])


def _row(scope: Scope, run_id: int, source: str, sql: str, only: str) -> dict[str, object]:
    found = scope.fetch(sql, only, code=scope.period.code)
    ids = json.dumps(found, default=str, separators=(",", ":")).encode()
    return {
        "workshop_id": scope.workshop_id,
        "run_id": run_id,
        "source": source,
        "count": len(found),
        "ids": zlib.compress(ids),
        "sha256": hashlib.sha256(ids).hexdigest(),
    }
