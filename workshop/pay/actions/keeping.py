"""Keeping what a worker said 对 to: a slip that is computed anew has other lines, and he may ask what the earlier ones were."""

import json
from collections.abc import Sequence

from workshop.pay.queries.kept import find_kept_prints
from workshop.pay.queries.slips import SlipView
from workshop.pay.rows import KeptSlipRow
from workshop.store.ids import new_id
from workshop.store.transaction import Transaction


def keep_slips(tx: Transaction, workshop_id: int, slips: Sequence[SlipView]) -> None:
    """Keeps the lines of slips as they are, each fingerprint once, inside the transaction that confirms them."""
    kept = find_kept_prints(workshop_id, {slip.head.period for slip in slips})
    rows = [
        {
            "workshop_id": workshop_id,
            "id": new_id(),
            "period": slip.head.period,
            "worker_id": slip.head.worker_id,
            "slip_sha256": slip.head.sha256,
            "content": json.dumps(_tell(slip), ensure_ascii=False),
            "at": tx.now,
        }
        for slip in slips
        if (slip.head.period, slip.head.worker_id, slip.head.sha256) not in kept
    ]
    tx.insert(KeptSlipRow, rows)


def _tell(slip: SlipView) -> dict[str, object]:
    lines = [[line.name, line.amount, line.sentence] for line in slip.lines]
    taken = [[one.name, one.taken, one.sentence] for one in slip.deductions if one.taken]
    return {"gross": slip.head.gross, "net": slip.head.net, "lines": lines, "deductions": taken}
