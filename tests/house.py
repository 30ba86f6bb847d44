"""Reads the package with `ast` alone and tells where a rule of the house is broken."""

import ast
from collections.abc import Iterator
from pathlib import Path

# Each room may import itself and whatever stands before it; `sheets` reads workbooks for everybody above.
ROOMS = (
    "kernel",
    "sheets",
    "store",
    "access",
    "people",
    "prices",
    "floor",
    "takehome",
    "pay",
    "exchange",
    "claims",
    "papers",
    "desk",
    "mine",
    "county",
)
# The composition root and its commands: they import everything, nobody imports them.
TOP = ("app", "cli", "doctor", "demo", "serving", "verifying")
SIDEWAYS = {("store", "sheets"), ("county", "mine")}  # neighbours in the list that do not know each other

DOORS = {
    "rules": {"rules", "values"},
    "values": {"values"},
    "rows": {"rows"},
    "queries": {"rows", "queries", "rules", "values"},
    "actions": {"rules", "queries", "rows", "actions", "values", "files", "seed"},
    "forms": {"forms", "rules", "values"},
    "pages": {"forms", "actions", "queries", "rules", "values", "files", "pages"},
    "api": {"forms", "actions", "queries", "rules", "values", "files"},
    "files": {"files", "rules", "values"},
}
DOOR_ROOMS = {
    "rules": {"kernel"},
    "values": {"kernel"},
    "forms": {"kernel", "access"},
    "files": {"kernel", "sheets"},
    "rows": {"store"},
}
IMPURE = ("flask", "sqlalchemy", "flask_login", "flask_sqlalchemy", "time", "workshop.store", "workshop.access")
CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "monotonic"}
MOST_LINES, MOST_FUNCTION_LINES = 300, 40


def breaches(package: Path) -> list[str]:
    """Every breach under `package`, one sentence each."""
    found: list[str] = []
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        tree = ast.parse(path.read_text(encoding="utf-8"))
        place = "/".join(parts)
        found += [f"{place}: {sentence}" for check in CHECKS for sentence in check(parts, tree)]
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > MOST_LINES:
            found.append(f"{place}: {lines} lines, at most {MOST_LINES}")
    return found


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ("workshop." if node.level else "") + (node.module or "")
            yield base
            if base.count(".") < 2:
                yield from (f"{base}.{alias.name}" for alias in node.names)


def _rooms(parts: tuple[str, ...], tree: ast.Module) -> Iterator[str]:
    """Arrows only downwards; the top is imported by nobody."""
    here = parts[0]
    if here in TOP or here == "__init__":
        return
    if here not in ROOMS:
        yield f"{here} is no room of the house"
        return
    for name in _imports(tree):
        target = name.split(".")[1] if name.startswith("workshop.") else ""
        if not target or target == here:
            continue
        if target in TOP or target not in ROOMS:
            yield f"imports {name}, which is for nobody"
        elif ROOMS.index(target) > ROOMS.index(here) or (here, target) in SIDEWAYS:
            yield f"imports {name}: arrows go down only"


def _doors(parts: tuple[str, ...], tree: ast.Module) -> Iterator[str]:
    """What stands behind a door may come in only by the doors of the table."""
    door = parts[1] if len(parts) > 1 else ""
    if parts[0] in ("kernel", "store", "access") or door not in DOORS:
        return
    for name in _imports(tree):
        pieces = name.split(".")
        if pieces[0] != "workshop" or len(pieces) < 3:
            continue
        room, other = pieces[1], pieces[2]
        if room in DOOR_ROOMS.get(door, ()) or (
            door not in DOOR_ROOMS and room in ("kernel", "store", "access", "sheets")
        ):
            continue
        if other not in DOORS[door] and not (room == parts[0] and other not in DOORS):
            yield f"{door} imports {name}; it may import {', '.join(sorted(DOORS[door]))}"


def _purity(parts: tuple[str, ...], tree: ast.Module) -> Iterator[str]:
    """Rules know no framework, no database, no clock; the kernel knows only the standard library and itself."""
    if parts[0] != "kernel" and "rules" not in parts[1:2]:
        return
    for name in _imports(tree):
        if name.split(".")[0] in IMPURE or name.startswith(("workshop.store", "workshop.access")):
            yield f"a rule imports {name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            owner = ast.unparse(node.func.value)
            if owner.split(".")[-1] in ("datetime", "date", "time", "dt"):
                yield f"a rule looks at the clock in line {node.lineno}"


def _commits(parts: tuple[str, ...], tree: ast.Module) -> Iterator[str]:
    """The only commit stands in `store`."""
    if parts[0] == "store":
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit":
            yield f"commits in line {node.lineno}; only store/transaction does"


def _views(parts: tuple[str, ...], tree: ast.Module) -> Iterator[str]:
    """Every view carries its policy."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        calls = [d.func for d in node.decorator_list if isinstance(d, ast.Call)]
        routed = any(
            isinstance(f, ast.Attribute) and f.attr in ("route", "get", "post", "put", "delete") for f in calls
        )
        guarded = any(isinstance(f, ast.Name) and f.id == "policy" for f in calls)
        if routed and not guarded:
            yield f"the view {node.name} carries no policy"


def _lengths(parts: tuple[str, ...], tree: ast.Module) -> Iterator[str]:
    """Functions that fit on a screen."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MOST_FUNCTION_LINES:
                yield f"{node.name} has {lines} lines, at most {MOST_FUNCTION_LINES}"


CHECKS = (_rooms, _doors, _purity, _commits, _views, _lengths)
