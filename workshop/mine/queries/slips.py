"""A worker's own slips: those that were made known to him or are locked, what he said to them, and the way of the money."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from workshop.kernel.faults import NotFound
from workshop.kernel.periods import BadPeriod, Period
from workshop.pay.queries.answers import Standing, build_standing, list_answers, list_objections
from workshop.pay.queries.kept import KeptSlip, list_kept_slips
from workshop.pay.queries.ledger_pages import LedgerEntry, list_entries
from workshop.pay.queries.runs import CLOSED, get_run_by_id
from workshop.pay.queries.slips import SlipView, list_worker_slips
from workshop.store.database import fetch_all

_SLIPS = """
SELECT s.period, s.gross, s.net, r.state,
  EXISTS (SELECT 1 FROM slip_answer a WHERE a.workshop_id = s.workshop_id AND a.period = s.period
    AND a.worker_id = s.worker_id AND a.slip_sha256 = s.sha256 AND a.kind = 'published'),
  EXISTS (SELECT 1 FROM slip_answer a WHERE a.workshop_id = s.workshop_id AND a.period = s.period
    AND a.worker_id = s.worker_id AND a.slip_sha256 = s.sha256 AND a.kind = 'confirmed' AND a.position = 0),
  EXISTS (SELECT 1 FROM slip_objection o LEFT JOIN objection_answer x
    ON x.workshop_id = o.workshop_id AND x.objection_id = o.id
    WHERE o.workshop_id = s.workshop_id AND o.period = s.period AND o.worker_id = s.worker_id AND x.objection_id IS NULL)
FROM slip s JOIN pay_run r ON r.workshop_id = s.workshop_id AND r.id = s.run_id
WHERE s.workshop_id = :w AND s.worker_id = :worker ORDER BY s.period DESC"""


@dataclass(frozen=True)
class OwnSlip:
    """A slip in the worker's list, in fen; `entry` is its row in the wage ledger, None while pay is not locked."""

    period: Period
    gross: int
    net: int
    closed: bool
    published: bool
    confirmed: bool
    objected: bool
    entry: LedgerEntry | None

    @property
    def asked(self) -> bool:
        """Whether the worker is to compare it."""
        return self.published and not self.confirmed and not self.objected


@dataclass(frozen=True)
class OwnSlipView:
    """A slip whole, with what was said to it; `earlier`: what he said 对 to before it was computed anew."""

    period: Period
    slip: SlipView
    standing: Standing
    closed: bool
    entry: LedgerEntry | None
    earlier: tuple[KeptSlip, ...] = ()

    @property
    def published(self) -> bool:
        """Whether the slip as it is now was made known."""
        return self.standing.published is not None

    @property
    def objected(self) -> bool:
        """Whether an objection waits for its answer."""
        return any(one.open for one in self.standing.objections)


def list_own_slips(workshop_id: int, worker_id: int) -> list[OwnSlip]:
    """All of them, the latest first."""
    entries = _entries(workshop_id, worker_id)
    found = fetch_all(_SLIPS, w=workshop_id, worker=worker_id)
    slips = [
        OwnSlip(
            *(Period.parse(code), gross, net, state in CLOSED),
            *(bool(published), bool(confirmed), bool(objected), entries.get(code)),
        )
        for code, gross, net, state, published, confirmed, objected in found
    ]
    return [slip for slip in slips if slip.published or slip.closed]


def get_own_slip(workshop_id: int, worker_id: int, code: str) -> OwnSlipView:
    """One of them. Raises NotFound, also for one that is still being computed and was not made known."""
    try:
        period = Period.parse(code)
    except BadPeriod as error:
        raise NotFound(f"slip {code}") from error
    slips = [one for one in list_worker_slips(workshop_id, worker_id, code, code) if one.head.period == code]
    if not slips:
        raise NotFound(f"slip {code}")
    words = list_answers(workshop_id, code, worker_id).get(worker_id, [])
    standing = build_standing(slips[0].head, words, list_objections(workshop_id, code, worker_id))
    closed = get_run_by_id(workshop_id, slips[0].head.run_id).closed
    if standing.published is None and not closed:
        raise NotFound(f"slip {code}")
    entry = _entries(workshop_id, worker_id, code).get(code)
    earlier = [one for one in list_kept_slips(workshop_id, code, worker_id) if one.sha256 != slips[0].head.sha256]
    return OwnSlipView(period, slips[0], standing, closed, entry, tuple(earlier))


def get_kept_slips(workshop_id: int, worker_id: int, code: str) -> tuple[Period, list[KeptSlip]]:
    """What the worker has said 对 to in a period, the latest first, also while it is computed anew. Raises NotFound for nothing."""
    try:
        period = Period.parse(code)
    except BadPeriod as error:
        raise NotFound(f"slip {code}") from error
    kept = list_kept_slips(workshop_id, period.code, worker_id)
    if not kept:
        raise NotFound(f"kept slip {code}")
    return period, kept


def list_withdrawn(workshop_id: int, worker_id: int, shown: Iterable[OwnSlip]) -> list[Period]:
    """Periods of which he has confirmed a slip and that he is not shown now: they are being computed anew."""
    known = {one.period.code for one in shown}
    kept = fetch_all(
        "SELECT DISTINCT period FROM kept_slip WHERE workshop_id = :w AND worker_id = :worker",
        w=workshop_id,
        worker=worker_id,
    )
    return [Period.parse(code) for (code,) in sorted(kept, reverse=True) if code not in known]


def _entries(workshop_id: int, worker_id: int, code: str = "") -> dict[str, LedgerEntry]:
    """By period the latest row of the ledger."""
    rows: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in list_entries(workshop_id, code, code or "~", worker_id):
        rows[entry.row.period].append(entry)
    return {period: max(mine, key=lambda entry: entry.row.part) for period, mine in rows.items()}
