"""When the workshop's own claims were approved and first paid: instalments start from these days."""

from workshop.claims.rules.facts import ApprovalFacts
from workshop.pay.queries.scope import as_date, find_date
from workshop.store.database import fetch_all

# A claim that came back after it was approved is not approved.
_APPROVALS = """
SELECT c.programme, c.benefit, s.first, s.last,
  MIN(CASE WHEN t.state = 'approved' THEN t.day END), MIN(CASE WHEN t.state = 'received' THEN t.day END)
FROM claim c
JOIN claim_step t ON t.workshop_id = c.workshop_id AND t.claim_id = c.id AND t.state IN ('approved', 'received')
JOIN claim_sheet s ON s.workshop_id = t.workshop_id AND s.claim_id = t.claim_id AND s.seq = t.sheet
WHERE c.workshop_id = :w AND NOT EXISTS (
  SELECT 1 FROM claim_step l WHERE l.workshop_id = t.workshop_id AND l.claim_id = t.claim_id AND l.seq > t.seq
    AND l.state IN ('returned', 'withdrawn'))
GROUP BY c.programme, c.benefit, c.id, s.first, s.last ORDER BY c.id"""


def load_approvals(workshop_id: int) -> tuple[ApprovalFacts, ...]:
    """Every claim that was approved and did not come back."""
    return tuple(
        ApprovalFacts(f"{programme}/{benefit}", as_date(first), as_date(last), find_date(approved), find_date(paid))
        for programme, benefit, first, last, approved, paid in fetch_all(_APPROVALS, w=workshop_id)
    )
