"""What the rules read: frozen, complete, in the units of pay rules 1. Groups are sums made by SQL, never single entries.

Money is fen; prices, defect charges and material prices are 1/10000 yuan; quantities 1/1000 of the unit; time minutes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

from workshop.kernel.calendar import Calendar
from workshop.kernel.dated import Dated
from workshop.kernel.periods import Period

System = Literal["standard", "comprehensive", "flexible", "part_time", "contract"]
SYSTEMS: dict[str, str] = {
    "standard": "标准工时",
    "comprehensive": "综合计算工时",
    "flexible": "不定时",
    "part_time": "非全日制",
    "contract": "承揽",
}

PRESENT, HALF, REST, MAKE_UP, UNPUNCTUAL = "出勤", "半天", "休息", "补班", "迟到"
PERSONAL, SICK, ANNUAL, PUBLIC, ABSENT = "事假", "病假", "年假", "公假", "旷工"

Slabs = tuple[tuple[int, int], ...]  # (above in 1/1000 units, price), rising
Step = Literal["social", "tax", "court", "advance", "loss", "other"]


class Operation(NamedTuple):
    """How an operation 工序 is written on a slip."""

    code: str
    name: str
    unit: str


class PieceGroup(NamedTuple):
    """A worker's own output of one operation at one price fixed on its entries (2.3); `price` None: there was none (2.5).

    `band` is as written, empty: by the calendar. `on` is given wherever the day matters: the band is empty on a day that is
    not a plain working day, the operation has tiers, the work belongs to an earlier period (`late` 补录), the worker is
    part-time, or the written band is to be compared with the date. `slabs` are the tiers that hold for it (2.4), empty for a
    grade price; `before` is the good quantity of that day that earlier periods have paid.
    """

    operation: int | str
    price: int | None
    charge: int | None
    band: str
    on: date | None
    good: int
    defect_own: int = 0
    defect_other: int = 0
    price_from: date | None = None
    slabs: Slabs = ()
    before: int = 0
    late: bool = False


class TeamGroup(NamedTuple):
    """A worker's shares of team output 集体计件, in fen, split and stored when recorded (3.4); `band`, `on` as in PieceGroup."""

    operation: int | str
    price: int | None
    band: str
    on: date | None
    shares: int
    late: bool = False


class HourGroup(NamedTuple):
    """Minutes of one activity; `rate` is fen an hour, None: the worker's own. `band`, `on` as in PieceGroup."""

    activity: str
    rate: int | None
    band: str
    on: date | None
    minutes: int
    late: bool = False


class TakehomeGroup(NamedTuple):
    """Inspected returns 交货: good and `defect_other` together, at the price fixed on the order (5.5); `late`: 补录 in it."""

    operation: int | str
    price: int | None
    quantity: int
    price_from: date | None = None
    late: int = 0


class ClosedOrder(NamedTuple):
    """A material of a take-home order 外发单 closed in the period, over all its returns.

    Material in 1/1000 of its unit; `per_piece` in 1/10000 of that unit a piece; `allowance` in 1/10000 (0.03 is 300);
    `paid` are the inspected good pieces and defects of others; `most` is what the order says a contractor owes at most for
    all its materials together, None: the price of its paid pieces.
    """

    order_no: str
    closed_on: date
    issued: int
    returned: int
    pieces: int
    per_piece: int
    allowance: int
    material_price: int
    price: int
    paid: int
    material: str = "物料"
    most: int | None = None


class Allowance(NamedTuple):
    """An allowance item (6.1) that may concern the worker; `everyone`: it names nobody."""

    name: str
    kind: Literal["month", "day", "full_attendance", "service_year", "once"]
    amount: int
    counts: bool
    taxable: bool
    valid_from: date | None = None
    valid_to: date | None = None
    everyone: bool = False


class Owed(NamedTuple):
    """A sum to be taken from pay in its step of 7; `carried`: a balance 结转 of the run before (7.7).

    `agreed` false: a sum of 7.6 whose agreement nobody has put down.
    """

    step: Step
    name: str
    on: date
    amount: int
    carried: bool = False
    agreed: bool = True


class Offset(NamedTuple):
    """A sum of a locked slip put right (8.3): `taken_back` of what stands in the slip of `period`, `put` in its place, in fen."""

    period: str
    name: str
    taken_back: int
    put: int
    counts: bool
    taxable: bool
    reason: str


class MinimumWage(NamedTuple):
    """The county's minimum wage 最低工资: fen a month, fen an hour."""

    monthly: int
    hourly: int


class SocialRate(NamedTuple):
    """A county's rates of one insurance 险种 in 1/10000; the base lies between `floor` and `ceiling` fen, None: no such end."""

    name: str
    person: int
    employer: int = 0
    floor: int | None = None
    ceiling: int | None = None


class TaxTable(NamedTuple):
    """A tax table in force (7.2): brackets are (up to, per cent, quick deduction) in fen, the last without upper end.

    Wages: `free` fen a month. Labour service: `free` up to an income of `free_to`, `percent_off` per cent above.
    """

    brackets: tuple[tuple[int | None, int, int], ...]
    free: int
    free_to: int | None = None
    percent_off: int = 0


class TaxBefore(NamedTuple):
    """The tax year before this period: wages taxable and after 7.1, months other than this one, tax withheld (7.2)."""

    income: int = 0
    months: int = 0
    withheld: int = 0


NO_TAX_BEFORE = TaxBefore()


@dataclass(frozen=True)
class PaySettings:
    """What a workshop may set; the defaults are those of the pay rules.

    `guarantee` 保底 fen an attended due day (6.2); `floor` fen that 7.4 and 7.6 leave; `contract_as_wages` classes take-home
    pay as wages, for the `contract_reason` that the slip prints (7.2); `attendance_blocks` makes pay without attendance an
    error instead of a warning (8.2).
    """

    guarantee: int = 0
    floor: int = 0
    contract_as_wages: bool = False
    contract_reason: str = ""
    attendance_blocks: bool = False


@dataclass(frozen=True)
class ShopFacts:
    """What holds for everyone in a run. `minimums` are in order of their start; a tax table None: none is in force."""

    period: Period
    calendar: Calendar
    minimums: tuple[Dated[MinimumWage], ...]
    operations: Mapping[int | str, Operation]
    settings: PaySettings = PaySettings()
    social_rates: tuple[SocialRate, ...] = ()
    wage_table: TaxTable | None = None
    service_table: TaxTable | None = None


@dataclass(frozen=True)
class WorkerFacts:
    """One worker's period. `attendance` maps a day to its status; it reaches back for late work.

    `worked` are the days with piece, team or hourly entries that are not wholly reversed. `clocked` are minutes of the day
    of coming and going, wanted for part-time workers only. `minutes_before` are minutes worked on the days of the period's
    first week that lie before it. `labour_contract`: the contract is a 劳动合同. `social_kinds` empty: every insurance of the county.
    """

    worker: str
    system: System
    hire_date: date
    leave_date: date | None = None
    labour_contract: bool = True
    monthly: int | None = None
    daily: int | None = None
    hourly: int | None = None
    attendance: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))
    clocked: Mapping[date, tuple[int, int]] = field(default_factory=lambda: MappingProxyType({}))
    worked: frozenset[date] = frozenset()
    minutes_before: Mapping[date, int] = field(default_factory=lambda: MappingProxyType({}))
    pieces: tuple[PieceGroup, ...] = ()
    teams: tuple[TeamGroup, ...] = ()
    hours: tuple[HourGroup, ...] = ()
    takehome: tuple[TakehomeGroup, ...] = ()
    closed_orders: tuple[ClosedOrder, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    owed: tuple[Owed, ...] = ()
    offsets: tuple[Offset, ...] = ()
    social_base: int | None = None
    social_kinds: tuple[str, ...] = ()
    tax_before: TaxBefore = NO_TAX_BEFORE
    overtime_minutes: int = 0
    has_id: bool = True
    has_bank: bool = True

    @property
    def full_time(self) -> bool:
        """A full-time employee, to whom the monthly minimum applies (6.3)."""
        return self.system in ("standard", "comprehensive") or (self.system == "flexible" and self.labour_contract)

    def employed(self, on: date) -> bool:
        """Both the day of hiring and the last day of work are included (1.9)."""
        return self.hire_date <= on and (self.leave_date is None or on <= self.leave_date)
