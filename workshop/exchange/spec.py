"""What a specification of an exchange file is made of."""

from collections import namedtuple
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from workshop.exchange.kinds import Kind, one_of
from workshop.kernel.text import fold


def words(*choices: str) -> Kind:
    """A kind of a few words that stand for themselves."""
    return one_of({word: word for word in choices})


@dataclass(frozen=True)
class Column:
    """`headings` are the Chinese ones. `empty` is the value of an empty cell; a column that is `wanted` has none."""

    name: str
    headings: tuple[str, ...]
    kind: Kind
    wanted: bool = True
    empty: Any = None


def col(name: str, headings: str, kind: Kind) -> Column:
    """A column that must be filled in every row."""
    return Column(name, tuple(headings.split()), kind)


def may(name: str, headings: str, kind: Kind, empty: Any = None) -> Column:
    """A column that may be empty or missing."""
    return Column(name, tuple(headings.split()), kind, wanted=False, empty=empty)


@dataclass(frozen=True)
class Spec:
    """A file. `key` names the columns that make a row unique; a file without has rows that may be alike."""

    name: str
    chinese: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    by_name: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})

    @cached_property
    def line(self) -> Any:
        """The named tuple of a row: `row`, then the columns."""
        return namedtuple(f"{self.name}_line", ["row", *self.by_name])

    @cached_property
    def headings(self) -> dict[str, str]:
        """Folded heading, English or Chinese, to the name of its column."""
        return {fold(text): column.name for column in self.columns for text in (column.name, *column.headings)}

    def key_of(self, line: Any) -> tuple[Any, ...]:
        """What makes the row unique; the whole content where nothing else does."""
        return tuple(getattr(line, name) for name in self.key) or tuple(line[1:])
