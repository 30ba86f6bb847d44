"""Reads a layout file: TOML with its errors in Chinese by line, the closed words, the days."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from workshop.claims.files.positions import find_lines, line_of
from workshop.claims.files.reading import syntax_fault
from workshop.claims.rules.kinds import Path as TomlPath
from workshop.claims.rules.kinds import Wrongs, build
from workshop.kernel.faults import Fault
from workshop.papers.layouts.words import Layout

MOST_BYTES = 256 * 1024
_SHOWN = 40


@dataclass
class Reading:
    """What came of a file: the layout (None when refused) and the faults."""

    name: str
    layout: Layout | None = None
    faults: list[Fault] = field(default_factory=list)
    lines: dict[TomlPath, int] = field(default_factory=dict)

    def fault(self, path: TomlPath, value: object, message: str, mend: str = "", reason: str = "layout") -> None:
        """Puts a fault at the line of a path; one with a fault is not used."""
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        text = "" if isinstance(value, dict | list | tuple) else str(value)
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        self.faults.append(Fault(self.name, line_of(self.lines, path), key, shown, reason, message, mend))


def read_layout_file(path: Path) -> Reading:
    """Reads a file; unreadable bytes are a fault, not a stack trace."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return _unreadable(path.name, "too_large", "文件太大", "一份表样只有几十行,请检查是不是放错了文件")
        return read_layout(path.read_text(encoding="utf-8"), path.name)
    except FileNotFoundError:
        return _unreadable(path.name, "unreadable", "没有这个文件", "请检查文件名和文件夹")
    except OSError as error:
        return _unreadable(path.name, "unreadable", f"打不开文件({error.strerror})", "请检查路径和权限")
    except UnicodeDecodeError:
        return _unreadable(path.name, "encoding", "不是 UTF-8 文字", "请另存为 UTF-8 编码")


def _unreadable(name: str, reason: str, message: str, mend: str) -> Reading:
    return Reading(name, faults=[Fault(name, 0, "", "", reason, message, mend)])


def read_layout(text: str, name: str) -> Reading:
    """A layout from its text: its words and days; what its papers allow is not asked here."""
    found, text = Reading(name), text.removeprefix("\ufeff")
    try:
        raw, found.lines = tomllib.loads(text), find_lines(text)
    except (ValueError, RecursionError) as error:  # broken, too deep, or a number of thousands of digits
        found.faults.append(syntax_fault(name, text, str(error)))
        return found
    wrongs = Wrongs()
    layout = build(Layout, raw, (), wrongs)
    for wrong in wrongs:
        found.fault(wrong.path, wrong.value, wrong.message, wrong.mend)
    found.layout = layout if not found.faults else None
    return found
