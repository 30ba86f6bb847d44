"""Reads a programme file: TOML with its errors in Chinese by line, the closed words, the dates of its versions."""

import errno
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import workshop.claims.rules.amounts
import workshop.claims.rules.words  # noqa: F401  the imports fill the registers
from workshop.claims.files.mistakes import find_slip, tell_bytes
from workshop.claims.files.positions import find_lines, line_of
from workshop.claims.rules.kinds import Path as TomlPath
from workshop.claims.rules.kinds import Wrongs, build
from workshop.claims.rules.programme import Programme
from workshop.claims.rules.walking import list_conditions, list_settings, list_tests
from workshop.kernel.faults import Fault

_MESSAGES = {
    "Cannot overwrite a value": "同一个名称写了两次",
    "Cannot declare": "同一个表写了两次",
    "Expected '=' after a key": "名称后面应是等号 =(名称只能用英文,中文的要加英文双引号)",
    "Invalid initial character for a key part": "这里应是名称:多了逗号?中文的名称要加英文双引号",
    "Invalid value": '值写得不对:文字要加英文双引号 " ",日期和数字不加',
    "Unterminated string": "引号没有配对",
    "Illegal character '\\n'": "引号没有配对",
    "Unclosed array": "列表少了 ]",
    "Unclosed inline table": "表少了 };一个 { } 要写在一行里,长了把里面的 [ ] 分行",
    "Expected newline or end of document": "这一行后面多了东西",
    "Illegal character": "有不能用的字符(中文引号“”、制表符?)",
    "Invalid statement": "这一行看不懂:应是 名称 = 值、[表] 或 [[列表]],中文的名称要加英文双引号",
}
LONGEST = 1_000_000  # bytes; the longest paper takes some 30,000
_CLOSED = {errno.ENOENT: "打不开文件,没有这个文件", errno.EACCES: "没有权限打开这个文件"}
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass
class Reading:
    """What came of a file: the programme (None when refused), its examples as written, and the faults."""

    name: str
    programme: Programme | None = None
    examples: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    lines: dict[TomlPath, int] = field(default_factory=dict)
    places: dict[int, TomlPath] = field(default_factory=dict)  # id of a condition or amount -> its path

    def fault(self, path: TomlPath, value: object, message: str, mend: str = "", reason: str = "programme") -> None:
        """Puts a fault at the line of a path."""
        key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
        shown = "" if isinstance(value, dict | list) else _shown(value)
        self.faults.append(Fault(self.name, line_of(self.lines, path), key, shown, reason, message, mend))


def read_file(path: Path) -> Reading:
    """Reads a file; what cannot be opened, is too long or is no text is a fault, not a stack trace."""
    try:
        if path.is_dir():
            return _refused(path, 0, "unreadable", "这是文件夹,不是文件", "请写里面文件的名称")
        if path.stat().st_size > LONGEST:
            return _refused(
                path, 0, "too_long", f"文件超过 {LONGEST // 1000} KB", "一份文件只有几十 KB,请核对是不是选错了"
            )
        data = path.read_bytes()
    except OSError as error:
        return _refused(path, 0, "unreadable", _CLOSED.get(error.errno or 0, "打不开文件"), "请检查路径和权限")
    try:
        return read_programme(data.decode("utf-8"), path.name)
    except UnicodeDecodeError:
        line, message, mend = tell_bytes(data)
        return _refused(path, line, "encoding", message, mend)


def _refused(path: Path, line: int, reason: str, message: str, mend: str) -> Reading:
    return Reading(path.name, faults=[Fault(path.name, line, "", "", reason, message, mend)])


def read_programme(text: str, name: str) -> Reading:
    """A programme from its text."""
    try:
        return _read(text, name)
    except RecursionError:
        told = ("括号一层套一层,套得太深", "请把条件拆开写,几层就够了")
        return Reading(name, faults=[Fault(name, 0, "", "", "too_deep", *told)])


def _read(text: str, name: str) -> Reading:
    found = Reading(name)
    try:
        raw = tomllib.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found.faults.append(syntax_fault(name, text, str(error)))
        return found
    except ValueError:
        found.fault((), "", "有一个数字长得不像话", "请核对数字,是不是多按了", "toml")
        return found
    found.lines = find_lines(text.removeprefix("\ufeff"))
    if not raw:
        found.fault((), "", "文件是空的", "请照着随程序的「怎样把一份文件写进系统」(写法.md)抄一份再改")
        return found
    examples = raw.pop("examples", [])
    found.examples = examples if isinstance(examples, list) else []
    wrongs = Wrongs()
    programme = build(Programme, raw, (), wrongs)
    found.places = wrongs.places
    for wrong in wrongs:
        found.fault(wrong.path, wrong.value, wrong.message, wrong.mend)
    if programme is not None:
        _check_dates(found, programme)
        _check_names(found, programme)
    found.programme = programme if not found.faults else None
    return found


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:40] + "…"


def syntax_fault(name: str, text: str, message: str) -> Fault:
    """What `tomllib` says of a text that is no TOML, in Chinese, with its line."""
    match = _AT.search(message)
    line = int(match[1]) if match else text.count("\n") + 1
    known = next((chinese for english, chinese in _MESSAGES.items() if message.startswith(english)), "TOML 格式不对")
    rows = text.split("\n")
    value = rows[line - 1].strip()[:60] if line <= len(rows) else ""
    where = f"第 {match[2]} 个字附近" if match else "文件末尾"
    slip = find_slip(rows[line - 1]) if line <= len(rows) else ""
    return Fault(name, line, where, value, "toml", slip or known, "" if slip else "引号、等号、括号都要用英文半角")


def _check_dates(found: Reading, programme: Programme) -> None:
    """Versions from early to late, without overlap; a gap must be said to be known."""
    before_end: date | None = None
    for index, version in enumerate(programme.versions):
        path: TomlPath = ("versions", index)
        if version.to is not None and version.to < version.from_:
            found.fault((*path, "to"), version.to, "止期早于起期", f"起期是 {version.from_}")
        if index:
            if before_end is None:
                found.fault(
                    (*path, "from"), version.from_, "和上一个版本重叠", "上一个版本要写 to(这个版本起期的前一天)"
                )
            elif version.from_ <= before_end:
                found.fault(
                    (*path, "from"),
                    version.from_,
                    "和上一个版本重叠",
                    f"上一个版本到 {before_end},这个应从 {before_end + timedelta(days=1)} 起",
                )
            elif version.from_ > before_end + timedelta(days=1) and not programme.gaps_known:
                found.fault(
                    (*path, "from"),
                    version.from_,
                    "和上一个版本之间有空档",
                    f"{before_end + timedelta(days=1)} 至 {version.from_ - timedelta(days=1)} 没有版本;"
                    "确实没有找到时写 gaps_known = true,这段时间按待定",
                )
        before_end = version.to
    if programme.checked_on is not None and programme.checked_on < date(2015, 1, 1):
        found.fault(("checked_on",), programme.checked_on, "核对日期不像真的")


def _check_names(found: Reading, programme: Programme) -> None:
    """Settings that are used are declared; benefit names are their own; every month that is counted says how."""
    declared = {one.name for one in programme.settings}
    for used in list_settings(programme):
        if used.setting not in declared:
            path = (*found.places.get(id(used), ()), "setting")
            found.fault(path, used.setting, "用到的县定数字没有声明", "请加 [[settings]],写 name、doc 和(知道时)value")
    for index, version in enumerate(programme.versions):
        names = [b.name for b in version.benefits]
        for place, name in enumerate(names):
            if name in names[:place]:
                found.fault(("versions", index, "benefits", place, "name"), name, "补贴名重复")
        for place, benefit in enumerate(version.benefits):
            if list_tests(benefit) and benefit.month is None and version.month is None:
                found.fault(
                    ("versions", index, "benefits", place),
                    benefit.name,
                    "要数月份,却没有写一个月怎样算",
                    '请在 versions 或这一项里写 month = { counts = ["有工资"] } 之类,原文没有写的在 silent 里说明',
                )
    for version in programme.versions:
        named = [one for one in list_conditions(version) if one.id]
        for place, one in enumerate(named):
            if any(earlier.id == one.id for earlier in named[:place]):
                found.fault((*found.places.get(id(one), ("versions",)), "id"), one.id, "条件的 id 重复", "请改一个短名")
    _check_schemes(found, programme)


def _check_schemes(found: Reading, programme: Programme) -> None:
    """A benefit of the same paper that an exclusion names exists."""
    own = {programme.benefit_key(benefit) for version in programme.versions for benefit in version.benefits}
    for index, version in enumerate(programme.versions):
        for place, benefit in enumerate(version.benefits):
            for number, exclusion in enumerate(benefit.exclusions):
                path: TomlPath = ("versions", index, "benefits", place, "exclusions", number, "schemes")
                for scheme in exclusion.schemes:
                    if scheme.startswith(f"{programme.id}/") and scheme not in own:
                        found.fault(path, scheme, "这份文件里没有这项补贴", "现有的补贴:" + "、".join(sorted(own)))
