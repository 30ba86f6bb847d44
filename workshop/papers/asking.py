"""What an address or a form asks a paper of: a person, a batch or an order of take-home work, a claim of the workshop."""

from collections.abc import Mapping
from datetime import date

from workshop.claims.queries.claims import get_claim
from workshop.claims.values import Claim
from workshop.kernel.faults import NotFound
from workshop.kernel.periods import Period
from workshop.papers.kind import Asked
from workshop.people.queries import Workshop

SCOPES = ("worker", "batch", "order", "claim")
_LONGEST = 19  # digits of a key


def read_asked(shop: Workshop, period: Period, values: Mapping[str, str], today: date) -> Asked:
    """Asked by `part`, `worker`, `batch`, `order`, `claim`, or `of` (`worker-17`) as a list of choices has it. Raises NotFound.

    A paper of a month that is over is made as of its last day, one of this month as of today, one of a claim as in its pack.
    """
    scope = {name: values.get(name, "") for name in SCOPES}
    name, _, key = values.get("of", "").partition("-")
    if name:
        if name not in SCOPES:
            raise NotFound(f"of {name}")
        scope[name] = key
    worker_id, batch_id, order_id, claim_id = (_key(scope[name]) for name in SCOPES)
    if claim_id is not None:
        return ask_of_claim(shop, get_claim(shop.id, claim_id), worker_id)
    part = _key(values.get("part", "")) or 1
    return Asked(shop, period, part, None, worker_id, batch_id, order_id, None, min(today, period.last))


def ask_of_claim(shop: Workshop, claim: Claim, worker_id: int | None = None) -> Asked:
    """A paper over the whole time of a claim, of all its people or of one: the same wherever it is asked for."""
    first, last = Period.of(claim.first), Period.of(claim.last)
    until = last if last != first else None
    return Asked(shop, first, until=until, worker_id=worker_id, claim_id=claim.id, on=claim.on)


def _key(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
        raise NotFound(text[:40])
    return int(text)
