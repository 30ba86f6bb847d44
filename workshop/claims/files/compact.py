"""Facts in the short form of examples: `"2022-01..2022-12 22天 3000元 居家 意外险15"`, categories with days, and the like."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from workshop.claims.rules.facts import ApprovalFacts, ContractFacts, MonthFacts, ReceivedFacts, Span
from workshop.claims.rules.kinds import EARLIEST, LATEST, PLAIN_NUMBER, to_thousandths
from workshop.claims.rules.months import parse_month
from workshop.claims.rules.wordlists import INSURANCES, MODES, PRODUCTIONS

_RANGE = re.compile(r"(\d{4}-\d\d)(?:\.\.(\d{4}-\d\d))?")
_DATES = re.compile(r"(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?")
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(天|元|小时|已发)")
_INSURED = re.compile(rf"({'|'.join(INSURANCES)})(\d+(?:\.\d+)?)?")


class BadExample(ValueError):
    """A short form that cannot be read; the message says what it should look like."""


def read_months(text: str) -> list[MonthFacts]:
    """`2022-01..2022-06 22天 3000元`: the same for every month of the range."""
    first, *words = text.split()
    match = _RANGE.fullmatch(first)
    start = parse_month(match[1]) if match else None
    end = parse_month(match[2]) if match and match[2] else start
    if start is None or end is None or end < start:
        raise BadExample(f"「{first}」不是月份,应写成 2022-01 或 2022-01..2022-12")
    values: dict[str, Any] = {"half_days": None, "pay_fen": None}
    for word in words:
        _month_word(word, values)
    return [MonthFacts(month=month, **values) for month in range(start, end + 1)]


def _month_word(word: str, values: dict[str, Any]) -> None:
    if number := _NUMBER.fullmatch(word):
        name, factor = {
            "天": ("half_days", 2),
            "元": ("pay_fen", 100),
            "小时": ("minutes", 60),
            "已发": ("paid_fen", 100),
        }[number[2]]
        values[name] = int(Decimal(number[1]) * factor)
    elif word == "未参保":
        values["insurance"] = values.get("insurance") or {}
    elif insured := _INSURED.fullmatch(word):
        values["insurance"] = {
            **(values.get("insurance") or {}),
            insured[1]: int(Decimal(insured[2]) * 100) if insured[2] else None,
        }
    elif word in MODES:
        values["mode"] = word
    elif word in PRODUCTIONS:
        values["production"] = word
    elif word.startswith("单位:"):
        values["employer"] = word.removeprefix("单位:")
    elif word.startswith("在:") and word.removeprefix("在:").isdigit():
        values["region"] = word.removeprefix("在:")
    elif word.replace(".", "").isdigit():
        raise BadExample(f"数字「{word}」后面要紧跟单位,中间不空格:{word}天、{word}元、{word}小时、{word}已发")
    else:
        raise BadExample(
            f"月份里看不懂「{word}」,可以写 22天、3000元、176小时、3000已发、用工方式、生产方式、险种(意外险15)、未参保、单位:名称、在:代码"
        )


def read_span(raw: object) -> Span:
    """`"脱贫户"`, `"边缘易致贫户 2022-10-01.."`, `"清理 2020-01-01..2020-06-30"`."""
    if not isinstance(raw, str) or not raw.strip():
        raise BadExample('应写成 "名称" 或 "名称 2022-10-01.."')
    name, *rest = raw.split()
    match = _DATES.fullmatch(rest[0]) if rest else None
    if rest and not match:
        raise BadExample(f"「{rest[0]}」不是日期范围,应写成 2022-10-01.. 或 2022-01-01..2022-12-31")
    return Span(name, _day(match[1]) if match else None, _day(match[2]) if match else None)


def read_contract(raw: object) -> ContractFacts:
    """`"劳动合同 2022-01-01..2022-12-31"`."""
    span = read_span(raw)
    return ContractFacts(span.name, span.first, span.last)


def read_received(raw: object) -> ReceivedFacts:
    """`"补贴名 2022-01-01..2022-12-31 2000元 6个月 就业补助资金 车间:名称"`."""
    if not isinstance(raw, str):
        raise BadExample('应写成 "补贴名 2022-01-01..2022-12-31 2000元"')
    name, dates, *rest = [*raw.split(), ""]
    match = _DATES.fullmatch(dates)
    if not match or not match[1] or not match[2]:
        raise BadExample('应写成 "补贴名 2022-01-01..2022-12-31 2000元"')
    values: dict[str, Any] = {}
    for word in filter(None, rest):
        if word.endswith("元"):
            if not PLAIN_NUMBER.fullmatch(word[:-1]):
                raise BadExample(f"「{word}」不是金额")
            values["fen"] = int(Decimal(word[:-1]) * 100)
        elif word.endswith("个月"):
            values["months"] = int(word[:-2])
        elif word.startswith("车间:"):
            values["workshop"] = word.removeprefix("车间:")
        else:
            values["fund"] = word
    return ReceivedFacts(name, _known(match[1]), _known(match[2]), **values)


def read_approval(raw: object) -> ApprovalFacts:
    """`"补贴名 2022-01-01..2022-12-31 批准:2023-02-01 首期:2023-02-08"`."""
    name, dates, *rest = [*str(raw).split(), ""]
    match = _DATES.fullmatch(dates)
    days = {word[:2]: _day(word[3:]) for word in rest if word[:3] in ("批准:", "首期:")}
    if not match or not match[1] or not match[2] or len(days) != len([word for word in rest if word]):
        raise BadExample('应写成 "补贴名 2022-01-01..2022-12-31 批准:2023-02-01 首期:2023-02-08"')
    times = (date.fromisoformat(match[1]), date.fromisoformat(match[2]))
    return ApprovalFacts(name, *times, days.get("批准"), days.get("首期"))


def read_thousandths(raw: object) -> int:
    """A number in thousandths."""
    value = to_thousandths(raw, 3)
    if value is None:
        raise BadExample("应是数字,最多三位小数")
    return value


def each(reader: Callable[[Any], Any]) -> Callable[[object], tuple[Any, ...]]:
    """A list of one thing; one alone is a list of one."""

    def read(raw: object) -> tuple[Any, ...]:
        return tuple(reader(item) for item in (raw if isinstance(raw, list) else [raw]))

    return read


def _known(text: str) -> date:
    day = _day(text)
    assert day is not None
    return day


def _day(text: str | None) -> date | None:
    if not text:
        return None
    day = date.fromisoformat(text)
    if not EARLIEST <= day <= LATEST:
        raise BadExample(f"「{text}」应在 {EARLIEST} 至 {LATEST} 之间")
    return day
