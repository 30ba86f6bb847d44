"""What a claim waits for: the next thing to do in plain words, the road it goes, and what of its evidence the program prints."""

from collections.abc import Iterable, Mapping

from workshop.claims.rules.programme import Programme
from workshop.claims.values import STATES, ClaimLine, State
from workshop.kernel.money import format_yuan

ROAD: tuple[State, ...] = ("draft", "checked", "issued", "submitted", "approved", "received")
OPEN: frozenset[State] = frozenset({"draft", "checked", "issued", "submitted", "returned", "approved"})
NEXT: Mapping[State, str] = {
    "draft": "核对:没有要改的,就定下名单和金额",
    "checked": "张贴公示,出申报材料",
    "issued": "换一个人来报送",
    "submitted": "等县里答复,批了或退了来登记",
    "returned": "看退回的原因,改回草稿再核对",
    "approved": "钱到账了来登记",
    "received": "办完了",
    "repaid": "办完了",
    "withdrawn": "不办了",
}
# Documents that come out of the records as papers to sign and stamp; nobody has to bring them.
PRINTED = {
    *("申请表", "审批表", "认定申请表", "花名册", "工资表", "工资领取签字表", "考勤表", "银行流水"),
    *("承诺书", "务工证明", "就业登记册", "培训考勤", "公示", "公示结果"),
}


def tell_next(state: State, approved_fen: int = 0, received_fen: int = 0) -> str:
    """What comes next; money that came in part is waited for."""
    if is_short(state, approved_fen, received_fen):
        return f"还差 {format_yuan(approved_fen - received_fen)} 元,到了再登记"
    return NEXT[state]


def is_short(state: State, approved_fen: int, received_fen: int) -> bool:
    """Whether less came than was approved."""
    return state == "received" and received_fen < approved_fen


def is_open(line: ClaimLine) -> bool:
    """Whether something of a claim is still to come."""
    return line.state in OPEN or is_short(line.state, line.approved_fen, line.received_fen)


def mark_of(line: ClaimLine) -> str:
    """The mark of a claim's state on pages: done only where all of the money has arrived."""
    if line.state in ("withdrawn", "repaid"):
        return "off"
    if line.state == "received":
        return "wait" if is_short(line.state, line.approved_fen, line.received_fen) else "done"
    return "wait" if line.state in ("submitted", "approved") else "hand"


def list_road(state: State) -> list[tuple[str, str]]:
    """(state in words, done / here / ahead) along the usual road; a claim that was returned stands where it was submitted."""
    at = {"returned": "submitted", "repaid": "received"}.get(state, state)
    here = ROAD.index(at) if at in ROAD else -1  # type: ignore[arg-type]
    return [(STATES[one], "done" if i < here else "here" if i == here else "ahead") for i, one in enumerate(ROAD)]


def list_printed(paper: Programme) -> tuple[str, ...]:
    """How the sentences begin of what is asked for and the program prints."""
    asked = (one for v in paper.versions for b in v.benefits for one in (*b.evidence, *v.evidence))
    return tuple(f"{one.name}(" for one in asked if any(_is_printed(way) for way in one.any_of))


def _is_printed(way: Iterable[str]) -> bool:
    return all(kind in PRINTED for kind in way)
