"""The month's report of a workshop to its county 运行情况月报 (policy: reports): a table to read on paper, a row to join in Excel.

The county puts the rows of its workshops under each other: so the workbook has one row with a column for every item, numbers as
numbers. What the house does not know is left to a hand: the value of output, and what is difficult.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workshop.kernel.money import round_half_up
from workshop.papers.columns import Column, Kind, Value
from workshop.papers.listing import ListPaper, ListRow, PaperHead, chinese_day, sum_rows

TITLE = "就业帮扶车间运行情况月报表"
OVER_AGE = 60


@dataclass(frozen=True)
class MonthlyFacts:
    """A workshop's month: people on its last day, pay in fen of everybody who earned in it; `received_fen` so far."""

    village: str
    recognition: str
    shop_kind: str
    products: str
    state: str
    workers: int
    out_of_poverty: int
    monitored: int
    relocated: int
    disabled: int
    women: int
    over_age: int
    joined: int
    left: int
    in_shop: int
    at_home: int
    by_hour: int
    paid: int
    pay_fen: int
    highest_fen: int | None
    lowest_fen: int | None
    social: int
    accident: int
    orders: int
    received_fen: int
    as_of: date

    @property
    def mean_fen(self) -> int | None:
        """Pay a head, rounded once."""
        return round_half_up(self.pay_fen, self.paid) if self.paid else None


@dataclass(frozen=True)
class Item:
    """One figure or word of the report; `group` is the heading over it, `told` how it was found."""

    key: str
    title: str
    kind: Kind
    value: Value
    unit: str = ""
    group: str = ""
    told: str = ""


_OF_WORKERS, _CHANGES, _WAYS, _PAY, _COVER = "其中", "本月变动", "用工方式", "工资", "参保"
_BY_HAND = "由单位填写"
PRINT_COLUMNS = (
    Column("ordinal", "序号", "count"),
    Column("group", "类别", least=8, most=12),
    Column("item", "项目", least=14, most=20),
    Column("value", "本月", "code"),
    Column("unit", "单位", "mark"),
    Column("told", "说明", least=24, most=60),
)


def build_monthly_report(head: PaperHead, facts: MonthlyFacts) -> ListPaper:
    """The report, with the county's row as its workbook."""
    items = [*_of_shop(head, facts), *_of_people(facts), *_of_money(facts)]
    rows = tuple(ListRow(_line(ordinal, item)) for ordinal, item in enumerate(items, 1))
    return _paper(head, facts, PRINT_COLUMNS, rows, landscape=False, sheet=_sheet(head, facts, items))


def _sheet(head: PaperHead, facts: MonthlyFacts, items: Sequence[Item]) -> ListPaper:
    columns = tuple(Column(item.key, item.title, item.kind, item.group, least=6, most=16) for item in items)
    return _paper(head, facts, columns, (ListRow(tuple(item.value for item in items)),), landscape=True, sheet=None)


def _paper(
    head: PaperHead,
    facts: MonthlyFacts,
    columns: tuple[Column, ...],
    rows: tuple[ListRow, ...],
    landscape: bool,
    sheet: ListPaper | None,
) -> ListPaper:
    ways = f"{facts.in_shop} + {facts.at_home} + {facts.by_hour}"
    return ListPaper(
        kind="monthly-report",
        title=f"{head.period.chinese}{TITLE}",
        head=head,
        fields=(f"填报单位(盖章):{head.unit}", f"统计到:{chinese_day(facts.as_of)}"),
        columns=columns,
        rows=rows,
        totals=sum_rows(columns, rows),
        checks=(f"核对:用工总数 {facts.workers} = 厂内 + 居家 + 钟点 = {ways};人均月工资=月工资总额÷发放人数",),
        notes=("脱贫不稳定户既计入脱贫人口,也计入监测对象。工资为应发数;没有登记的项目留空,由单位填写。",),
        signatures=("填报人", "负责人", f"联系电话:{head.phone}"),
        landscape=landscape,
        largest_px=12.0,
        row_mm=6.2,
        sheet=sheet,
    )


def _of_shop(head: PaperHead, facts: MonthlyFacts) -> Iterator[Item]:
    for key, title, value in (
        ("unit", "车间名称", head.unit),
        ("village", "所在乡镇村", facts.village),
        ("recognition", "认定文号/时间", facts.recognition),
        ("kind", "类型", facts.shop_kind),
        ("products", "行业产品", facts.products),
        ("state", "状态", facts.state),
    ):
        yield Item(key, title, "text", value, group="车间")


def _of_people(facts: MonthlyFacts) -> Iterator[Item]:
    yield _people("workers", "用工总数", facts.workers, "", "月末在职")
    yield _people("poverty", "脱贫人口", facts.out_of_poverty, _OF_WORKERS, "脱贫户、脱贫不稳定户")
    yield _people("monitored", "监测对象", facts.monitored, _OF_WORKERS, "脱贫不稳定户、边缘易致贫户、突发严重困难户")
    yield _people("relocated", "易地搬迁", facts.relocated, _OF_WORKERS)
    yield _people("disabled", "残疾人", facts.disabled, _OF_WORKERS)
    yield _people("women", "女工", facts.women, _OF_WORKERS)
    yield _people("over_age", "超龄", facts.over_age, _OF_WORKERS, f"满 {OVER_AGE} 周岁")
    yield _people("joined", "新增", facts.joined, _CHANGES, "本月到岗")
    yield _people("left", "流失", facts.left, _CHANGES, "本月离职")
    yield _people("in_shop", "厂内", facts.in_shop, _WAYS)
    yield _people("at_home", "居家", facts.at_home, _WAYS)
    yield _people("by_hour", "钟点", facts.by_hour, _WAYS)


def _people(key: str, title: str, count: int, group: str, told: str = "") -> Item:
    return Item(key, title, "count", count, "人", group or "人员", told)


def _of_money(facts: MonthlyFacts) -> Iterator[Item]:
    yield Item("paid", "发放人数", "count", facts.paid, "人", _PAY, "本月有工资的人")
    yield Item("pay", "月工资总额", "yuan", facts.pay_fen, "元", _PAY, "应发合计,含外发加工费")
    yield Item("mean", "人均月工资", "yuan", facts.mean_fen, "元", _PAY)
    yield Item("highest", "最高", "yuan", facts.highest_fen, "元", _PAY)
    yield Item("lowest", "最低", "yuan", facts.lowest_fen, "元", _PAY)
    yield _people("social", "社保", facts.social, _COVER, "参加任何一种社会保险")
    yield _people("accident", "意外险", facts.accident, _COVER)
    yield Item("orders", "在手客户订单", "count", facts.orders, "份", "经营")
    yield Item("output", "产值", "yuan", None, "元", "经营", _BY_HAND)
    yield Item("difficulties", "存在困难", "text", "", "", "经营", _BY_HAND)
    yield Item("received", "申领补贴累计", "yuan", facts.received_fen, "元", "补贴", "已到账减去已退回")


def _line(ordinal: int, item: Item) -> tuple[Value, ...]:
    shown = Column(item.key, item.title, item.kind).show(item.value)
    return (ordinal, item.group, item.title, shown, item.unit, item.told)
