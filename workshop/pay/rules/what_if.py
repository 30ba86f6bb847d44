"""What a change would do to a period's pay: a price, a minimum wage, a guarantee put in the place of the one that held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from workshop.kernel.dated import Dated, in_order
from workshop.kernel.shares import Member
from workshop.pay.rules.facts import MinimumWage, PieceGroup, ShopFacts, TakehomeGroup, TeamGroup, WorkerFacts
from workshop.pay.rules.results import Slip
from workshop.pay.rules.teams import team_shares

KINDS: dict[str, str] = {"price": "单价", "minimum": "最低工资", "guarantee": "保底"}


@dataclass(frozen=True)
class PriceChange:
    """Another price from a day on: of the price without grade, or of one grade (2.2); 1/10000 yuan."""

    operation_id: int
    rate: int
    valid_from: date
    grade: str = ""

    def concerns(self, on: date, grade: str, price_from: date | None) -> bool:
        """Whether an entry would have taken it: a later row that already holds stays above it (2.1)."""
        return on >= self.valid_from and grade == self.grade and (price_from is None or price_from <= self.valid_from)


@dataclass(frozen=True)
class MinimumChange:
    """Another minimum wage from a day on, fen."""

    valid_from: date
    monthly: int
    hourly: int


@dataclass(frozen=True)
class GuaranteeChange:
    """Another guarantee 保底, fen an attended due day; 0 ends it (6.2)."""

    amount: int


class PricedWork(NamedTuple):
    """Own output of the operation by day and grade, as the facts have it but with the grade of its price."""

    grade: str
    group: PieceGroup


class TeamWork(NamedTuple):
    """A team's entry of the operation with its members; quantity 1/1000, price 1/10000 yuan."""

    on: date
    quantity: int
    price: int | None
    price_from: date | None
    band: str
    split: str
    members: tuple[Member, ...]
    late: bool


class HomeWork(NamedTuple):
    """Inspected returns of one order; `issued_on` fixes its price (5.5)."""

    issued_on: date
    price_from: date | None
    group: TakehomeGroup


@dataclass(frozen=True)
class OperationWork:
    """All work of one operation in a period, day by day, by worker number; teams once."""

    pieces: Mapping[str, Sequence[PricedWork]]
    teams: Sequence[TeamWork]
    takehome: Mapping[str, Sequence[HomeWork]]


class Sums(NamedTuple):
    """What is compared, fen."""

    gross: int
    topup: int
    net: int


class Effect(NamedTuple):
    """One worker before and after."""

    worker_id: int
    worker_no: str
    name: str
    before: Sums
    after: Sums

    @property
    def change(self) -> int:
        """What he would get more, fen; negative: less."""
        return self.after.net - self.before.net

    @property
    def touched(self) -> bool:
        """Whether anything would be otherwise."""
        return self.before != self.after


def sums_of(slip: Slip) -> Sums:
    """The sums of a slip that are compared."""
    return Sums(slip.gross, slip.topup, slip.net)


def change_shop(shop: ShopFacts, change: PriceChange | MinimumChange | GuaranteeChange) -> ShopFacts:
    """The workshop's facts with the figure replaced; a price is no figure of the workshop."""
    if isinstance(change, GuaranteeChange):
        return replace(shop, settings=replace(shop.settings, guarantee=change.amount))
    if isinstance(change, MinimumChange):
        kept = [dated for dated in shop.minimums if dated.valid_from < change.valid_from]
        wage = MinimumWage(change.monthly, change.hourly)
        return replace(shop, minimums=in_order([*kept, Dated(change.valid_from, wage, "假如")]))
    return shop


def change_price(worker: WorkerFacts, work: OperationWork, change: PriceChange) -> WorkerFacts:
    """The worker's facts with all work of the operation at the price it would have had."""
    number, operation = worker.worker, change.operation_id
    pieces = [group for group in worker.pieces if group.operation != operation]
    pieces += [_repriced(one, change) for one in work.pieces.get(number, ())]
    teams = [group for group in worker.teams if group.operation != operation]
    teams += [group for one in work.teams if (group := _team_group(one, number, change))]
    takehome = [group for group in worker.takehome if group.operation != operation]
    takehome += [_home_group(one, change) for one in work.takehome.get(number, ())]
    return replace(worker, pieces=tuple(pieces), teams=tuple(teams), takehome=tuple(takehome))


def _repriced(one: PricedWork, change: PriceChange) -> PieceGroup:
    group = one.group
    if group.on is None or not change.concerns(group.on, one.grade, group.price_from):
        return group
    return group._replace(price=change.rate, price_from=change.valid_from)


def _team_group(one: TeamWork, number: str, change: PriceChange) -> TeamGroup | None:
    """A member's share, split anew (3.4); None for who is not of the team."""
    if all(member.worker_no != number for member in one.members):
        return None
    price = change.rate if change.concerns(one.on, "", one.price_from) else one.price
    shares = team_shares(one.quantity, price, one.split, list(one.members)) if price is not None else {}
    return TeamGroup(change.operation_id, price, one.band, one.on, shares.get(number, 0), one.late)


def _home_group(one: HomeWork, change: PriceChange) -> TakehomeGroup:
    """A price written on the order itself stays."""
    if one.price_from is None or not change.concerns(one.issued_on, "", one.price_from):
        return one.group
    return one.group._replace(price=change.rate, price_from=change.valid_from)
