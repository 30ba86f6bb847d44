"""What was assessed, kept in memory while the records, the programme files and the question stay the same.

Nothing of it is a record: it may be dropped at any moment and is computed again.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

from flask import current_app

from workshop.claims.queries.versions import data_version
from workshop.claims.rules.facts import Asked
from workshop.claims.shelf import mark_shelf

MOST = {
    "facts": 4,
    "before": 2,
    "worker": 64,
}  # of a workshop of 500 people each of the first two takes some ten megabytes
OTHERS = 48  # answers; the longest of a workshop of 500 people is about a megabyte
T = TypeVar("T")


class Kept:
    """The latest answers by key; the one that was not asked for the longest time goes first."""

    def __init__(self, most: int = OTHERS) -> None:
        self._most = most
        self._guard = Lock()
        self._found: OrderedDict[Hashable, Any] = OrderedDict()

    def find(self, key: Hashable) -> Any:
        """What is kept, None where nothing is."""
        with self._guard:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def keep(self, key: Hashable, answer: Any) -> None:
        """Keeps an answer and lets the oldest go."""
        with self._guard:
            self._found[key] = answer
            self._found.move_to_end(key)
            while len(self._found) > self._most:
                self._found.popitem(last=False)

    def clear(self) -> None:
        """Forgets everything."""
        with self._guard:
            self._found.clear()


def kept_answers(name: str = "") -> Kept:
    """Those of this application as it is set up now, of a name by its first word, or of all that have no place of their own."""
    places = current_app.config.get("CLAIMS_KEPT")
    if places is None:
        places = current_app.config["CLAIMS_KEPT"] = {"": Kept(), **{n: Kept(most) for n, most in MOST.items()}}
    return cast("Kept", places.get(name.partition(" ")[0]) or places[""])


def keep_answer(name: str, workshop_id: int, asked: Asked, make: Callable[[], T]) -> T:
    """The answer named, made anew where anything was written, a programme file changed, or something else is asked.

    An answer must come from the database and the programme files alone, and nobody may change it.
    """
    key, kept = _key(name, workshop_id, asked), kept_answers(name)
    found = kept.find(key)
    if found is None:
        found = make()
        kept.keep(key, found)
    return cast("T", found)


def find_answer(name: str, workshop_id: int, asked: Asked) -> Any:
    """The answer named where it is kept and still holds, None where it must be made."""
    return kept_answers(name).find(_key(name, workshop_id, asked))


def _key(name: str, workshop_id: int, asked: Asked) -> Hashable:
    return (name, workshop_id, asked, data_version(workshop_id), mark_shelf())
