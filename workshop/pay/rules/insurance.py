"""Personal social insurance 社保个人 by base and rates, where nothing was imported (pay rules 7.1)."""

from workshop.kernel.money import round_half_up
from workshop.pay.rules.facts import Owed, ShopFacts, SocialRate, WorkerFacts
from workshop.pay.rules.sentences import yuan

SCALE = 10_000


def social_owed(worker: WorkerFacts, shop: ShopFacts) -> list[Owed]:
    """The personal share of each insurance, rounded once each; a first half month has none, the month's falls on the second.

    The employer's share stands in the name as evidence and is never deducted.
    """
    if not worker.social_base or shop.period.half == 1:
        return []
    owed = (_owed(rate, worker.social_base, shop) for rate in rates_of(worker, shop))
    return [one for one in owed if one.amount]


def rates_of(worker: WorkerFacts, shop: ShopFacts) -> list[SocialRate]:
    """The insurances the worker takes part in."""
    return [rate for rate in shop.social_rates if not worker.social_kinds or rate.name in worker.social_kinds]


def missing_rates(worker: WorkerFacts, shop: ShopFacts) -> list[str]:
    """Insurances for which there is a base and no rate: what is owed is not known. Empty where amounts were imported."""
    if not worker.social_base or shop.period.half == 1 or any(one.step == "social" for one in worker.owed):
        return []
    there = {rate.name for rate in shop.social_rates}
    return [name for name in worker.social_kinds if name not in there] or ([] if there else ["社会保险"])


def bounded(base: int, rate: SocialRate) -> int:
    """The base within the floor and the ceiling of the insurance."""
    above = base if rate.floor is None else max(base, rate.floor)
    return above if rate.ceiling is None else min(above, rate.ceiling)


def share(base: int, rate: int) -> int:
    """A share in fen, rounded once."""
    return round_half_up(base * rate, SCALE)


def rate_text(rate: int) -> str:
    """1/10000 as per cent with two decimals."""
    return f"{rate // 100}.{rate % 100:02d}%"


def _owed(rate: SocialRate, base: int, shop: ShopFacts) -> Owed:
    used = bounded(base, rate)
    why = "" if used == base else f"({'下限' if used > base else '上限'},申报 {yuan(base)} 元)"
    employer = f",单位另缴 {rate_text(rate.employer)} 为 {yuan(share(used, rate.employer))} 元" if rate.employer else ""
    name = f"{rate.name} {yuan(used)} 元{why} × {rate_text(rate.person)}{employer}"
    return Owed("social", name, shop.period.last, share(used, rate.person))
