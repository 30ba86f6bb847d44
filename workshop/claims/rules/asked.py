"""Questions of the checks in the order they are read: grouped by check, what costs money back first. Pure."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from workshop.claims.rules.inspecting.asking import CHECKS
from workshop.claims.rules.inspecting.checks import Check
from workshop.claims.rules.inspecting.questions import Question, Ref

T = TypeVar("T")
# Numbers of what inspectors find, worst first: people who must not be there or are paid twice, money without work, who does not
# count, figures that do not agree; then how records were made.
_WORST = (12, 1, 4, 2, 16, 13, 3, 14, 11, 10, 15, 6, 5, 7, 9, 8)
OTHER_PLACE = "另一个车间"
LONGEST = 1000  # characters of an answer
_MARK = re.compile(r"⟦(\d+)/([^⟧]*)⟧")


@dataclass(frozen=True)
class Group(Generic[T]):
    """The questions of one check, or what they are part of."""

    check: Check
    items: tuple[T, ...]

    @property
    def size(self) -> int:
        """How many."""
        return len(self.items)


def group_questions(items: Iterable[T], question: Callable[[T], Question]) -> list[Group[T]]:
    """By check, the worst check first; within one who and what is touched most first."""
    found: dict[str, list[T]] = defaultdict(list)
    for item in items:
        found[question(item).check].append(item)
    groups = [
        Group(CHECKS[code], tuple(sorted(mine, key=lambda one: _reach(question(one))))) for code, mine in found.items()
    ]
    return sorted(groups, key=lambda group: rank(group.check))


def list_checks() -> tuple[list[Check], list[Check]]:
    """The checks that look, the worst first, and those that do not here."""
    looking = sorted((one for one in CHECKS.values() if one.look), key=rank)
    return looking, [one for one in CHECKS.values() if not one.look]


def rank(check: Check) -> int:
    """The place of a check among the others; a check that no inspection is known to have made comes last."""
    return min((_WORST.index(one) for one in check.found if one in _WORST), default=len(_WORST))


def _reach(question: Question) -> tuple[int, int]:
    return -len(question.workers), -max(question.months, default=0)


def question_mark(question: Question) -> str:
    """The key of a question: check, place, people, months and figures; the same facts give the same one."""
    parts = (question.key, *map(str, question.workers), "", *map(str, question.months))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def subject_text(ref: Ref) -> str:
    """`day/7/2026-03-05`."""
    return f"{ref.kind}/{ref.key}"[:80]


def place_mark(workshop_id: int, number: str = "") -> str:
    """How another workshop, and its claim, stand in facts, so that a question is the same whoever reads it."""
    return f"⟦{workshop_id}/{number}⟧"


def name_places(question: Question, names: Mapping[int, str]) -> Question:
    """The question with other workshops by name for those who may know it; without `names` each is 另一个车间."""

    def told(found: re.Match[str]) -> str:
        name = names.get(int(found[1]))
        return OTHER_PLACE if name is None else f"{name} {found[2]}".rstrip()

    sentence = _MARK.sub(told, question.sentence)
    return replace(question, sentence=sentence) if sentence != question.sentence else question


def tell_open(questions: Iterable[Question]) -> list[str]:
    """What is open of the checks, one sentence for each of them."""
    groups = group_questions(questions, lambda one: one)
    return [f"检查「{one.check.name}」有 {len(one.items)} 个问题没有回答" for one in groups]
