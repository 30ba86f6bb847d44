"""Sharing a sum so that the shares are the sum, always: largest remainder (pay rules 3.4)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

SPLITS: dict[str, str] = {
    "equal": "平均",
    "by_minutes": "按时间",
    "by_weight": "按系数",
    "by_minutes_weight": "按时间和系数",
}


class BadSplit(ValueError):
    """A sum that cannot be shared as asked; the message is a Chinese sentence."""


class Member(NamedTuple):
    """One of a team: `minutes` and `weight` (in 1/100) are wanted where the split uses them."""

    worker_no: str
    minutes: int | None = None
    weight: int | None = None


def share_out(amount: int, weights: Mapping[str, int]) -> dict[str, int]:
    """`amount` by weights, largest remainder first, ties to the lower key as text; negative sums mirror positive ones."""
    total = sum(weights.values())
    if total <= 0 or min(weights.values()) < 0:
        raise BadSplit("分配的时间或系数合计是零,没法分")
    if amount < 0:
        return {key: -share for key, share in share_out(-amount, weights).items()}
    shares = {key: amount * weight // total for key, weight in weights.items()}
    rest = amount - sum(shares.values())
    for key in sorted(weights, key=lambda k: (-(amount * weights[k] % total), k))[:rest]:
        shares[key] += 1
    return shares


def split_team(amount: int, split: str, members: Sequence[Member]) -> dict[str, int]:
    """The fen of a team's output for each worker number, by `equal`, `by_minutes`, `by_weight` or `by_minutes_weight`."""
    if not members:
        raise BadSplit("集体产量没有成员,没法分")
    return share_out(amount, {member.worker_no: _weight(split, member) for member in members})


def _weight(split: str, member: Member) -> int:
    if split not in SPLITS:
        raise BadSplit(f"不认识的分配方式「{split}」")
    wanted = [
        value for value, used in ((member.minutes, "minutes" in split), (member.weight, "weight" in split)) if used
    ]
    if None in wanted:
        raise BadSplit(f"{member.worker_no} 缺少分配要用的分钟或系数")
    weight = 1
    for value in wanted:
        weight *= value or 0
    return weight
