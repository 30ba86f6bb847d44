"""An event told in a sentence, so that a person can decide about it without knowing its shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workshop.kernel.text import has_forbidden


@dataclass(frozen=True)
class Names:
    """Keys as events carry them (text) → what a person calls them."""

    workers: dict[str, str]
    operations: dict[str, str]


COUNTS = (
    ("good", "合格"),
    ("quantity", "数量"),
    ("defect_own", "本人次品"),
    ("defect_other", "非本人次品"),
    ("rework", "返修"),
    ("minutes", "分钟"),
)
KINDS = {
    "output": "产量",
    "team_output": "集体产量",
    "attendance": "考勤",
    "hours": "钟点",
    "reverse": "撤销",
    "confirm": "对工",
    "takehome_issue": "外发领料",
    "takehome_return": "外发交货",
    "takehome_close": "外发结单",
}


def tell_event(kind: str, body: Mapping[str, Any], names: Names) -> str:
    """`产量:王桂香(G001) 缝合 合格 37`; a key nobody knows is shown as it came."""
    parts = [_name(body, "worker", names.workers), _name(body, "operation", names.operations)]
    parts += [f"{_plain(body['bag'])} 号袋"] if body.get("bag") else []
    parts += [f"{word} {_plain(body[name])}" for name, word in COUNTS if body.get(name) not in (None, "", "0", 0)]
    parts += [_plain(body[name]) for name in ("status", "activity", "reason", "note") if body.get(name)]
    if isinstance(body.get("members"), list):
        parts.append(f"{len(body['members'])} 人")
    parts += _materials(body.get("materials"))
    if "raw" in body:
        parts.append(_plain(body["raw"]))
    return f"{KINDS.get(kind, kind)}{':' if kind else ''}{' '.join(part for part in parts if part)}"


def _materials(listed: object) -> list[str]:
    """Material given out or brought back: `棉纱 12.5 公斤`, `退棉纱 1`."""
    told = []
    for one in listed if isinstance(listed, list) else []:
        if isinstance(one, dict) and one.get("issued") not in (None, "", "0"):
            told.append(f"{_plain(one.get('name', ''))} {_plain(one['issued'])} {_plain(one.get('unit', ''))}".strip())
        if isinstance(one, dict) and one.get("returned") not in (None, "", "0"):
            told.append(f"退{_plain(one.get('name', ''))} {_plain(one['returned'])}")
    return told


def _name(body: Mapping[str, Any], field: str, names: Mapping[str, str]) -> str:
    return names.get(str(body[field]), f"?{_plain(body[field])}") if field in body else ""


def _plain(value: object) -> str:
    text = str(value)[:40]
    return "".join("�" if has_forbidden(ch) else ch for ch in text)
