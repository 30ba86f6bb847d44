"""The words of rosters for categories, contracts and working hours, as this house has them."""

import re

from workshop.kernel.text import fold
from workshop.sheets.cells import Cell
from workshop.sheets.numbers import NOTHING
from workshop.sheets.reasons import Unreadable

# 人员类别; longer words first, because 非脱贫户 holds 脱贫户.
_CATEGORIES = (
    ("一般户", r"一般(?:农户|户|群众)?|普通(?:农)?户|非脱贫户|其他|其它"),
    ("脱贫不稳定户", r"脱贫不稳定户?"),
    ("边缘易致贫户", r"边缘(?:易致贫)?户?"),
    ("突发严重困难户", r"突发(?:严重)?困难户?"),
    ("脱贫户", r"(?:已|建档立卡)?脱贫(?:户|人口|劳动力)?|建档立卡(?:贫困)?户?"),
    ("易地搬迁", r"易地(?:扶贫)?搬迁(?:户|人口|群众)?|搬迁户"),
    ("低保", r"(?:农村)?(?:最低生活保障|低保)(?:户|对象|人员)?"),
    ("特困", r"(?:农村)?特困(?:户|人员|供养人员|供养)?"),
    ("零就业家庭", r"零就业家庭(?:成员)?"),
    ("就业困难人员", r"(?:就业困难|困难)人员"),
    ("低收入", r"(?:农村)?低收入(?:人口|家庭|户)?"),
    ("残疾", r"残疾(?:人|户|人员|人口)?"),
)
_MONITORED = re.compile(r"(?:防返贫)?监测(?:户|对象)(?:[((:\-](.*?)[))]?)?")
_BETWEEN = re.compile(r"[、,，/／;；+和及]|\s+")

_CONTRACTS = {
    "劳动合同": r"(?:书面)?劳动合同|固定期限(?:劳动)?合同|无固定期限(?:劳动)?合同|全日制(?:用工)?|合同工",
    "劳务协议": r"劳务(?:协议|合同)|劳务",
    "非全日制": r"非全日制(?:用工|合同|劳动合同|协议|用工合同|用工协议)?",
    "承揽": r"(?:加工)?承揽(?:合同|协议|加工)?",
}
_HOURS = {
    "standard": r"标准(?:工时|工时制|工时制度)?",
    "comprehensive": r"综合(?:计算)?(?:工时|工时制|工时制度)?",
    "flexible": r"不定时(?:工时|工作制|工时制|工时制度)?",
    "part_time": r"钟点工?|非全日制|小时工|计时工?",
    "contract": r"居家(?:加工|就业|工)?|承揽|外发(?:加工)?",
}


def read_category(cell: Cell, monitored: Cell) -> str:
    """人员类别, several joined by 、; 监测户 takes its kind from its brackets or the other cell. Raises Unreadable."""
    parts = [part for part in _BETWEEN.split(cell.text.strip()) if fold(part) not in NOTHING]
    if not parts and fold(monitored.text) not in NOTHING:
        parts = ["监测户"]
    return "、".join(dict.fromkeys(_category(fold(part), fold(monitored.text)) for part in parts))


def _category(word: str, monitored: str) -> str:
    if match := _MONITORED.fullmatch(word):
        word = match[1] or monitored
    for name, pattern in _CATEGORIES:
        if re.fullmatch(pattern, word):
            return name
    raise Unreadable("category_unknown")


def read_contract(cell: Cell) -> str:
    """合同类型 劳动合同, 劳务协议, 非全日制, 承揽; '' for an empty cell. Raises Unreadable."""
    return _named(cell, _CONTRACTS, "contract_unknown")


def read_hours_system(cell: Cell) -> str:
    """工时制度 standard, comprehensive, flexible, part_time, contract; '' for an empty cell. Raises Unreadable."""
    return _named(cell, _HOURS, "hours_system_unknown")


def _named(cell: Cell, names: dict[str, str], reason: str) -> str:
    word = fold(cell.text)
    if word in NOTHING:
        return ""
    for name, pattern in names.items():
        if re.fullmatch(pattern, word):
            return name
    raise Unreadable(reason)
