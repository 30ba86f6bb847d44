"""What the checks are told, frozen. Money in fen, quantities in 1/1000, times in minutes of the day, days of recording as ordinals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from workshop.claims.rules.inspecting.claim_facts import ClaimedFacts, ClaimFacts, TallyFacts
from workshop.kernel.calendar import Calendar

WorkKey = tuple[int, int]  # worker, month (year × 12 + month − 1)


class Day(NamedTuple):
    """A worker's day as the books have it. `status` empty: no attendance; `came` and `went` None: no times written.

    `marked` and `noted`: the civil day (ordinal) on which attendance and pieces were put down, None where there are none or they
    came out of a file. `seconds`: standard time of his own pieces, None where an operation has none; `fen` their price and
    `pieces` their number.
    `hours` minutes paid by the hour; `team`: he had a share in team output.
    """

    day: int
    status: str = ""
    came: int | None = None
    went: int | None = None
    marked: int | None = None
    noted: int | None = None
    seconds: int | None = 0
    fen: int = 0
    pieces: int = 0
    hours: int = 0
    team: bool = False

    @property
    def minutes(self) -> int | None:
        """From clock-in to clock-out, over midnight too; None without both."""
        if self.came is None or self.went is None:
            return None
        return self.went - self.came + (1440 if self.went < self.came else 0)

    @property
    def worked(self) -> bool:
        """Whether anything was made or done that is paid by the piece or the hour."""
        return self.pieces > 0 or self.hours > 0 or self.team


class CardFacts(NamedTuple):
    """A bank account: the card as a key that is equal when the card is, its last digits, whose name is on it."""

    key: str
    tail: str
    holder: str
    since: date


class CategoryFacts(NamedTuple):
    """An entry of a category; `holds` false is its end."""

    name: str
    since: date
    holds: bool
    source: str
    checked_on: date | None


class ContractFacts(NamedTuple):
    """A contract; without `last` it is open-ended."""

    kind: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class WorkerFacts:
    """A worker of the workshop. `person`: a key equal for the same identity number, empty where there is none; `old`: one equal for the
    same number in its fifteen digits (an eighteen-digit number has them as well: century and check character left out).

    `timed`: some of his pay is by month, day or hour. `statuses`: 身份 put down for him, with the days they hold.
    """

    id: int
    number: str
    name: str
    sex: str = ""
    born: date | None = None
    person: str = ""
    phone: str = ""
    address: str = ""
    household: str = ""
    post: str = ""
    hired: date = date(2000, 1, 1)
    left: date | None = None
    hours_system: str = "standard"
    timed: bool = False
    trainee: bool = False
    old: str = ""
    cards: tuple[CardFacts, ...] = ()
    categories: tuple[CategoryFacts, ...] = ()
    contracts: tuple[ContractFacts, ...] = ()
    statuses: tuple[tuple[str, date | None, date | None], ...] = ()
    insured: tuple[tuple[str, date | None, date | None], ...] = ()

    def employed(self, on: date) -> bool:
        """Hired and not yet left."""
        return self.hired <= on and (self.left is None or on <= self.left)


@dataclass(frozen=True, slots=True)
class PayFacts:
    """A worker's pay of a month (the halves of a part-time worker together) in runs that are locked, in fen.

    `work` is what was earned by pieces, teams, hours, days, salary in it (not allowances, not 补录); `halves` the half days that the
    slip counted, None where it counts none; `taken_home` earned at home. `unpaid` net that no payment proves, `cash` net handed over
    in cash, `paid` proven; `names` of the accounts that were paid. `paid_on` the last day on which money went out; `topup` up to
    the minimum wage; `lost` deducted for losses. `late`: paid at leaving, or for months before.
    """

    worker: int
    month: int
    gross: int
    net: int
    work: int = 0
    taken_home: int = 0
    halves: int | None = None
    topup: int = 0
    lost: int = 0
    late: bool = False
    unpaid: int = 0
    cash: int = 0
    paid: int = 0
    names: tuple[str, ...] = ()
    paid_on: date | None = None


@dataclass(frozen=True, slots=True)
class MonthRun:
    """A month whose runs are locked: the day of the lock and the sums of its parts."""

    month: int
    locked_on: date
    people: int
    gross: int
    net: int
    ledger_people: int
    ledger_net: int


@dataclass(frozen=True, slots=True)
class ReturnFacts:
    """A delivery: what came back (1/1000 pieces), and whether it is inspected. `at` minutes since midnight (UTC) of the recording,
    None for a file.
    """

    on: date
    pieces: int
    inspected: bool = True
    at: int | None = None


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """An order taken home. `quantity` due and `able` (what its material allows, loss aside) in 1/1000 pieces, None: not known.

    `material`: material was put down for it; `seconds` of standard time a piece; `members` of the household who work on it, himself too.
    """

    id: int
    number: str
    worker: int
    operation: int
    name: str
    issued_on: date
    quantity: int | None = None
    able: int | None = None
    material: bool = True
    seconds: int | None = None
    members: int = 1
    returns: tuple[ReturnFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceFacts:
    """A price row with what held before it for the same operation, grade and day (None: nothing); `used` months that have output of it."""

    operation: int
    name: str
    grade: str
    since: date
    rate: int
    before: int | None
    recorded_on: date
    used: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ElsewhereFacts:
    """The same identity number in another workshop of the database: its name and the days he was there."""

    worker: int
    workshop: str
    days: frozenset[date]


@dataclass(frozen=True)
class InspectionFacts:
    """A workshop as the checks see it on the day `on`. `events`: days on which somebody counts heads, with what they are called.

    `states`: 认定状态 (`wordlists.STATES`) with first and last day. Without `claim` the checks of claims have nothing to say.
    """

    name: str
    on: date
    workers: Mapping[int, WorkerFacts]
    calendar: Calendar
    work: Mapping[WorkKey, tuple[Day, ...]] = field(default_factory=dict)
    pay: Mapping[WorkKey, PayFacts] = field(default_factory=dict)
    runs: Mapping[int, MonthRun] = field(default_factory=dict)
    absent: frozenset[WorkKey] = frozenset()  # left out of a run, with a reason
    orders: tuple[OrderFacts, ...] = ()
    prices: tuple[PriceFacts, ...] = ()
    elsewhere: tuple[ElsewhereFacts, ...] = ()
    claimed: tuple[ClaimedFacts, ...] = ()
    tallies: tuple[TallyFacts, ...] = ()
    states: tuple[tuple[str, date | None, date | None], ...] = ()
    events: tuple[tuple[date, str], ...] = ()
    head: str = ""
    phone: str = ""
    claim: ClaimFacts | None = None

    def who(self, worker: int) -> str:
        """`00012 王桂香`."""
        person = self.workers[worker]
        return f"{person.number} {person.name}"
