"""A question 疑问 of a check: about whom, what was found and what would be usual, and where to look. Never a verdict."""

import hashlib
from dataclasses import dataclass
from typing import NamedTuple


class Ref(NamedTuple):
    """A thing of the books: kind and key.

    worker `7`, day `7/2026-03-05`, month `7/2026-03`, slip `2026-03/7`, attendance `2026-03` of everybody, floor `2026-03-05`,
    run `2026-03`, money `2026-03`, order `12`, operation `5`, claim `3`, calendar ``, workshop ``.
    """

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `figures` are what it rests on: the same figures are the same question, other figures a new one.

    `workers` and `months` (year × 12 + month − 1) say whom and which time it touches; both empty: the workshop as a whole.
    """

    check: str
    subject: Ref
    sentence: str
    usual: str
    figures: tuple[object, ...]
    evidence: tuple[Ref, ...] = ()
    workers: tuple[int, ...] = ()
    months: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """Stable over check, subject and figures: what an answer hangs on."""
        parts = (self.check, *self.subject, *(str(figure) for figure in self.figures))
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def touches(self, workers: frozenset[int], months: frozenset[int]) -> bool:
        """Whether it is about one of these people in one of these months, or about the workshop as a whole."""
        who = not self.workers or not workers.isdisjoint(self.workers)
        return who and (not self.months or not months or not months.isdisjoint(self.months))
