"""The vocabulary as text, from the words themselves: what each means, its parameters, an example."""

import re
from collections.abc import Iterator
from dataclasses import MISSING, fields
from types import ModuleType
from typing import Any

from workshop.claims.rules.amounts import FAMILIES as AMOUNT_FAMILIES
from workshop.claims.rules.amounts.base import AMOUNTS
from workshop.claims.rules.amounts.base import SCOPES as AMOUNT_SCOPES
from workshop.claims.rules.amounts.choosing import Case
from workshop.claims.rules.amounts.figures import FigureStep
from workshop.claims.rules.amounts.persons import Step
from workshop.claims.rules.amounts.yearly import Years
from workshop.claims.rules.bounds import Bounded
from workshop.claims.rules.calendars import ClaimCalendar, EveryYear, Instalment, Opening, Rounding
from workshop.claims.rules.caps import Cap, Retirement
from workshop.claims.rules.conditions import CONDITIONS, SCOPES, All, AtLeast, Condition, Not, Readings
from workshop.claims.rules.counting import MonthTest
from workshop.claims.rules.days import WHEN
from workshop.claims.rules.exclusions import Exclusion
from workshop.claims.rules.kinds import Choice, Kind, Many
from workshop.claims.rules.paperwork import ApprovalStep, Duty, Evidence, Fund, Notice, Silence, Term, Upkeep
from workshop.claims.rules.programme import Benefit, Choosable, Place, Programme, Recognition, StandardValue, Version
from workshop.claims.rules.stated import STANDARDS
from workshop.claims.rules.windows import Window
from workshop.claims.rules.words import FAMILIES

Lists = dict[str, tuple[str, ...]]
_EVERYWHERE = ("id", "clause", "at_least", "more_than", "at_most", "less_than", "when", "day")
COMMON = (
    "每个条件都可以写 id(短名)和 clause(原文出处或原话)。",
    "界限:at_least 至少(含)、more_than 超过(不含)、at_most 至多(含)、less_than 不满(不含)。",
    "when(时点,用在年龄、人员类别、身份):" + ";".join(f"{k}={v}" for k, v in WHEN.items()) + ";固定日要写 day。",
)


class _Empty:
    """Stands for a condition in which no bound is said."""

    at_least = more_than = at_most = less_than = None
    each_month = still = False


TABLES = (
    (Programme, "文件最外层"), (Place, "[place]"), (Choosable, "[[settings]]"), (StandardValue, "[[standards]]"), (Version, "[[versions]]"),
    (Recognition, "[[versions.recognition]]"), (Upkeep, "[versions.upkeep]"), (Benefit, "[[versions.benefits]]"),
    (MonthTest, "month = { … }"), (Window, "window = { … }"), (Cap, "caps"),
    (Retirement, "caps 的 retirement"), (Exclusion, "exclusions"), (Instalment, "instalments"),
    (ClaimCalendar, "claim"), (EveryYear, "claim 的 spans"), (Opening, "claim 的 windows"),
    (Step, "按月数分档、按人数分档的 steps"), (FigureStep, "按数额分档的 steps"), (Years, "费用比例、每人每月、保险费比例的 schedule"),
    (Case, "按条件的 cases"),
    (Rounding, "round"), (Evidence, "evidence"), (ApprovalStep, "steps"), (Notice, "notices"),
    (Fund, "fund"), (Duty, "duties"), (Silence, "[[versions.silent]]"), (Term, "[[terms]]"),
)  # fmt: skip
COMBINING = (
    (All, '{ all = [ { is = "年龄", from = 16 }, { is = "在岗" } ] }'),
    (AtLeast, "{ any = [ … ] };{ at_least = 2, of = [ …, …, … ] }"),
    (Not, '{ not = { is = "身份", any_of = ["财政供养人员"] } }'),
    (
        Readings,
        '{ readings = [ { is = "累计月数", at_least = 6 }, { is = "连续月数", at_least = 6 } ], silent = "没有写累计还是连续" }',
    ),
)


def print_vocabulary(word: str = "") -> Iterator[str]:
    """The vocabulary line by line; with a word only that condition or amount, table (`caps`) or list (`材料`)."""
    if word:
        yield from _only(word)
        return
    lists: Lists = {}
    yield from ("# 条件", "", *COMMON, "")
    for name, module in FAMILIES:
        yield from _family(name, module, CONDITIONS, lists)
    yield from ("## 组合条件", "")
    for shape, example in COMBINING:
        yield from (f"{shape.WORD}:{_first(shape)}", f"    例:{example}", "")
    yield from ("# 金额", "")
    for name, module in AMOUNT_FAMILIES:
        yield from _family(name, module, AMOUNTS, lists)
    yield from ("# 数字可以怎样写", "")
    yield '数字;"未见"(没有看到原文);{ setting = "县定名称" };{ standard = "标准", times = "60%" };[{ from = 日期, value = 数字 }, …]'
    yield '几成由县里定的:{ standard = "标准", times = { setting = "县定名称" } }'
    yield from ("标准:" + ";".join(f"{k}={v}" for k, v in STANDARDS.items()), "", "# 文件里的各个表", "")
    for table, where in TABLES:
        yield from (f"{where}:{_first(table)}", *_parameters(table, lists), "")
    yield from ("# 词表", "")
    for name, words in lists.items():
        yield f"{name}:{' '.join(words)}"


def list_names() -> list[str]:
    """Everything that `print_vocabulary` knows alone."""
    return list(
        dict.fromkeys([*CONDITIONS, *AMOUNTS, *(name for _, where in TABLES for name in _names(where)), *_lists()])
    )


def _only(word: str) -> Iterator[str]:
    one = CONDITIONS.get(word) or AMOUNTS.get(word)
    if one is not None:
        yield from _one(one, word)
    for table, where in TABLES:
        if word in _names(where):
            yield from (f"{where}:{_first(table)}", *_parameters(table), "")
    if word in (lists := _lists()) and one is None:
        yield from (f"{word}:{' '.join(lists[word])}", "")


def _names(where: str) -> list[str]:
    """`caps 的 retirement` is found by its last name."""
    return re.findall(r"[a-z_]+", where)[-1:]


def _lists() -> Lists:
    """Every long list of words by its name."""
    lists: Lists = {}
    for shape in (*CONDITIONS.values(), *AMOUNTS.values(), *(table for table, _ in TABLES)):
        for _ in _parameters(shape, lists):
            pass
    return lists


def _family(name: str, module: ModuleType, register: dict[str, Any], lists: Lists) -> Iterator[str]:
    yield from (f"## {name}", "")
    for word, shape in register.items():
        if shape.__module__ == module.__name__:
            yield from _one(shape, word, lists)


def _one(shape: Any, word: str, lists: Lists | None = None) -> Iterator[str]:
    scope = SCOPES.get(shape.SCOPE) if word in CONDITIONS else AMOUNT_SCOPES.get(shape.SCOPE)
    yield f"{word}({scope}):{_first(shape)}"
    yield f"    例:{shape.EXAMPLE}"
    yield from _parameters(shape, lists)
    yield ""


def _parameters(shape: Any, lists: Lists | None = None) -> Iterator[str]:
    """A line a parameter; what every condition has and long lists stand once, in the whole vocabulary."""
    if lists is not None and issubclass(shape, Bounded) and not shape.complaint(_Empty()):
        yield f"    (at_least、more_than、at_most、less_than 可不写 [{shape.SCALE.title}])"
    elif lists is not None and issubclass(shape, Bounded):
        yield f"    at_least、more_than、at_most、less_than(至少写一个) [{shape.SCALE.title}]"
    for one in fields(shape):
        if "kind" not in one.metadata or (
            lists is not None and issubclass(shape, Condition) and one.name in _EVERYWHERE
        ):
            continue
        kind = one.metadata["kind"]
        scale = getattr(shape, "SCALE", None)
        title = scale.title if scale and kind.title.startswith("数字(单位看词)") else kind.title
        if lists is not None:
            title = _short(kind, lists) or title
        need = "必写" if one.default is MISSING else _default(one.default)
        yield f"    {one.name.rstrip('_')}({need}):{one.metadata['doc']} [{title}]"


def _short(kind: Kind, lists: Lists) -> str:
    """`列表,见词表:人员类别` for a long closed list, which is remembered."""
    inner = kind.of if isinstance(kind, Many) else kind
    inner = inner.of if isinstance(inner, Many) else inner
    if not isinstance(inner, Choice) or len(inner.words) <= 8:
        return ""
    name = inner.what
    while lists.get(name, tuple(inner.words)) != tuple(inner.words):
        name += "(另)"
    lists[name] = tuple(inner.words)
    return ("列表,每项" if isinstance(kind, Many) else "一个词,") + f"见词表:{name}"


def _default(value: object) -> str:
    if value is None or value in ("", ()):
        return "可不写"
    if isinstance(value, bool):
        return f"不写是 {str(value).lower()}"
    if isinstance(value, Window):
        return f"不写是 {value.kind}"
    return f"不写是 {value}" if isinstance(value, str | int) else "可不写"


def _first(shape: Any) -> str:
    return (shape.__doc__ or "").strip().split("\n")[0]
