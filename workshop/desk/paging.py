"""A list a hundred at a time: every line can be reached, whatever their number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request, url_for

T = TypeVar("T")
SIZE, MOST_PAGES = 100, 100_000


@dataclass(frozen=True)
class Part(Generic[T]):
    """The lines of one page; `number` from 1, `total` of all lines."""

    lines: Sequence[T]
    number: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // SIZE))

    def address(self, number: int) -> str:
        """The same list at another page."""
        same: dict[str, Any] = {name: value for name, value in request.args.items() if name != "page" and value}
        return url_for(request.endpoint or "", **(same | (request.view_args or {})), page=number)


def take_part(lines: Sequence[T]) -> Part[T]:
    """The page that the address asks for; one beyond the last is the last."""
    asked = max(1, min(MOST_PAGES, request.args.get("page", 1, type=int)))
    number = min(asked, max(1, -(-len(lines) // SIZE)))
    return Part(lines[(number - 1) * SIZE : number * SIZE], number, len(lines))
