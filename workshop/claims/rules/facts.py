"""What the rules of claims are told: people, workshops and the county's standards, frozen, with the unknown as None.

Money in fen, attendance in half days, hours in minutes, areas and free figures in thousandths of their unit. A field
that is None, a month outside the books, a question nobody answered: unknown, never zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from workshop.kernel.dated import Dated


@dataclass(frozen=True, slots=True)
class Span:
    """A name that holds from a day to a day, both included; None: since ever, until further notice."""

    name: str
    first: date | None = None
    last: date | None = None
    source: str = ""

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """One person, one calendar month, one employer."""

    month: int  # year × 12 + month − 1
    half_days: int | None = None  # attended, 2 is a day
    minutes: int | None = None
    pay_fen: int | None = None  # 应发, all kinds of pay together
    paid_fen: int | None = None  # what was paid out with proof
    insurance: Mapping[str, int | None] | None = None  # kind -> fen the employer paid (None: paid, sum unknown)
    mode: str | None = None  # 用工方式, one of MODES
    production: str | None = None  # 生产方式, one of PRODUCTIONS
    employer: str = ""  # "": the workshop that is asked about
    region: str | None = None  # where the work was; None: where the workshop is


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """A contract or agreement; without `last` it is open-ended. `first` None: not known."""

    kind: str
    first: date | None
    last: date | None = None
    employer: str = ""


@dataclass(frozen=True, slots=True)
class TrainingFacts:
    """A training 培训 or 以工代训 of a person; as a trainee, or as the mentor 师傅 of others."""

    kind: str
    first: date
    last: date
    half_days: int | None = None
    minutes: int | None = None
    certificate: bool | None = None
    mentor: bool = False
    trainees: int = 0


@dataclass(frozen=True, slots=True)
class ReceivedFacts:
    """Money of a scheme that a person or a workshop got, or that stands in a claim not yet refused.

    `scheme` is `programme/benefit` of our own files or the free name of another scheme.
    """

    scheme: str
    first: date  # service it was paid for
    last: date
    fen: int = 0
    months: int = 0
    fund: str = ""
    workshop: str = ""  # "": this one


@dataclass(frozen=True, slots=True)
class ApprovalFacts:
    """A claim of a benefit on its way: when it was approved 批准 and when its first instalment 首期 was paid, None: not yet.

    `scheme` is `programme/benefit`, `first` to `last` the service claimed. Money of it that stands in `received` as well would
    shut out the parts still to come: a claim is in `received` once it is paid whole.
    """

    scheme: str
    first: date
    last: date
    approved: date | None = None
    first_paid: date | None = None


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """A figure that somebody entered, in thousandths of its unit; for a time where it has one (a year's turnover)."""

    value: int
    first: date | None = None
    last: date | None = None
    source: str = ""


Figures = Mapping[str, tuple[FigureFacts, ...]]


@dataclass(frozen=True)
class PersonFacts:
    """A worker. `categories`, `contracts`, `trainings`, `received` None: nobody has looked; (): looked, there is none."""

    id: int
    name: str
    sex: str = ""  # 男, 女, "" unknown
    born: date | None = None
    hired: date | None = None
    left: date | None = None  # last day of work
    household: str = ""
    registered: str | None = None  # 户籍: administrative code of 2 to 12 digits
    rural: bool | None = None  # 农村户口
    categories: tuple[Span, ...] | None = None
    statuses: Mapping[str, tuple[Span, ...]] = field(
        default_factory=dict
    )  # 身份; a name that is absent is unknown, () means checked: none
    disability: tuple[str, int] | None = None  # kind and level 1..4
    graduated: date | None = None
    contracts: tuple[ContractFacts, ...] | None = None
    trainings: tuple[TrainingFacts, ...] | None = None
    received: tuple[ReceivedFacts, ...] | None = None
    months: tuple[MonthFacts, ...] = ()
    elsewhere_known: bool = False  # months with other employers are complete in `months`
    answers: Mapping[str, bool] = field(default_factory=dict)  # 确认: question -> yes or no
    figures: Figures = field(default_factory=dict)
    household_figures: Figures = field(default_factory=dict)
    documents: Mapping[str, bool] = field(default_factory=dict)  # 材料: kind -> on hand or not; absent: unknown


@dataclass(frozen=True, slots=True)
class WorkshopMonth:
    """A month of the workshop: working days by its calendar; `running` None: to be told from the months of its people."""

    month: int
    workdays: int | None = None
    running: bool | None = None


@dataclass(frozen=True, slots=True)
class CostFacts:
    """A cost 费用 the workshop bore for a month, with its voucher."""

    kind: str
    month: int
    fen: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """Machines 设备 of one kind."""

    kind: str
    count: int
    bought_on: date | None = None
    fen: int | None = None


@dataclass(frozen=True)
class WorkshopFacts:
    """A workshop. Its books say everything about its own people's months between `books_from` and `books_to`."""

    id: int
    name: str = ""
    region: str = ""  # administrative code, 6 to 12 digits
    kind: str | None = None  # 车间类型
    entity: str | None = None  # 主体类型
    founded: date | None = None  # registered
    started: date | None = None  # production began
    area: int | None = None  # 1/1000 ㎡
    posts: int | None = None
    seasonal: bool | None = None
    licences: frozenset[str] | None = None
    sites: frozenset[str] | None = None  # 所在地
    titles: tuple[Span, ...] | None = None  # 称号
    states: tuple[Span, ...] | None = None  # 认定状态
    grades: Mapping[int, str] = field(default_factory=dict)  # 年度等级 by year
    costs: tuple[CostFacts, ...] | None = None
    machines: tuple[MachineFacts, ...] | None = None
    received: tuple[ReceivedFacts, ...] | None = None
    approvals: tuple[ApprovalFacts, ...] = ()  # of the workshop's own claims
    months: tuple[WorkshopMonth, ...] = ()
    books_from: date | None = None
    books_to: date | None = None
    staff_complete: bool = True  # everybody who works here is among the people given
    answers: Mapping[str, bool] = field(default_factory=dict)
    figures: Figures = field(default_factory=dict)
    documents: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class CountyFacts:
    """Dated standards 标准 (fen) by name, and what a county chose, by programme id and setting name.

    Settings come as written in a programme file (`2000`, `"20%"`), dated.
    """

    standards: Mapping[str, tuple[Dated[int], ...]] = field(default_factory=dict)
    settings: Mapping[tuple[str, str], tuple[Dated[object], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """The service that is asked about, first to last day, and the day of the claim 申领日."""

    first: date
    last: date
    on: date
