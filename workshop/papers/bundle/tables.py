"""The tables of a bundle: everything recorded for one worker, as text that CSV and Excel both carry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from workshop.kernel.calendar import BANDS
from workshop.kernel.money import format_price, plain_yuan
from workshop.kernel.quantities import format_quantity
from workshop.kernel.shares import SPLITS
from workshop.pay.queries.history import list_agreed, list_recorded
from workshop.pay.queries.provenance import Provenance
from workshop.people.rules.words import HOURS_SYSTEMS


@dataclass(frozen=True)
class Table:
    """A table of text: what it is called, its headings, its rows."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


_WHO = (
    "录入人",
    "写入时间",
    "录入方式",
    "平板时间",
    "收到时间",
    "撤销的单号",
    "被哪条撤销",
    "撤销人",
    "撤销时间",
    "撤销原因",
    "原因",
    "单号",
)
OUTPUT = (
    "作业日期",
    "计薪日期",
    "工序编号",
    "工序",
    "单位",
    "合格",
    "次品",
    "非本人次品",
    "时段",
    "单价(元)",
    "单价起",
    "等级价",
    "次品扣款(元)",
)
TEAM = (
    "作业日期",
    "计薪日期",
    "工序编号",
    "工序",
    "单位",
    "全组数量",
    "分法",
    "时段",
    "单价(元)",
    "单价起",
    "全组金额(元)",
    "本人分钟",
    "本人系数",
    "分得(元)",
)
HOURS = ("作业日期", "计薪日期", "工作", "分钟", "时薪(元)", "时段")
ATTENDANCE = ("日期", "第几次记", "考勤", "上班", "下班", "加班分钟", "原因", "写入时间", "录入人", "导入文件")
RETURNS = (
    *(
        "外发单",
        "工序编号",
        "工序",
        "单位",
        "发料日",
        "交货日",
        "验收日",
        "计薪日期",
        "合格",
        "次品",
        "非本人次品",
        "返工",
    ),
    *("本人分得数量", "单价(元)", "写入时间", "录入人", "导入文件", "撤销的单号", "验收的单号", "原因", "单号"),
)
SUPPLIES = ("外发单", "领料日", "材料", "单位", "数量", "写入时间", "录入人", "导入文件", "撤销的单号", "原因")
OWED = ("日期", "类别", "金额(元)", "事由或协议", "同意人", "同意日期", "算进哪一期")
CONTRACTS = ("合同种类", "编号", "起", "止", "登记时间")
TERMS = ("从", "工时制度", "等级", "月薪(元)", "日薪(元)", "时薪(元)")


def build_tables(workshop_id: int, worker_id: int, first: date, last: date) -> list[Table]:
    """All tables of a worker's span, empty ones too: that there is nothing is an answer."""
    here = (workshop_id, worker_id)
    recorded = {kind: list_recorded(*here, kind, first, last) for kind in ("output", "team", "hours")}
    agreed = {
        what: list_agreed(*here, what, first, last)
        for what in ("attendance", "returns", "supplies", "owed", "contracts", "terms")
    }
    return [
        _table("产量记录", OUTPUT + _WHO, [_output(*one) for one in recorded["output"]]),
        _table("集体计件", TEAM + _WHO, [_team(*one) for one in recorded["team"]]),
        _table("计时记录", HOURS + _WHO, [_hours(*one) for one in recorded["hours"]]),
        _table("外发交货", RETURNS, [_return(row) for row in agreed["returns"]]),
        _table("外发领料", SUPPLIES, [_supply(row) for row in agreed["supplies"]]),
        _table("考勤", ATTENDANCE, [_attendance(row) for row in agreed["attendance"]]),
        _table("借支和扣款", OWED, [_owed(row) for row in agreed["owed"]]),
        _table("合同", CONTRACTS, [(*map(_text, row[:4]), _moment(row[4])) for row in agreed["contracts"]]),
        _table("工时制度和标准", TERMS, [_terms(row) for row in agreed["terms"]]),
    ]


def _table(name: str, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    return Table(name, headings, tuple(rows))


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _moment(value: Any) -> str:
    """A stored moment (UTC) in Shanghai time, to the second."""
    if value is None:
        return ""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return f"{moment + timedelta(hours=8):%Y-%m-%d %H:%M:%S}"


def _yuan(fen: int | None) -> str:
    return "" if fen is None else plain_yuan(fen)


def _price(price: int | None) -> str:
    return "" if price is None else format_price(price).replace(",", "")


def _quantity(quantity: int) -> str:
    return format_quantity(quantity).replace(",", "")


def _clock(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60}:{minutes % 60:02d}"


def _who(row: Sequence[Any], known: Provenance) -> tuple[str, ...]:
    """`row`: recorded_at, recorded_by, reverses, reason, id."""
    at, by, reverses, reason, key = row
    told, undone = known.told, known.undone
    tablet = (told.at, _moment(told.received_at)) if told else ("", "")
    back = (undone.id, undone.by, _moment(undone.at), undone.reason) if undone else ("", "", "", "")
    return (by, _moment(at), known.way, *tablet, _text(reverses), *back, reason, key)


def _output(row: Sequence[Any], known: Provenance) -> tuple[str, ...]:
    key, _, day, pay_on, code, name, unit, good, own, other, band, price, since, grade, charge, *who = row
    counts = (_quantity(good), _quantity(own), _quantity(other))
    prices = (_price(price), _text(since), grade, _price(charge))
    return (
        _text(day),
        _text(pay_on),
        code,
        name,
        unit,
        *counts,
        BANDS.get(band, "按日历"),
        *prices,
        *_who([*who, key], known),
    )


def _team(row: Sequence[Any], known: Provenance) -> tuple[str, ...]:
    key, _, day, pay_on, code, name, unit, quantity, split, band, price, since, amount, minutes, weight, share, *who = (
        row
    )
    first = (_text(day), _text(pay_on), code, name, unit, _quantity(quantity), SPLITS.get(split, split))
    prices = (BANDS.get(band, "按日历"), _price(price), _text(since), _yuan(amount))
    mine = (_text(minutes), "" if weight is None else f"{weight // 100}.{weight % 100:02d}", _yuan(share))
    return (*first, *prices, *mine, *_who([*who, key], known))


def _hours(row: Sequence[Any], known: Provenance) -> tuple[str, ...]:
    key, _, day, pay_on, activity, minutes, rate, band, *who = row
    shown = "本人时薪" if rate is None else _yuan(rate)
    first = (_text(day), _text(pay_on), activity, str(minutes), shown, BANDS.get(band, "按日历"))
    return (*first, *_who([*who, key], known))


def _attendance(row: Sequence[Any]) -> tuple[str, ...]:
    day, version, status, clock_in, clock_out, overtime, reason, at, by, file = row
    times = (_clock(clock_in), _clock(clock_out), _text(overtime))
    return (_text(day), str(version), status or "(撤回)", *times, reason, _moment(at), by, _text(file))


def _return(row: Sequence[Any]) -> tuple[str, ...]:
    first, counts, (share, price, at, by, *rest) = row[:8], row[8:12], row[12:]
    mine = ("" if share is None else _quantity(share), _price(price), _moment(at), by)
    return (*map(_text, first), *map(_quantity, counts), *mine, *map(_text, rest))


def _supply(row: Sequence[Any]) -> tuple[str, ...]:
    order_no, on, material, unit, quantity, at, *rest = row
    return (order_no, _text(on), material, unit, _quantity(quantity), _moment(at), *map(_text, rest))


def _owed(row: Sequence[Any]) -> tuple[str, ...]:
    day, kind, amount, note, by, agreed_on, period = row
    return (_text(day), kind, _yuan(amount), note, by, _text(agreed_on), _text(period) or "还没有")


def _terms(row: Sequence[Any]) -> tuple[str, ...]:
    since, system, grade, *rates = row
    return (_text(since), HOURS_SYSTEMS.get(system, system), grade, *map(_yuan, rates))
