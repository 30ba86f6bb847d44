"""A paper's data as canonical JSON and back: the very dataclasses that papers are made of, and nothing else.

Canonical: keys in order, no spaces, fields that have their default left out, so that a field added later with a default
changes no paper issued before. Reading is strict: an unknown name, a missing field or a wrong type is an error.
"""

import json
import types
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from workshop.papers.kind import Paper

_IS, _DAY = "=", "day"  # a dataclass by its name; a date
_PLAIN = (str, int, float, bool, type(None))


class BadPaper(ValueError):
    """Stored data that are no paper."""


def encode_paper(paper: Paper) -> bytes:
    """The paper as canonical JSON, UTF-8."""
    return json.dumps(_encode(paper), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def decode_paper(content: bytes) -> Paper:
    """The paper that `encode_paper` wrote. Raises BadPaper."""
    try:
        tree = json.loads(content.decode("utf-8", "surrogatepass"))
    except ValueError as error:
        raise BadPaper("no JSON") from error
    paper: Paper = _decode(tree, Paper, "paper")
    return paper


@cache
def classes() -> dict[str, type]:
    """Every dataclass that can stand in a paper, by its name."""
    found: dict[str, type] = {}
    waiting = list(_dataclasses_in(Paper))
    while waiting:
        one = waiting.pop()
        if one.__name__ not in found:
            found[one.__name__] = one
            waiting += [inner for hint in _hints(one).values() for inner in _dataclasses_in(hint)]
    return found


def _dataclasses_in(hint: Any) -> Iterator[type]:
    if is_dataclass(hint) and isinstance(hint, type):
        yield hint
    for part in get_args(hint):
        yield from _dataclasses_in(part)


@cache
def _hints(of: type) -> dict[str, Any]:
    return get_type_hints(of)


@cache
def _fields(of: type) -> tuple[Field[Any], ...]:
    return tuple(one for one in fields(of) if one.init)


def _encode(value: Any) -> Any:
    if type(value) in _PLAIN:
        return value
    if isinstance(value, tuple):
        return [_encode(one) for one in value]
    if type(value) is date:
        return {_DAY: value.isoformat()}
    if classes().get(type(value).__name__) is not type(value):
        raise BadPaper(f"{type(value).__name__} does not belong to a paper")
    of: Any = type(value)
    told = ((one.name, getattr(value, one.name)) for one in _fields(of) if not _is_default(one, value))
    return {_IS: of.__name__, **{name: _encode(inner) for name, inner in told}}


def _is_default(one: Field[Any], value: Any) -> bool:
    inner = getattr(value, one.name)
    return one.default is not MISSING and type(one.default) is type(inner) and bool(one.default == inner)


def _decode(tree: Any, hint: Any, place: str) -> Any:
    if isinstance(tree, dict):
        return _decode_date(tree, hint, place) if _DAY in tree else _decode_class(tree, hint, place)
    if isinstance(tree, list):
        return _decode_list(tree, hint, place)
    if not any(_accepts(one, tree) for one in _choices(hint)):
        raise BadPaper(f"{place}: {type(tree).__name__}")
    return tree


@cache
def _choices(hint: Any) -> tuple[Any, ...]:
    if get_origin(hint) in (Union, types.UnionType):
        return tuple(inner for one in get_args(hint) for inner in _choices(one))
    return (hint,)


def _accepts(hint: Any, value: Any) -> bool:
    """Whether a plain value is what a type promises; a whole number may stand for a float."""
    if get_origin(hint) is Literal:
        return value in get_args(hint)
    return type(value) is hint or (hint is float and type(value) is int)


def _decode_date(tree: dict[str, Any], hint: Any, place: str) -> date:
    try:
        if set(tree) == {_DAY} and date in _choices(hint):
            return date.fromisoformat(tree[_DAY])
    except (TypeError, ValueError) as error:
        raise BadPaper(f"{place}: no date") from error
    raise BadPaper(f"{place}: no date is expected")


def _decode_list(tree: list[Any], hint: Any, place: str) -> tuple[Any, ...]:
    for one in _choices(hint):
        inner = get_args(one)
        if get_origin(one) is tuple and len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_decode(value, inner[0], place) for value in tree)
        if get_origin(one) is tuple and len(inner) == len(tree):
            return tuple(_decode(value, kind, place) for value, kind in zip(tree, inner, strict=True))
    raise BadPaper(f"{place}: no list of {len(tree)} is expected")


def _decode_class(tree: dict[str, Any], hint: Any, place: str) -> Any:
    of = classes().get(tree.get(_IS, ""))
    if of is None or of not in _choices(hint):
        raise BadPaper(f"{place}: {tree.get(_IS)!r} does not belong here")
    known = {one.name: one for one in _fields(of)}
    if unknown := set(tree) - set(known) - {_IS}:
        raise BadPaper(f"{place}: {of.__name__} has no {', '.join(sorted(unknown))}")
    hints = _hints(of)
    given = {name: _decode(tree[name], hints[name], f"{of.__name__}.{name}") for name in known if name in tree}
    try:
        return of(**given)
    except (TypeError, ValueError) as error:
        raise BadPaper(f"{place}: {error}") from error
