"""Which workshop's rows the work at hand may touch: PostgreSQL holds every statement to it, see `row_security`.

Commands, jobs and the start span every workshop. A request begins with nothing; the gate opens it for one workshop, and the few
reads that rightly look further say so with `across_workshops`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token

EVERY = "*"
NOTHING = ""
OWNER = "owner"  # the schema itself: only what brings it to a version may change it

scope: ContextVar[str] = ContextVar("scope", default=EVERY)


def begin_with_nothing() -> Token[str]:
    """A request that has not shown yet whose it is sees no workshop; answers what `scope.reset` takes at its end."""
    return scope.set(NOTHING)


def narrow_to(workshop_id: int) -> None:
    """From here on the request is about this workshop alone."""
    scope.set(str(int(workshop_id)))


@contextmanager
def across_workshops(why: str) -> Iterator[None]:
    """Inside, statements meet the rows of every workshop. `why` is for the reader; a test holds the list of all places."""
    with _as(EVERY):
        yield


@contextmanager
def within_one(workshop_id: int) -> Iterator[None]:
    """Inside, statements meet the rows of this workshop alone, whoever asks."""
    with _as(str(int(workshop_id))):
        yield


@contextmanager
def as_owner() -> Iterator[None]:
    """Inside, the database's user is itself and may change tables: for migrations."""
    with _as(OWNER):
        yield


@contextmanager
def _as(value: str) -> Iterator[None]:
    token = scope.set(value)
    try:
        yield
    finally:
        scope.reset(token)
