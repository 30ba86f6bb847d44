"""Which step of a claim may follow which, and what each one must say; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workshop.claims.values import STATES, State
from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.text import has_forbidden

Verb = Literal["check", "issue", "submit", "return", "revise", "approve", "receive", "repay", "withdraw"]
MOVES: Mapping[Verb, tuple[str, tuple[State, ...], State]] = {
    "check": ("核对", ("draft",), "checked"),
    "issue": ("出材料", ("checked", "issued"), "issued"),
    "submit": ("报送", ("issued",), "submitted"),
    "return": ("登记退回", ("submitted",), "returned"),
    "revise": ("改回草稿", ("checked", "issued", "returned"), "draft"),
    "approve": ("登记批准", ("submitted",), "approved"),
    "receive": ("登记到账", ("approved", "received"), "received"),
    "repay": ("登记退回资金", ("received", "repaid"), "repaid"),
    "withdraw": ("撤回", ("draft", "checked", "issued", "submitted", "returned"), "withdrawn"),
}
RELEASES: frozenset[Verb] = frozenset({"return", "revise", "withdraw"})  # the people may be claimed again
ON_ITS_WAY: frozenset[State] = frozenset({"submitted", "approved", "received", "repaid"})


@dataclass(frozen=True)
class Standing:
    """Where a claim stands: state, what is claimed and came of it in fen, and the accounts that made its present round.

    `one_hand` is true where a recorded decision lets the manager submit what he prepared. `lacks`: what its public notice 公示 lacks.
    """

    state: State
    fen: int
    makers: frozenset[int | None] = frozenset()
    approved_fen: int = 0
    received_fen: int = 0
    repaid_fen: int = 0
    one_hand: bool = False
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """What a person says with a step: `by` is the account, None for the command line."""

    by: int | None
    today: date
    fen: int | None = None
    day: date | None = None
    reason: str = ""
    document_number: str = ""
    is_manager: bool = False


def list_moves(state: State) -> list[Verb]:
    """What may be done with a claim in a state, the usual next step first."""
    return [verb for verb, (_, sources, _to) in MOVES.items() if state in sources]


def check_move(verb: Verb, at: Standing, said: Said) -> State:
    """The state that a step leads to. Raises Refused with what is wrong and how to mend it, `field` naming the entry."""
    name, sources, to = MOVES[verb]
    if at.state not in sources:
        raise Refused(
            f"这项申领现在是「{STATES[at.state]}」,不能{name}", f"要先是「{'、'.join(STATES[s] for s in sources)}」"
        )
    _check_words(said)
    if said.day is not None and said.day > said.today:
        raise Refused(f"{said.day} 还没有到", "请填实际的那一天", "day")
    CHECKS.get(verb, lambda at, said: None)(at, said)
    return to


def _check_words(said: Said) -> None:
    for field, text, most in (("reason", said.reason, 400), ("document_number", said.document_number, 80)):
        if len(text) > most or has_forbidden(text):
            raise Refused(f"太长或含有不能保存的字符(最多 {most} 个字)", "请改短后重新输入", field)


def _need_reason(at: Standing, said: Said) -> None:
    if not said.reason.strip():
        raise Refused("没有写原因", "请写明原因", "reason")


def _need_sum(said: Said) -> int:
    if said.fen is None or said.fen <= 0:
        raise Refused("金额应大于零", "请填实际的金额", "fen")
    return said.fen


def _need_day(said: Said) -> None:
    if said.day is None:
        raise Refused("没有写日期", "请填实际的那一天", "day")


def _submit(at: Standing, said: Said) -> None:
    """Four eyes: who prepared does not submit; the command line is everybody's own hand."""
    own = said.by is None or said.by in at.makers or None in at.makers
    if own and not (at.one_hand and said.is_manager and said.by is not None):
        raise Refused("准备这项申领的人不能自己报送", "请换一位会计或负责人登录报送")
    _need_day(said)
    if at.lacks and not said.reason.strip():
        raise Refused("公示还没有办完:" + ";".join(at.lacks), "办完再报送,或写明由谁负责、为什么可以先报", "reason")


def _approve(at: Standing, said: Said) -> None:
    fen = _need_sum(said)
    _need_day(said)
    if not said.document_number.strip():
        raise Refused("没有写批准的文号或单号", "请照批复填写", "document_number")
    if fen != at.fen and not said.reason.strip():
        raise Refused(
            f"批准 {format_yuan(fen)} 元,申领 {format_yuan(at.fen)} 元,没有写为什么不同", "请写明原因", "reason"
        )


def _receive(at: Standing, said: Said) -> None:
    whole = at.received_fen + _need_sum(said)
    _need_day(said)
    if whole != at.approved_fen and not said.reason.strip():
        text = f"到账合计 {format_yuan(whole)} 元,批准 {format_yuan(at.approved_fen)} 元,没有写为什么不同"
        raise Refused(text, "请写明原因,例如 分两期拨付、扣回上次多领", "reason")


def _repay(at: Standing, said: Said) -> None:
    fen, left = _need_sum(said), at.received_fen - at.repaid_fen
    _need_day(said)
    _need_reason(at, said)
    if fen > left:
        raise Refused(f"退回 {format_yuan(fen)} 元,到账还没有退的只有 {format_yuan(left)} 元", "请核对金额", "fen")


CHECKS = {
    "submit": _submit,
    "approve": _approve,
    "receive": _receive,
    "repay": _repay,
    "return": _need_reason,
    "revise": _need_reason,
    "withdraw": _need_reason,
}
