"""Team pay 集体计件: a worker's shares as pay lines (pay rules 3.4); the sharing itself is `kernel.shares`."""

from workshop.kernel.money import round_half_up
from workshop.kernel.shares import Member, split_team
from workshop.pay.rules.bands import BAND_ORDER, TWICE_MULTIPLIER, resolve_band
from workshop.pay.rules.facts import ShopFacts, WorkerFacts
from workshop.pay.rules.piece import QUANTITY_TIMES_PRICE
from workshop.pay.rules.results import PayLine
from workshop.pay.rules.sentences import price_text, times_text, yuan


def team_amount(quantity: int, price: int) -> int:
    """The team's amount before any multiplier, rounded to the fen once."""
    return round_half_up(quantity * price, QUANTITY_TIMES_PRICE)


def team_shares(quantity: int, price: int, split: str, members: list[Member]) -> dict[str, int]:
    """Fen by worker number; together they are `team_amount`. Raises BadSplit."""
    return split_team(team_amount(quantity, price), split, members)


def team_lines(worker: WorkerFacts, shop: ShopFacts) -> list[PayLine]:
    """One line per (operation, price, band): round(Σ shares × the worker's own multiplier)."""
    twice = TWICE_MULTIPLIER[worker.system]
    sums: dict[tuple[int | str, int, str], list[int]] = {}
    for group in worker.teams:
        if group.price is not None:
            band = resolve_band(group.band, group.on, worker.attendance, shop.calendar)
            total = sums.setdefault((group.operation, group.price, band), [0, 0])
            total[0] += group.shares
            total[1] += group.shares if group.late else 0
    order = sorted(sums, key=lambda key: (shop.operations[key[0]].code, BAND_ORDER[key[2]], key[1]))
    return [_team_line(key, sums[key], twice[key[2]], shop) for key in order if sums[key][0]]


def _team_line(key: tuple[int | str, int, str], total: list[int], twice: int, shop: ShopFacts) -> PayLine:
    (subject, price, band), (shares, late) = key, total
    amount = round_half_up(shares * twice, 2)
    sentence = (
        f"集体计件{shop.operations[subject].name}(单价 {price_text(price)} 元)分得 {yuan(shares)} 元"
        f"{times_text(twice, band)} = {yuan(amount)} 元" + (f"(含补录 {yuan(late)} 元)" if late else "")
    )
    return PayLine("team", "3.4", subject, shares, price, band, twice, amount, band == "normal", sentence, late)
