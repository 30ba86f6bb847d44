"""The kinds of values a programme file may hold: each reads one raw value and says in Chinese what it should be."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

Path = tuple[str | int, ...]
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


class Wrong(Exception):
    """One value that does not fit: where, what stands there, why, and what would fit."""

    def __init__(self, path: Path, value: object, message: str, mend: str = "") -> None:
        super().__init__(message)
        self.path, self.value, self.message, self.mend = path, value, message, mend


class Wrongs(list[Wrong]):
    """Wrong values as they are met; `places` keeps the path of every object that was built."""

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[int, Path] = {}


@dataclass(frozen=True)
class At:
    """Where a value is being read: its path, the class it is for, and the list that wrong values go to."""

    path: Path
    owner: type
    wrongs: Wrongs

    def down(self, step: str | int) -> "At":
        """One step deeper."""
        return At((*self.path, step), self.owner, self.wrongs)


class Kind:
    """A kind of value. `title` is its name in the printed vocabulary."""

    title = ""

    def parse(self, raw: object, at: At) -> Any:
        """The value, or raises Wrong."""
        raise NotImplementedError

    def wrong(self, raw: object, at: At, mend: str = "") -> Wrong:
        """The refusal that names what was expected."""
        return Wrong(at.path, raw, f"应是{self.title}", mend)


def said(kind: Kind, doc: str, default: Any = MISSING) -> Any:
    """A field of a word or table: its kind, what it means in Chinese, and its value when nothing is said."""
    return field(default=default, metadata={"kind": kind, "doc": doc})


class Text(Kind):
    """A text that is not empty."""

    title = "一段文字"

    def parse(self, raw: object, at: At) -> str:
        if not isinstance(raw, str) or not raw.strip():
            raise self.wrong(raw, at, "" if isinstance(raw, str) else f'文字要加英文双引号:"{raw}"')
        return raw.strip()


class Flag(Kind):
    """true or false."""

    title = "true(是)或 false(否)"

    def parse(self, raw: object, at: At) -> bool:
        if not isinstance(raw, bool):
            raise self.wrong(raw, at)
        return raw


@dataclass
class Whole(Kind):
    """A whole number between bounds."""

    least: int = 0
    most: int = 10**9

    @property
    def title(self) -> str:  # type: ignore[override]
        return "整数" + (f",{self.least} 至 {self.most}" if self.most < 10**9 else "")

    def parse(self, raw: object, at: At) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int) or not self.least <= raw <= self.most:
            raise self.wrong(raw, at)
        return raw


EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)  # what a paper and a person's facts can be about


class Day(Kind):
    """A day, written as a TOML date."""

    title = "日期,写成 2024-01-31,不加引号"

    def parse(self, raw: object, at: At) -> date:
        if type(raw) is not date:
            raise self.wrong(raw, at)
        if not EARLIEST <= raw <= LATEST:
            raise self.wrong(raw, at, f"应在 {EARLIEST} 至 {LATEST} 之间;没有止期就不写 to")
        return raw


class MonthDay(Kind):
    """A day of every year, `03-31`; the 29th of February is the last day of that month in other years."""

    title = '每年的某日,写成 "03-31"'

    def parse(self, raw: object, at: At) -> tuple[int, int]:
        match = _MONTH_DAY.fullmatch(raw) if isinstance(raw, str) else None
        if not match:
            raise self.wrong(raw, at)
        month, day = int(match[1]), int(match[2])
        if day > monthrange(2024, month)[1]:
            raise self.wrong(raw, at, f"{month} 月没有 {day} 日")
        return month, day


@dataclass
class Choice(Kind):
    """One of a closed list of words."""

    words: Sequence[str] | Mapping[str, Any]
    what: str = "词"

    @property
    def title(self) -> str:  # type: ignore[override]
        return "一个" + self.what + ":" + " ".join(self.words)

    def parse(self, raw: object, at: At) -> str:
        if not isinstance(raw, str) or raw not in self.words:
            raise unknown_word(raw, list(self.words), self.what, at.path)
        return raw


@dataclass
class Many(Kind):
    """A list of one kind, not empty; one value alone is a list of one."""

    of: Kind

    @property
    def title(self) -> str:  # type: ignore[override]
        return "列表 [ ],每项是" + self.of.title

    def parse(self, raw: object, at: At) -> tuple[Any, ...]:
        items = raw if isinstance(raw, list) else [raw]
        if not items:
            raise self.wrong(raw, at)
        return tuple(keep(self.of, item, at.down(i) if isinstance(raw, list) else at) for i, item in enumerate(items))


@dataclass
class Table(Kind):
    """A table with the fields of a class."""

    shape: type

    @property
    def title(self) -> str:  # type: ignore[override]
        return "表 { }:" + ((self.shape.__doc__ or "").split("\n")[0])

    def parse(self, raw: object, at: At) -> Any:
        if not isinstance(raw, dict):
            raise self.wrong(raw, at)
        return build(self.shape, raw, at.path, at.wrongs)


@dataclass
class Named(Kind):
    """A table of free names, each with a value of one kind."""

    of: Kind

    @property
    def title(self) -> str:  # type: ignore[override]
        return "表 { 名称 = 值 },值是" + self.of.title

    def parse(self, raw: object, at: At) -> dict[str, Any]:
        if not isinstance(raw, dict):
            raise self.wrong(raw, at)
        return {name: keep(self.of, value, at.down(name)) for name, value in raw.items()}


def keep(kind: Kind, raw: object, at: At) -> Any:
    """The value, or None with the wrong value put aside, so that the rest of the file is read too."""
    try:
        return kind.parse(raw, at)
    except Wrong as wrong:
        at.wrongs.append(wrong)
        return None


def build(shape: type, raw: Mapping[str, object], path: Path, wrongs: Wrongs, skip: tuple[str, ...] = ()) -> Any:
    """An object of a declared class from a raw table; None where something is wrong (then `wrongs` has it)."""
    known = {f.name.rstrip("_"): f for f in fields(shape) if "kind" in f.metadata}
    before = len(wrongs)
    values: dict[str, Any] = {}
    for name, value in raw.items():
        if name in skip:
            continue
        if name not in known:
            wrongs.append(unknown_word(name, list(known), "参数", (*path, name)))
            continue
        one = known[name]
        values[one.name] = keep(one.metadata["kind"], value, At((*path, name), shape, wrongs))
    for name, one in known.items():
        if one.default is MISSING and name not in raw:
            wrongs.append(
                Wrong(path, "", f"缺少参数 {name}({one.metadata['doc']})", f"请补上,{one.metadata['kind'].title}")
            )
    if len(wrongs) > before:
        return None
    made = shape(**values)
    complaint = made.complaint() if hasattr(made, "complaint") else ""
    if complaint:
        name = complaint.split(" ")[0]  # 「code 应是……」is told at the line of code, with what stands there
        at, value = ((*path, name), raw[name]) if name in raw else (path, "")
        wrongs.append(Wrong(at, value, complaint))
        return None
    wrongs.places[id(made)] = path
    return made


_LARGE = 12  # digits of a number before its point
# A text that may become a number: 1e2000000 is one too, and takes minutes to become a whole one.
PLAIN_NUMBER = re.compile(rf"-?\d{{1,{_LARGE}}}(?:\.\d{{1,6}})?", re.ASCII)


def unknown_word(raw: object, words: list[str], what: str, path: Path) -> Wrong:
    """A word that does not exist, with the nearest that do."""
    near = get_close_matches(str(raw), words, 3, 0.4) or [w for w in words if set(str(raw)) & set(w)][:3]
    mend = ("是不是「" + "」「".join(near) + "」?" if near else "") + f"现有的{what}:" + "、".join(words)
    return Wrong(path, raw, f"没有这个{what}", mend)


def to_thousandths(raw: object, places: int) -> int | None:
    """A TOML number (whole or Decimal) in units of 10**-places, None where it has more decimals, is no number or is beyond all money."""
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        return None
    if isinstance(raw, Decimal) and (not raw.is_finite() or raw.adjusted() > _LARGE or raw.adjusted() < -_LARGE):
        return None  # asked first: the arithmetic of Decimal itself fails at 1e2000000, and takes minutes below that
    if abs(raw) > 10**_LARGE:
        return None
    scaled = Decimal(raw) * 10**places
    return int(scaled) if scaled == scaled.to_integral_value() else None
