"""Amounts: what they have in common and the register of their words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from workshop.claims.rules.conditions import Condition
from workshop.claims.rules.kinds import At, Kind, Text, Wrong, build, said, unknown_word
from workshop.claims.rules.results import Amount
from workshop.kernel.money import format_yuan

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look

PERSON, HOUSEHOLD, WORKSHOP, EITHER = "person", "household", "workshop", "either"
SCOPES = {PERSON: "每个人算一份", HOUSEHOLD: "每户算一份", WORKSHOP: "整个车间算一份", EITHER: "随里面的金额"}
AMOUNTS: dict[str, "type[AmountRule]"] = {}
A = TypeVar("A", bound="type[AmountRule]")


@dataclass(frozen=True, slots=True)
class Heads:
    """How many people count: `low` for certain, `high` if all the undecided do."""

    low: int
    high: int


@dataclass(frozen=True, kw_only=True, eq=False)
class AmountRule:
    """What a benefit pays. Subclasses have fields with kinds, a WORD, a SCOPE, an EXAMPLE, and `compute`."""

    WORD: ClassVar[str] = ""
    SCOPE: ClassVar[str] = PERSON
    EXAMPLE: ClassVar[str] = ""
    clause: str = said(Text(), "原文出处或原话", "")

    @property
    def scope(self) -> str:
        """For whom one sum is computed."""
        return self.SCOPE

    def compute(self, look: "Look", heads: Heads) -> Amount:
        """The sum with its arithmetic; pure. `heads` is about the workshop's counted people."""
        raise NotImplementedError

    def inner(self) -> "Iterable[AmountRule]":
        """Amounts inside this one."""
        return ()

    def conditions(self) -> Iterable[Condition]:
        """Conditions inside this one."""
        return ()

    def figures(self) -> tuple[tuple[str, str], ...]:
        """Registered numbers it is computed from: of whom (人、户、车间), and the name."""
        return ()

    def steps(self) -> tuple[int, ...]:
        """Thresholds in the table of a tiered amount, which examples must hit exactly."""
        return ()


def amount(word: str, scope: str) -> Callable[[A], A]:
    """Puts a class into the register under its Chinese word."""

    def register(cls: A) -> A:
        assert word not in AMOUNTS, word
        cls.WORD, cls.SCOPE = word, scope
        AMOUNTS[word] = cls
        return cls

    return register


class AmountKind(Kind):
    """An amount by its word."""

    title = '金额:{ is = "词", 参数… }'

    def parse(self, raw: object, at: At) -> AmountRule:
        if raw == "未见":
            raw = {"is": "未见"}
        if not isinstance(raw, dict) or "is" not in raw:
            raise Wrong(at.path, raw, f"应是{self.title}")
        word = raw["is"]
        shape = AMOUNTS.get(word) if isinstance(word, str) else None
        if shape is None:
            raise unknown_word(word, list(AMOUNTS), "金额", (*at.path, "is"))
        return build(shape, raw, at.path, at.wrongs, skip=("is",)) or AmountRule()


def yuan(fen: int) -> str:
    """`2,000.00 元`."""
    return f"{format_yuan(fen)} 元"


def unknown(why: str) -> Amount:
    """A sum that nobody can tell."""
    return Amount(0, None, why)
