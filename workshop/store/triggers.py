"""Triggers that refuse to change what was recorded, whoever asks: in SQLite's words and in PostgreSQL's. Migrations make them."""

from collections.abc import Iterable, Iterator

VERBS = ("INSERT", "UPDATE", "DELETE")


def append_only_triggers(tables: Iterable[str], dialect: str) -> Iterator[str]:
    """The statements that make tables refuse UPDATE and DELETE."""
    for table in tables:
        for verb in ("UPDATE", "DELETE"):
            yield from refusal(table, verb, f"{table}_no_{verb.lower()}", f"{table} is append-only", "", dialect)


def refusal(table: str, verb: str, name: str, sentence: str, when: str, dialect: str) -> Iterator[str]:
    """The statements that make `table` refuse `verb` where `when` holds (an SQL condition on OLD and NEW; empty: always)."""
    if dialect == "sqlite":
        condition = f"WHEN {when} " if when else ""
        yield f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {condition}BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        return
    row = "OLD" if verb == "DELETE" else "NEW"
    yield (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {when or 'true'} THEN "
        f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $$"
    )
    yield f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
