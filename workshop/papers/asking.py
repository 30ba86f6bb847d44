"""What an address or a form asks a paper of: a person, a batch or an order of take-home work, a claim of the workshop."""

from collections.abc import Mapping
from datetime import date

from workshop.kernel.faults import NotFound
from workshop.kernel.periods import Period
from workshop.papers.kind import Asked
from workshop.people.queries import Workshop

SCOPES = ("worker", "batch", "order", "claim")
_LONGEST = 19  # digits of a key


def read_asked(shop: Workshop, period: Period, values: Mapping[str, str], today: date) -> Asked:
    """Asked by `part`, `worker`, `batch`, `order`, `claim`, or `of` (`worker-17`) as a list of choices has it. Raises NotFound.

    A paper of a month that is over is made as of its last day, one of this month as of today.
    """
    scope = {name: values.get(name, "") for name in SCOPES}
    name, _, key = values.get("of", "").partition("-")
    if name:
        if name not in SCOPES:
            raise NotFound(f"of {name}")
        scope[name] = key
    worker_id, batch_id, order_id, claim_id = (_key(scope[name]) for name in SCOPES)
    part = _key(values.get("part", "")) or 1
    return Asked(shop, period, part, None, worker_id, batch_id, order_id, claim_id, min(today, period.last))


def _key(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
        raise NotFound(text[:40])
    return int(text)
