"""Sums of people that hang together: one a household, so much a household, so many people a workshop."""

from collections.abc import Sequence
from dataclasses import replace

from workshop.claims.rules.amounts.base import HOUSEHOLD
from workshop.claims.rules.ledger import PersonView
from workshop.claims.rules.look import Look
from workshop.claims.rules.programme import Benefit
from workshop.claims.rules.results import NOTHING, Amount


def groups_households(benefit: Benefit) -> bool:
    """Whether a household gets one sum, or has a cap."""
    return benefit.amount.scope == HOUSEHOLD or any(cap.per == "户" for cap in benefit.caps)


def by_household(
    benefit: Benefit, people: Sequence[PersonView], dues: list[Amount], look: Look
) -> tuple[list[str], tuple[int, int]]:
    """One sum a household, and the caps per household; the rest of the household's people get 0 with the reason.

    Returns the sentences of what was cut, and by how much the whole is surer than its people one by one (`_share`).
    """
    homes: dict[str, list[int]] = {}
    for index, person in enumerate(people):
        if dues[index].high != 0 and person.facts.household:
            homes.setdefault(person.facts.household, []).append(index)
    heads = 1 if benefit.amount.scope == HOUSEHOLD else None
    yuan = None
    for cap in benefit.caps:
        if cap.per == "户":
            heads = cap.people.at(look, look.asked.last).value if cap.people else heads
            yuan = cap.yuan.at(look, look.asked.last).value if cap.yuan else yuan
    cuts: list[str] = []
    narrower = (0, 0)
    for home, indexes in homes.items():
        indexes.sort(key=lambda i: (-dues[i].low, -(dues[i].high or 10**12), people[i].facts.id))
        before = [dues[i] for i in indexes]
        kept = indexes if heads is None else indexes[:heads]
        for index in indexes[len(kept) :]:
            dues[index] = replace(NOTHING, sentence=f"同户({home})已按 {heads} 人计")
        if yuan is not None:
            more, less = _share(dues, kept, yuan)
            narrower = (narrower[0] + more, narrower[1] + less)
        changed = [i for i, was in zip(indexes, before, strict=True) if dues[i] != was]
        cuts += [f"{people[i].facts.name}:户 {home} 达到每户上限" for i in changed]
    return cuts, narrower


def _share(dues: list[Amount], indexes: list[int], fen: int) -> tuple[int, int]:
    """Cuts a household's sums to its cap.

    Of people whose sums are open each gets at least what the others leave at most, and at most what they leave at
    least; the household as a whole is surer than that. Returns by how much (fen): more at least, less at most.
    """
    low = min(fen, sum(dues[i].low for i in indexes))
    high = min(fen, sum(fen if (most := dues[i].high) is None else most for i in indexes))
    left_low = left_high = fen
    lows, highs = 0, 0
    for index in indexes:
        due = dues[index]
        most = left_high if due.high is None else min(due.high, left_high)
        least = min(due.low, left_low)
        dues[index] = replace(due, low=least, high=most)
        left_low, left_high = max(0, left_low - most), left_high - least
        lows, highs = lows + least, highs + most
    return low - lows, highs - high


def most_people(benefit: Benefit, people: Sequence[PersonView], dues: list[Amount], look: Look) -> list[str]:
    """The cap on people per workshop: the highest sums stay. Changes `dues`; returns the sentence of the cut."""
    caps = [c.people.at(look, look.asked.last).value for c in benefit.caps if c.per == "车间" and c.people]
    known = [most for most in caps if most is not None]
    paid = sorted((i for i, d in enumerate(dues) if d.high != 0), key=lambda i: (-dues[i].low, people[i].facts.id))
    if not known or len(paid) <= min(known):
        return []
    for index in paid[min(known) :]:
        dues[index] = replace(NOTHING, sentence=f"每个车间最多 {min(known)} 人")
    return [f"每个车间最多 {min(known)} 人,{len(paid) - min(known)} 人不算"]
