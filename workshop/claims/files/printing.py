"""The vocabulary as text, from the words themselves: what each means, its parameters, an example."""

from collections.abc import Iterator
from dataclasses import MISSING, fields
from types import ModuleType
from typing import Any

from workshop.claims.rules.amounts import FAMILIES as AMOUNT_FAMILIES
from workshop.claims.rules.amounts.base import AMOUNTS
from workshop.claims.rules.amounts.base import SCOPES as AMOUNT_SCOPES
from workshop.claims.rules.calendars import ClaimCalendar, Instalment, Rounding
from workshop.claims.rules.caps import Cap, Retirement
from workshop.claims.rules.conditions import CONDITIONS, SCOPES, All, AtLeast, Not, Readings
from workshop.claims.rules.counting import MonthTest
from workshop.claims.rules.exclusions import Exclusion
from workshop.claims.rules.paperwork import ApprovalStep, Duty, Evidence, Fund, Notice, Silence, Term, Upkeep
from workshop.claims.rules.programme import Benefit, Choosable, Place, Programme, Recognition, StandardValue, Version
from workshop.claims.rules.stated import STANDARDS
from workshop.claims.rules.windows import Window
from workshop.claims.rules.words import FAMILIES

TABLES = (
    (Programme, "文件最外层"), (Place, "[place]"), (Choosable, "[[settings]]"), (StandardValue, "[[standards]]"), (Version, "[[versions]]"),
    (Recognition, "[[versions.recognition]]"), (Upkeep, "[versions.upkeep]"), (Benefit, "[[versions.benefits]]"),
    (MonthTest, "month = { … }"), (Window, "window = { … }"), (Cap, "caps"),
    (Retirement, "caps 的 retirement"), (Exclusion, "exclusions"), (Instalment, "instalments"),
    (ClaimCalendar, "claim"), (Rounding, "round"), (Evidence, "evidence"), (ApprovalStep, "steps"), (Notice, "notices"),
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
    """The vocabulary line by line; with a word only that one."""
    if word:
        one = CONDITIONS.get(word) or AMOUNTS.get(word)
        if one is not None:
            yield from _one(one, word)
        return
    yield from ("# 条件", "")
    for name, module in FAMILIES:
        yield from _family(name, module, CONDITIONS)
    yield from ("## 组合条件", "")
    for shape, example in COMBINING:
        yield from (f"{shape.WORD}:{_first(shape)}", f"    例:{example}", "")
    yield from ("# 金额", "")
    for name, module in AMOUNT_FAMILIES:
        yield from _family(name, module, AMOUNTS)
    yield from ("# 数字可以怎样写", "")
    yield '数字;"未见"(没有看到原文);{ setting = "县定名称" };{ standard = "标准", times = "60%" };[{ from = 日期, value = 数字 }, …]'
    yield from ("标准:" + ";".join(f"{k}={v}" for k, v in STANDARDS.items()), "", "# 文件里的各个表", "")
    for table, where in TABLES:
        yield from (f"{where}:{_first(table)}", *_parameters(table), "")


def _family(name: str, module: ModuleType, register: dict[str, Any]) -> Iterator[str]:
    yield from (f"## {name}", "")
    for word, shape in register.items():
        if shape.__module__ == module.__name__:
            yield from _one(shape, word)


def _one(shape: Any, word: str) -> Iterator[str]:
    scope = SCOPES.get(shape.SCOPE) if word in CONDITIONS else AMOUNT_SCOPES.get(shape.SCOPE)
    yield f"{word}({scope}):{_first(shape)}"
    yield f"    例:{shape.EXAMPLE}"
    yield from _parameters(shape)
    yield ""


def _parameters(shape: Any) -> Iterator[str]:
    for one in fields(shape):
        if "kind" not in one.metadata:
            continue
        kind = one.metadata["kind"]
        scale = getattr(shape, "SCALE", None)
        title = scale.title if scale and kind.title.startswith("数字(单位看词)") else kind.title
        need = "必写" if one.default is MISSING else _default(one.default)
        yield f"    {one.name.rstrip('_')}({need}):{one.metadata['doc']} [{title}]"


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
