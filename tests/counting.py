"""How many statements a page or a read costs: the same for five people as for five hundred."""

from collections.abc import Callable

from sqlalchemy import event

from workshop.store.database import db


def count_statements(work: Callable[[], object]) -> int:
    """How many statements go to the database while `work` is done. A page that is asked for must open: a refusal costs little."""
    seen = []

    def listener(*args) -> None:
        seen.append(args[2])

    event.listen(db.engine, "before_cursor_execute", listener)
    try:
        assert getattr(work(), "status_code", 200) == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", listener)
    return len(seen)
