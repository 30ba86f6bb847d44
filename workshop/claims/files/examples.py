"""Worked examples in a programme file: short tables become the same facts the house is asked with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from workshop.claims.files.compact import (
    BadExample,
    each,
    read_approval,
    read_contract,
    read_months,
    read_received,
    read_span,
    read_thousandths,
)
from workshop.claims.rules.facts import (
    Asked,
    CostFacts,
    CountyFacts,
    FigureFacts,
    MachineFacts,
    PersonFacts,
    TrainingFacts,
    WorkshopFacts,
)
from workshop.claims.rules.kinds import EARLIEST, LATEST, unknown_word
from workshop.claims.rules.months import first_day, last_day, month_of, parse_month
from workshop.kernel.dated import Dated

Reader = Callable[[Any], Any]


@dataclass
class Example:
    """One example: what is asked, of whom, and what must come out (as written)."""

    name: str
    asked: Asked
    shop: WorkshopFacts
    people: list[PersonFacts]
    county: CountyFacts
    expect: list[dict[str, Any]] = field(default_factory=list)
    recognition: dict[str, str] = field(default_factory=dict)
    gap: bool = False


def _plain(kind: type) -> Reader:
    def read(raw: object) -> object:
        if type(raw) is not kind or (isinstance(raw, date) and not EARLIEST <= raw <= LATEST):
            raise BadExample(
                f"应是{ {str: '文字(加引号)', int: '整数', bool: 'true 或 false', date: '日期(不加引号)', dict: '表'}[kind] }"
            )
        return raw

    return read


def _whole(raw: object) -> int:
    number: int = _plain(int)(raw)
    if not 0 <= number < 10**9:
        raise BadExample("应是整数,0 以上")
    return number


def _texts(raw: object) -> list[str]:
    return [_plain(str)(one) for one in (raw if isinstance(raw, list) else [raw])]


def _figures(raw: object) -> dict[str, tuple[FigureFacts, ...]]:
    return {name: (FigureFacts(read_thousandths(value)),) for name, value in _plain(dict)(raw).items()}


def _statuses(raw: object) -> dict[str, Any]:
    """`["无"]`-like: a list of spans that hold; `checked` names become () by `{ 名 = false }`."""
    return {name: (read_span(name),) if value else () for name, value in _plain(dict)(raw).items()}


def _training(raw: Any) -> TrainingFacts:
    raw = _plain(dict)(raw)
    days, certificate = raw.get("days"), raw.get("certificate")
    return TrainingFacts(
        _plain(str)(raw["kind"]),
        _plain(date)(raw["from"]),
        _plain(date)(raw["to"]),
        None if days is None else read_thousandths(days) // 500,
        certificate=None if certificate is None else _plain(bool)(certificate),
        mentor=_plain(bool)(raw.get("mentor", False)),
        trainees=_whole(raw.get("trainees", 0)),
    )


def _costs(raw: Any) -> tuple[CostFacts, ...]:
    found = []
    for text in raw if isinstance(raw, list) else [raw]:
        kind, months, sum_ = (_plain(str)(text)).split()
        first, _, last = months.partition("..")
        start, end = parse_month(first), parse_month(last or first)
        if start is None or end is None:
            raise BadExample('费用写成 "租金 2022-01..2022-12 1000元"(每月)')
        fen = read_thousandths(_number(sum_.removesuffix("元"))) // 10
        found += [CostFacts(kind, month, fen) for month in range(start, end + 1)]
    return tuple(found)


def _number(text: str) -> Any:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise BadExample(f"「{text}」不是数字") from error


def _machine(raw: Any) -> MachineFacts:
    raw = _plain(dict)(raw)
    bought = raw.get("bought_on")
    return MachineFacts(
        _plain(str)(raw["kind"]), _whole(raw["count"]), None if bought is None else _plain(date)(bought)
    )


def _disability(raw: Any) -> tuple[str, int]:
    return str(raw[0]), int(raw[1])


_PERSON: dict[str, tuple[str, Reader]] = {
    "name": ("name", _plain(str)),
    "sex": ("sex", _plain(str)),
    "born": ("born", _plain(date)),
    "hired": ("hired", _plain(date)),
    "left": ("left", _plain(date)),
    "household": ("household", _plain(str)),
    "registered": ("registered", _plain(str)),
    "rural": ("rural", _plain(bool)),
    "categories": ("categories", each(read_span)),
    "statuses": ("statuses", _statuses),
    "disability": ("disability", _disability),
    "graduated": ("graduated", _plain(date)),
    "contracts": ("contracts", each(read_contract)),
    "trainings": ("trainings", each(_training)),
    "received": ("received", each(read_received)),
    "months": (
        "months",
        lambda raw: tuple(m for text in (raw if isinstance(raw, list) else [raw]) for m in read_months(text)),
    ),
    "elsewhere_known": ("elsewhere_known", _plain(bool)),
    "answers": ("answers", _plain(dict)),
    "figures": ("figures", _figures),
    "household_figures": ("household_figures", _figures),
    "documents": (
        "documents",
        lambda raw: dict.fromkeys(_texts(raw), True) if isinstance(raw, list) else _plain(dict)(raw),
    ),
}
_SHOP: dict[str, tuple[str, Reader]] = {
    "name": ("name", _plain(str)),
    "region": ("region", _plain(str)),
    "kind": ("kind", _plain(str)),
    "entity": ("entity", _plain(str)),
    "founded": ("founded", _plain(date)),
    "started": ("started", _plain(date)),
    "area": ("area", read_thousandths),
    "posts": ("posts", _whole),
    "seasonal": ("seasonal", _plain(bool)),
    "licences": ("licences", lambda raw: frozenset(_texts(raw))),
    "sites": ("sites", lambda raw: frozenset(_texts(raw))),
    "titles": ("titles", each(read_span)),
    "states": ("states", each(read_span)),
    "grades": ("grades", lambda raw: {int(year): _plain(str)(grade) for year, grade in raw.items()}),
    "costs": ("costs", _costs),
    "machines": ("machines", each(_machine)),
    "received": ("received", each(read_received)),
    "approvals": ("approvals", each(read_approval)),
    "books_from": ("books_from", _plain(date)),
    "books_to": ("books_to", _plain(date)),
    "staff_complete": ("staff_complete", _plain(bool)),
    "answers": ("answers", _plain(dict)),
    "figures": ("figures", _figures),
    "documents": ("documents", _PERSON["documents"][1]),
}


def read_example(raw: dict[str, Any], region: str, programme: str) -> Example:
    """An example from its table; raises BadExample with what is wrong."""
    raw = _typed(raw)
    first, last = raw.get("from"), raw.get("to")
    if first is None or last is None or not date(2000, 1, 1) <= first <= last <= date(2100, 1, 1):
        raise BadExample("要写 from 和 to(做工期间的第一天和最后一天)")
    asked = Asked(first, last, raw.get("on", last + timedelta(days=1)))
    entries = [one for entry in raw.get("people", []) for one in _repeated(entry)]
    people = [_person(number, entry, first) for number, entry in enumerate(entries, 1)]
    shop = _shop(raw.get("workshop", {}), region, people, asked)
    return Example(
        raw.get("name", ""),
        asked,
        shop,
        people,
        _county(raw, programme),
        raw.get("expect", []),
        raw.get("recognition", {}),
        raw.get("gap", False),
    )


_TABLES, _TABLE = "列表,每个写成 [[examples.…]]", "表"
_TYPES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "name": (lambda v: isinstance(v, str), "文字"),
    "on": (lambda v: _is_day(v), "日期(不加引号),2000 年至 2100 年"),
    "from": (lambda v: _is_day(v), "日期(不加引号),2000 年至 2100 年"),
    "to": (lambda v: _is_day(v), "日期(不加引号),2000 年至 2100 年"),
    "workshop": (lambda v: isinstance(v, dict), _TABLE),
    "people": (lambda v: _are_tables(v), _TABLES),
    "standards": (lambda v: isinstance(v, dict), _TABLE),
    "settings": (lambda v: isinstance(v, dict), _TABLE),
    "expect": (lambda v: _are_tables(v) and all(_expects(one) for one in v), _TABLES),
    "recognition": (lambda v: isinstance(v, dict) and all(isinstance(one, str) for one in v.values()), _TABLE),
    "gap": (lambda v: isinstance(v, bool), "true 或 false"),
}


def _is_day(value: object) -> bool:
    return type(value) is date and date(2000, 1, 1) <= value <= date(2100, 1, 1)


def _are_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _expects(one: dict[str, Any]) -> bool:
    return isinstance(one.get("people", {}), dict) and _are_tables(one.get("instalments", []))


def _typed(raw: object) -> dict[str, Any]:
    """The table of an example, every entry of its type."""
    if not isinstance(raw, dict):
        raise BadExample("每个例子写成 [[examples]]")
    for name, value in raw.items():
        if name not in _TYPES:
            raise BadExample(f"没有「{name}」;{unknown_word(name, list(_TYPES), '名称', ()).mend}")
        fits, title = _TYPES[name]
        if not fits(value):
            raise BadExample(f"{name} 应是{title}")
    return raw


def _repeated(raw: dict[str, Any]) -> list[dict[str, Any]]:
    """`count = 30` stands for thirty people alike."""
    count = raw.get("count", 1)
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= 1000:
        raise BadExample("count 应是 1 至 1000 的整数")
    rest = {k: v for k, v in raw.items() if k != "count"}
    if count == 1:
        return [rest]
    return [{**rest, "name": f"{rest.get('name', '人')}{n + 1}"} for n in range(count)]


def _values(raw: object, known: dict[str, tuple[str, Reader]], what: str) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise BadExample(f"{what}应是表")
    found: dict[str, Any] = {}
    for name, value in raw.items():
        if name not in known:
            raise BadExample(f"{what}没有「{name}」;{unknown_word(name, list(known), '名称', ()).mend}")
        field_name, reader = known[name]
        try:
            found[field_name] = reader(value)
        except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            raise BadExample(f"{what} {name}:{error}") from error
    return found


def _person(number: int, raw: dict[str, Any], first: date) -> PersonFacts:
    values = _values(raw, _PERSON, f"人「{raw.get('name', number)}」")
    months = values.get("months", ())
    starts = [first_day(m.month) for m in months if not m.employer]
    values.setdefault("hired", min(starts, default=first))
    values.setdefault("received", ())
    values.setdefault("elsewhere_known", True)
    return PersonFacts(**{"id": number, "name": f"人{number}", **values})


def _shop(raw: dict[str, Any], region: str, people: list[PersonFacts], asked: Asked) -> WorkshopFacts:
    values = _values(raw, _SHOP, "车间")
    months = [m.month for p in people for m in p.months] + [month_of(asked.first), month_of(asked.last)]
    values.setdefault("region", region.ljust(6, "0") if len(region) < 6 else region)
    values.setdefault("books_from", first_day(min(months) - 24))
    values.setdefault("books_to", max(last_day(max(months)), asked.on))
    return WorkshopFacts(**{"id": 1, "received": (), **values})


def _county(raw: dict[str, Any], programme: str) -> CountyFacts:
    start = date(2000, 1, 1)
    standards = {n: (Dated(start, read_thousandths(v) // 10),) for n, v in raw.get("standards", {}).items()}
    settings = {(programme, n): (Dated(start, v),) for n, v in raw.get("settings", {}).items()}
    return CountyFacts(standards, settings)
