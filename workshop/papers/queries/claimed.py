"""What a list of a claim 申领 keeps to: its people, their months, and words for its head."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from workshop.claims.queries.claims import get_claim
from workshop.claims.rules.months import month_of
from workshop.claims.values import Claim, ClaimPerson
from workshop.kernel.periods import Period
from workshop.papers.listing import PaperHead
from workshop.people.queries import Workshop


@dataclass(frozen=True)
class Claimed:
    """A claim as lists ask of it. In a lump no months are named: then each of the claim's service counts."""

    claim: Claim

    @cached_property
    def people(self) -> dict[int, ClaimPerson]:
        """By worker, in the claim's order."""
        return {person.worker_id: person for person in self.claim.people}

    @cached_property
    def _all_months(self) -> frozenset[int]:
        return frozenset(range(month_of(self.claim.first), month_of(self.claim.last) + 1))

    def months_of(self, worker_id: int) -> frozenset[int]:
        """Numbers of the months that count for a person; nobody's if he is not in the claim."""
        person = self.people.get(worker_id)
        if person is None:
            return frozenset()
        return frozenset(person.months) or self._all_months

    def holds(self, worker_id: int, period: Period) -> bool:
        """Whether a person's month is part of the claim."""
        return month_of(period.first) in self.months_of(worker_id)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The months in which somebody is claimed for, in their order."""
        numbers = {month for worker in self.people for month in self.months_of(worker)}
        return tuple(Period(month // 12, month % 12 + 1) for month in sorted(numbers))

    @property
    def reference(self) -> str:
        """The foot of every page: which claim, and how far it may be relied on."""
        if not self.claim.sha256:
            return f"申领 {self.claim.number}(草稿,以核对后的为准)"
        return f"申领 {self.claim.number} 校验值 {self.claim.sha256[:12]}"

    def head(self, shop: Workshop, period: Period) -> PaperHead:
        """The head of a list of the claim."""
        return PaperHead(shop.name, period, None, shop.phone, self.reference)

    @property
    def span(self) -> str:
        """`2026年1月至2026年6月`, one month alone."""
        first, last = Period.of(self.claim.first).chinese, Period.of(self.claim.last).chinese
        return first if first == last else f"{first}至{last}"


def load_claimed(shop: Workshop, claim_id: int | None) -> Claimed | None:
    """The claim that is asked for, if any. Raises NotFound."""
    return None if claim_id is None else Claimed(get_claim(shop.id, claim_id))


def months_between(first: Period, last: Period | None) -> Iterator[Period]:
    """The months from the first to the last, the first alone without a last."""
    period = first
    while period <= (last or first):
        yield period
        period = period.next
