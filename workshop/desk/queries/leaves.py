"""Which audit leaves belong to a matter's bundle."""

from collections.abc import Iterable
from datetime import date

from workshop.pay.queries.evidence import list_leaf_ids
from workshop.store.database import fetch_all

_SLIPS = "SELECT id FROM slip WHERE workshop_id = :w AND worker_id = :worker"
_ABOUT = "SELECT id FROM audit_leaf WHERE workshop_id = :w AND subject IN :subjects"


def list_matter_leaves(
    workshop_id: int, matter_id: int, worker_id: int, visits: Iterable[int], first: date, last: date
) -> list[int]:
    """Leaves about the matter, its visits, its objection and the worker's slips, and those about the worker's days and pay of the span."""
    subjects = [f"{kind}/{matter_id}" for kind in ("matter", "objection")] + [f"visit/{key}" for key in visits]
    subjects += [f"slip/{key}" for (key,) in fetch_all(_SLIPS, w=workshop_id, worker=worker_id)]
    about = {key for (key,) in fetch_all(_ABOUT, w=workshop_id, subjects=subjects)}
    return sorted(about | set(list_leaf_ids(workshop_id, worker_id, first, last)))
