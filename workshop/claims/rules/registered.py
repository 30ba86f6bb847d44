"""What people put down beside the books 登记事项: a closed list of kinds, whom each is about and what it must say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from workshop.claims.rules.facts import Span
from workshop.claims.rules.kinds import PLAIN_NUMBER
from workshop.claims.rules.wordlists import (
    DISABILITIES,
    ENTITIES,
    INSURANCES,
    LICENCES,
    MACHINES,
    PRODUCTIONS,
    SHOP_KINDS,
    SITES,
    STATES,
    STATUSES,
    TITLES,
)

PERSON, WORKSHOP = "人", "车间"
# HOLDS: begins or ends on a day. NUMBER: in 1/1000. TEXT: one of the words, or free. DAY: the day itself is the fact.
HOLDS, NUMBER, TEXT, DAY, SECRET = "起止", "数字", "文字", "日期", "密存"
CHECKED = (
    "已领补贴",
    "其他单位务工",
    "培训",
    "人员名单",
    "费用",
    "设备",
)  # 已核对: what is recorded of it is all there is


@dataclass(frozen=True)
class FactKind:
    """A kind of fact. `names`: of HOLDS and SECRET what may begin, of TEXT what may be said; empty: in free words."""

    about: tuple[str, ...]
    shape: str
    names: tuple[str, ...] = ()
    strict: bool = True  # False: other words are taken as written
    named: bool = True  # False: there is one of it, without a name
    doc: str = ""


_OF_PERSON, _OF_SHOP, _OF_BOTH = (PERSON,), (WORKSHOP,), (PERSON, WORKSHOP)
FACT_KINDS: dict[str, FactKind] = {
    "身份": FactKind(_OF_PERSON, HOLDS, STATUSES, strict=False, doc="公益性岗位人员等;核对过不是的写「否」"),
    "残疾": FactKind(_OF_PERSON, SECRET, DISABILITIES, doc="类别和等级(1 最重),加密保存"),
    "户籍": FactKind(_OF_PERSON, TEXT, named=False, doc="户口所在地的行政区划代码"),
    "农村户口": FactKind(_OF_PERSON, HOLDS, named=False, doc="是或否"),
    "毕业": FactKind(_OF_PERSON, DAY, named=False, doc="毕业日期"),
    "参保": FactKind(_OF_PERSON, HOLDS, INSURANCES, doc="从哪天起参保;金额是单位每月缴多少。写了一种,没写的就是没有参"),
    "户登记数字": FactKind(_OF_PERSON, NUMBER, doc="这一户的数字,例如 家庭人均纯收入"),
    "确认": FactKind(_OF_BOTH, HOLDS, doc="文件里要人回答的问题,是或否"),
    "登记数字": FactKind(_OF_BOTH, NUMBER, doc="文件里要人登记的数字"),
    "材料": FactKind(_OF_BOTH, HOLDS, doc="手里有没有这份材料"),
    "已核对": FactKind(_OF_BOTH, HOLDS, CHECKED, doc="核对过,登记的就是全部;写在车间上就管全车间的人"),
    "车间类型": FactKind(_OF_SHOP, TEXT, SHOP_KINDS, strict=False, named=False),
    "主体类型": FactKind(_OF_SHOP, TEXT, ENTITIES, strict=False, named=False),
    "区划代码": FactKind(_OF_SHOP, TEXT, named=False, doc="车间所在乡镇或村的代码,6 至 12 位"),
    "生产方式": FactKind(_OF_SHOP, TEXT, PRODUCTIONS, named=False, doc="厂内的生产方式"),
    "注册日期": FactKind(_OF_SHOP, DAY, named=False),
    "投产日期": FactKind(_OF_SHOP, DAY, named=False),
    "面积": FactKind(_OF_SHOP, NUMBER, named=False, doc="平方米"),
    "岗位数": FactKind(_OF_SHOP, NUMBER, named=False),
    "季节性": FactKind(_OF_SHOP, HOLDS, named=False, doc="是不是季节性车间"),
    "证照": FactKind(_OF_SHOP, HOLDS, LICENCES),
    "所在地": FactKind(_OF_SHOP, HOLDS, SITES, strict=False),
    "称号": FactKind(_OF_SHOP, HOLDS, TITLES, strict=False),
    "认定状态": FactKind(_OF_SHOP, HOLDS, STATES),
    "年度等级": FactKind(_OF_SHOP, TEXT, named=False, doc="起始日期写那一年的任何一天"),
    "设备": FactKind(_OF_SHOP, NUMBER, MACHINES, strict=False, doc="这一天买的台数;金额是一共多少钱"),
}


class Entry(NamedTuple):
    """One entry of the register as it is read back: whose (None: the workshop's), what, from which day.

    `value` in 1/1000, `fen` where money belongs to it; the level of SECRET stands in `value` as well.
    """

    worker_id: int | None
    kind: str
    name: str
    valid_from: date
    valid_to: date | None
    holds: bool
    value: int | None
    fen: int | None
    text: str
    source: str


def find_complaint(entry: Entry) -> tuple[str, str, str]:
    """What is wrong with an entry: sentence, how to mend it, the field; three empty texts where nothing is."""
    kind = FACT_KINDS.get(entry.kind)
    if kind is None:
        return f"不认识的登记事项「{entry.kind}」", "应是" + "、".join(FACT_KINDS), "kind"
    about = WORKSHOP if entry.worker_id is None else PERSON
    if about not in kind.about:
        return (
            f"「{entry.kind}」是{kind.about[0]}的事项",
            f"请{'写' if kind.about[0] == PERSON else '不要写'}工号",
            "worker",
        )
    if bool(entry.name.strip()) != kind.named:
        return f"「{entry.kind}」{'要写' if kind.named else '不写'}名称", kind.doc, "name"
    return _of_shape(entry, kind)


def _of_shape(entry: Entry, kind: FactKind) -> tuple[str, str, str]:
    said = entry.text if kind.shape == TEXT else entry.name
    if kind.names and kind.strict and said not in kind.names:
        return (
            f"「{entry.kind}」没有「{said}」",
            "应是" + "、".join(kind.names),
            "text" if kind.shape == TEXT else "name",
        )
    if kind.shape == TEXT and not said.strip():
        return f"「{entry.kind}」没有写内容", kind.doc, "text"
    if entry.kind in ("户籍", "区划代码") and not (said.isascii() and said.isdigit() and 2 <= len(said) <= 12):
        return f"「{said}」不是行政区划代码", "应是 2 至 12 位数字", "text"
    if kind.shape in (NUMBER, SECRET) and entry.value is None:
        return f"「{entry.kind} {entry.name}」没有写数字", kind.doc, "value"
    if kind.shape == SECRET and entry.value not in (1000, 2000, 3000, 4000):
        return "残疾等级应是 1 至 4", "一级最重", "value"
    if entry.valid_to is not None and entry.valid_to < entry.valid_from:
        return "止期在起期之前", "请核对起止日期", "valid_to"
    return "", "", ""


def build_spans(entries: Iterable[Entry]) -> dict[str, tuple[Span, ...]]:
    """By name the times it held: an entry that does not hold ends what began before it. Never held: an empty tuple.

    Entries of one name and day: the later in the list counts.
    """
    by_name: dict[str, dict[date, Entry]] = {}
    for entry in entries:
        by_name.setdefault(entry.name, {})[entry.valid_from] = entry
    return {name: tuple(_spans([days[on] for on in sorted(days)])) for name, days in by_name.items()}


def _spans(entries: list[Entry]) -> Iterable[Span]:
    begun: Entry | None = None
    for entry in entries:
        if entry.holds and begun is None:
            begun = entry
        elif not entry.holds and begun is not None:
            yield Span(begun.name, begun.valid_from, entry.valid_from - timedelta(days=1), begun.source)
            begun = None
    if begun is not None:
        yield Span(begun.name, begun.valid_from, begun.valid_to, begun.source)


def latest(entries: Iterable[Entry], on: date) -> Entry | None:
    """The entry in force on a day: the last that began by then, or the first one ever where none had."""
    ordered = sorted(entries, key=lambda entry: entry.valid_from)
    begun = [entry for entry in ordered if entry.valid_from <= on]
    return begun[-1] if begun else ordered[0] if ordered else None


def read_setting(text: str) -> object:
    """A county's choice as a programme file would have it: a number, or text for a share."""
    if not PLAIN_NUMBER.fullmatch(text):
        return text
    number = Decimal(text)
    return int(number) if number == int(number) else number
