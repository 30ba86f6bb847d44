"""Who is insured on a day, in which way and at what cost: what was registered 参保, and the bases that pay deducts by."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from workshop.claims.queries.registers import Registers
from workshop.claims.rules.registered import Entry
from workshop.claims.rules.wordlists import SOCIAL
from workshop.kernel.dated import value_on
from workshop.pay.queries.law import DatedBases, list_dated_bases, load_rates
from workshop.pay.rules.facts import SocialRate
from workshop.pay.rules.insurance import bounded, share
from workshop.people.queries import Workshop

NOT_INSURED = "未参保"


class Cover(NamedTuple):
    """An insurance in force: until when, and what the employer pays a month in fen; None: not said."""

    kind: str
    until: date | None
    fen: int | None
    base_fen: int | None = None


@dataclass(frozen=True)
class Insurances:
    """Everything known of the workshop's insurances; `named` are kinds by registered entry, of bases by worker number."""

    entries: dict[int, list[Entry]]
    bases: DatedBases
    rates: dict[str, tuple]

    def on(self, worker_id: int, worker_no: str, day: date) -> tuple[Cover, ...] | None:
        """The insurances of a worker on a day, in the usual order; None: nobody has said anything of him."""
        entries = [entry for entry in self.entries.get(worker_id, ()) if entry.valid_from <= day]
        covers = {cover.kind: cover for cover in self._by_base(worker_no, day)}
        known = bool(entries or covers)
        for entry in entries:
            covers.pop(entry.name, None)
            if entry.holds and (entry.valid_to is None or entry.valid_to >= day):
                base = next((c.base_fen for c in self._by_base(worker_no, day) if c.kind == entry.name), None)
                covers[entry.name] = Cover(entry.name, entry.valid_to, entry.fen, base)
        return tuple(sorted(covers.values(), key=_order)) if known else None

    def words(self, worker_id: int, worker_no: str, day: date) -> str:
        """养老、工伤、意外险; empty where nobody has said anything."""
        covers = self.on(worker_id, worker_no, day)
        return "" if covers is None else "、".join(cover.kind for cover in covers) or NOT_INSURED

    def _by_base(self, worker_no: str, day: date) -> list[Cover]:
        dated = value_on(self.bases.bases.get(worker_no, ()), day)
        if dated is None or not dated.value[0]:
            return []
        base, kinds = dated.value
        rates = {kind: held.value for kind, held in self._rates(day).items() if not kinds or kind in kinds}
        return [Cover(kind, None, _employer(base, rate), bounded(base, rate)) for kind, rate in rates.items()]

    def _rates(self, day: date) -> dict:
        found = {kind: value_on(rates, day) for kind, rates in self.rates.items()}
        return {kind: held for kind, held in found.items() if held}


def _employer(base: int, rate: SocialRate) -> int:
    return share(bounded(base, rate), rate.employer)


def _order(cover: Cover) -> tuple[int, str]:
    return SOCIAL.index(cover.kind) if cover.kind in SOCIAL else len(SOCIAL), cover.kind


def load_insurances(shop: Workshop, registers: Registers) -> Insurances:
    """The registered insurances and the bases, in a fixed number of reads."""
    entries: dict[int, list[Entry]] = defaultdict(list)
    for worker, mine in registers.entries.items():
        if worker is not None:
            entries[worker] = sorted((e for e in mine if e.kind == "参保"), key=lambda entry: entry.valid_from)
    return Insurances(entries, list_dated_bases(shop.id), load_rates(shop.id))
