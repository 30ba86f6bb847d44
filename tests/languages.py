"""What pages say: the messages of templates, and the sentences that a module's code makes."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.extract import extract
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parents[1]
HAN = re.compile("[\u3400-\u9fff]")
_SAID = re.compile(r"""\b_\(\s*("[^"]*"|'[^']*')""")
# Values of a form that are shown through `say`, and words that are only compared with.
_SAID_LATER = re.compile(r"""\breasons\(\([^)]*\)\)|==\s*"[^"]*\"""")
_SILENT = re.compile(r"{#.*?#}", re.DOTALL)


def list_messages(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """(place, message) of each `_("…")` in templates and `gettext("…")` in code."""
    for path in paths:
        method = babel_extract if path.suffix == ".html" else "python"
        with path.open("rb") as file:
            for line, message, *_ in extract(method, file, keywords={"_": None, "gettext": None, "lazy_gettext": None}):
                yield f"{path.name}:{line}", str(message[0] if isinstance(message, tuple) else message)


def list_unmarked(path: Path) -> list[str]:
    """Chinese of a template that stands outside `_("…")`, with its line."""
    text = _SILENT.sub(lambda found: "\n" * found[0].count("\n"), path.read_text(encoding="utf-8"))
    bare = _SAID_LATER.sub("", _SAID.sub("_(", text))
    return [f"{path.name}:{at}: {line.strip()}" for at, line in enumerate(bare.splitlines(), 1) if HAN.search(line)]


def list_sentences(path: Path) -> Iterator[tuple[str, str]]:
    """(place, sentence) of every Chinese text that is no docstring; what is filled in stands there as 甲, 乙, 丙 …"""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed = {id(doc) for node in ast.walk(tree) for doc in _docstring(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            passed |= {id(inner) for inner in ast.walk(node)}
            places = iter("甲乙丙丁戊己")
            text = "".join(part.value if isinstance(part, ast.Constant) else next(places) for part in node.values)
            if HAN.search("".join(part.value for part in node.values if isinstance(part, ast.Constant))):
                yield f"{path.name}:{node.lineno}", text
    for node in ast.walk(tree):
        said = isinstance(node, ast.Constant) and id(node) not in passed and isinstance(node.value, str)
        if said and HAN.search(node.value):
            yield f"{path.name}:{node.lineno}", node.value


def _docstring(node: ast.AST) -> Iterator[ast.AST]:
    body = getattr(node, "body", None)
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and body and isinstance(body[0], ast.Expr):
        yield body[0].value
