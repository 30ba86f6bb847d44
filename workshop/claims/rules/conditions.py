"""Conditions: what they have in common, the register of their words, and how they are combined. No expressions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from workshop.claims.rules.kinds import At, Kind, Text, Whole, Wrong, build, said, unknown_word
from workshop.claims.rules.look import Look
from workshop.claims.rules.results import ANSWERS, Answer, Finding

PERSON, WORKSHOP, BOTH = "person", "workshop", "both"
SCOPES = {PERSON: "人", WORKSHOP: "车间", BOTH: "人或车间"}
CONDITIONS: dict[str, "type[Condition]"] = {}
C = TypeVar("C", bound="type[Condition]")


@dataclass(frozen=True, kw_only=True, eq=False)
class Condition:
    """A question with three answers. Subclasses have fields with kinds, a WORD, an EXAMPLE, and `judge`."""

    WORD: ClassVar[str] = ""
    SCOPE: ClassVar[str] = PERSON
    EXAMPLE: ClassVar[str] = ""
    id: str = said(Text(), "给这一条起个短名,便于说明", "")
    clause: str = said(Text(), "原文出处或原话", "")

    def judge(self, look: Look) -> Finding:
        """The answer with its sentence; pure."""
        raise NotImplementedError

    def ask(self, look: Look) -> Finding:
        """`judge`, with the word and clause on the finding, and told to whoever keeps a trace."""
        found = self.judge(look)
        if not found.word:
            named = (found.answer, found.sentence, self.clause, self.WORD)
            found = Finding(*named, found.shortfall, found.parts, found.exact, found.figure)
        if look.trace is not None:
            look.trace(self, found)
        return found

    def thresholds(self) -> tuple[str, ...]:
        """Names of the bounds an example must hit exactly."""
        return ()

    def inner(self) -> "Iterable[Condition]":
        """Conditions inside this one."""
        return ()


def condition(word: str, scope: str = PERSON) -> Callable[[C], C]:
    """Puts a class into the register under its Chinese word."""

    def register(cls: C) -> C:
        assert word not in CONDITIONS, word
        cls.WORD, cls.SCOPE = word, scope
        CONDITIONS[word] = cls
        return cls

    return register


@dataclass(frozen=True, kw_only=True, eq=False)
class All(Condition):
    """每一条都要满足。"""

    all: tuple[Condition, ...]
    WORD: ClassVar[str] = "全部"

    def judge(self, look: Look) -> Finding:
        return joined(tuple(part.ask(look) for part in self.all), len(self.all), "各条都要满足")

    def inner(self) -> Iterable[Condition]:
        return self.all


@dataclass(frozen=True, kw_only=True, eq=False)
class AtLeast(Condition):
    """几条里至少满足几条;any 就是至少一条。"""

    of: tuple[Condition, ...]
    at_least: int = 1
    WORD: ClassVar[str] = "至少几条"

    def judge(self, look: Look) -> Finding:
        said_so = f"{len(self.of)} 条中至少满足 {self.at_least} 条"
        return joined(tuple(part.ask(look) for part in self.of), self.at_least, said_so)

    def inner(self) -> Iterable[Condition]:
        return self.of


@dataclass(frozen=True, kw_only=True, eq=False)
class Not(Condition):
    """不得是。"""

    not_: Condition
    WORD: ClassVar[str] = "不得"

    def judge(self, look: Look) -> Finding:
        inner = self.not_.ask(look)
        opposite: dict[Answer, Answer] = {"met": "not_met", "not_met": "met", "undecided": "undecided"}
        return Finding(opposite[inner.answer], f"要求不得:{inner.sentence}", parts=(inner,))

    def inner(self) -> Iterable[Condition]:
        return (self.not_,)


@dataclass(frozen=True, kw_only=True, eq=False)
class Readings(Condition):
    """原文可以有几种读法:都满足才满足,都不满足才不满足,读法不同结果就不同时待定。"""

    readings: tuple[Condition, ...]
    silent: str
    WORD: ClassVar[str] = "几种读法"

    def judge(self, look: Look) -> Finding:
        parts = tuple(part.ask(look) for part in self.readings)
        answers = {part.answer for part in parts}
        if len(answers) == 1 and "undecided" not in answers:
            return Finding(answers.pop(), parts[0].sentence, parts=parts)
        shown = ";".join(f"{part.sentence}({ANSWERS[part.answer]})" for part in parts)
        return Finding("undecided", f"{self.silent},几种读法结果不同:{shown}", parts=parts)

    def inner(self) -> Iterable[Condition]:
        return self.readings


def joined(parts: tuple[Finding, ...], need: int, what: str) -> Finding:
    """At least `need` of the parts; the sentence tells what decides."""
    met = sum(part.answer == "met" for part in parts)
    open_ = sum(part.answer == "undecided" for part in parts)
    answer: Answer = "met" if met >= need else "not_met" if met + open_ < need else "undecided"
    decisive = (
        [p for p in parts if p.answer == answer]
        if answer != "undecided"
        else [p for p in parts if p.answer == "undecided"]
    )
    sentence = ";".join(dict.fromkeys(part.sentence for part in decisive))
    if answer != "met" and len(parts) > 1:
        sentence = f"{what},{'不满足的' if answer == 'not_met' else '还不能定的'}:{sentence}"
    shorts = [p.shortfall for p in parts if p.answer != "met"]
    alone = shorts[0] if answer == "not_met" and len(shorts) == need - met == 1 else None
    return Finding(answer, sentence, shortfall=alone, parts=parts)


_COMBINING = {
    "all": "所有都满足",
    "any": "任一满足",
    "of": "至少 at_least 条",
    "not": "不得",
    "readings": "几种读法(silent 说明)",
}


class ConditionKind(Kind):
    """One condition, or a combination of conditions."""

    title = (
        '条件:{ is = "词", 参数… },或 { all = [ … ] }、{ any = [ … ] }、{ at_least = 2, of = [ … ] }、'
        '{ not = { … } }、{ readings = [ … ], silent = "…" }'
    )

    def __init__(self, scope: str) -> None:
        self.scope = scope

    def parse(self, raw: object, at: At) -> Condition:
        if not isinstance(raw, dict):
            raise Wrong(at.path, raw, f"应是{self.title}")
        if "is" in raw:
            return self._word(raw, at)
        used = [name for name in _COMBINING if name in raw]
        if len(used) != 1:
            raise Wrong(at.path, "、".join(raw), "一个条件要么写 is,要么写 all、any、of、not、readings 中的一个")
        return self._combined(used[0], raw, at)

    def _word(self, raw: dict, at: At) -> Condition:
        word = raw["is"]
        shape = CONDITIONS.get(word) if isinstance(word, str) else None
        if shape is None:
            raise unknown_word(word, list(CONDITIONS), "条件", (*at.path, "is"))
        if shape.SCOPE not in (self.scope, BOTH) and self.scope != BOTH:
            mend = "person 里用关于人的条件,workshop、recognition 里用关于车间的条件"
            raise Wrong(
                (*at.path, "is"), word, f"「{word}」问的是{SCOPES[shape.SCOPE]},这里要问{SCOPES[self.scope]}", mend
            )
        return build(shape, raw, at.path, at.wrongs, skip=("is",)) or UNREAD

    def _combined(self, name: str, raw: dict, at: At) -> Condition:
        extra = set(raw) - {name, "clause", "id"} - {"of": {"at_least"}, "readings": {"silent"}}.get(name, set())
        for other in sorted(extra):
            at.wrongs.append(unknown_word(other, [name, "clause", "id"], "参数", (*at.path, other)))
        said_too: dict[str, Any] = {key: Text().parse(raw[key], at.down(key)) for key in ("clause", "id") if key in raw}
        inner = at.down(name)
        if name == "not":
            return Not(not_=self.parse(raw[name], inner), **said_too)
        parts = self._list(raw[name], inner)
        if name == "all":
            return All(all=parts, **said_too)
        if name == "any":
            return AtLeast(of=parts, **said_too)
        if name == "readings":
            silent = Text().parse(raw.get("silent", ""), at.down("silent"))
            return Readings(readings=parts, silent=silent, **said_too)
        need = Whole(1, len(parts)).parse(raw.get("at_least"), at.down("at_least"))
        return AtLeast(of=parts, at_least=need, **said_too)

    def _list(self, raw: object, at: At) -> tuple[Condition, ...]:
        if not isinstance(raw, list) or not raw:
            raise Wrong(at.path, raw, "应是条件的列表 [ … ],至少一条")
        return tuple(_kept(self, item, at.down(index)) for index, item in enumerate(raw))


def _kept(kind: ConditionKind, raw: object, at: At) -> Condition:
    try:
        return kind.parse(raw, at)
    except Wrong as wrong:
        at.wrongs.append(wrong)
        return UNREAD


class _Unread(Condition):
    """Stands where a condition could not be read; its file is refused."""

    def judge(self, look: Look) -> Finding:
        return Finding("undecided", "这一条没有读懂")


UNREAD = _Unread()
