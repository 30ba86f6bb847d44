"""The files of the claims rules lean on each other in one direction only, types included."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[2]
RULES = ROOT / "workshop" / "claims" / "rules"


def _named(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _imports(path: Path, known: set[str]) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in known else node.module)
    return found & known


def test_no_file_of_the_rules_imports_in_a_circle():
    files = {_named(path): path for path in RULES.rglob("*.py")}
    assert len(files) > 40
    order = TopologicalSorter({name: _imports(path, set(files)) for name, path in files.items()})
    assert list(order.static_order())  # raises CycleError naming the circle
