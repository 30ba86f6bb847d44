"""What a matter 事项 is called, what may be said of it, and how it stands after its steps."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from workshop.kernel.faults import Refused
from workshop.kernel.text import has_forbidden

KINDS: dict[str, str] = {
    "objection": "工资条异议",
    "dispute": "工资争议",
    "injury": "受伤",
    "request": "请求",
    "other": "其他",
}
# What a request asks for, and what a dispute is about.
TOPICS: dict[str, dict[str, str]] = {
    "request": {"leave": "请假", "advance": "借支", "tools": "工具、材料", "home": "改在家里做", "else": "别的请求"},
    "dispute": {
        "unpaid": "没发、少发",
        "price": "单价、数量",
        "hours": "加班、工时",
        "cut": "扣款",
        "else": "别的争议",
    },
}
WAYS: dict[str, str] = {"phone": "本人手机", "paper": "纸质", "office": "当面、电话"}
STEPS: dict[str, str] = {
    "say": "说",
    "do": "办",
    "assign": "交给",
    "link": "更正",
    "answer": "答复",
    "filed": "申请认定",
    "close": "办结",
    "reopen": "重新打开",
}
OUTCOMES: dict[str, str] = {
    "founded": "属实",
    "partly": "部分属实",
    "not": "不属实",
    "granted": "同意",
    "refused": "不同意",
}
# What a matter may end with: a request is granted or not, what somebody complains of is well-founded or not.
ENDS: dict[str, tuple[str, ...]] = {
    "request": ("granted", "partly", "refused"),
    "other": ("founded", "partly", "not", "granted", "refused"),
}
FOUNDED = ("founded", "partly", "not")
LINKS: dict[str, str] = {
    "output": "产量",
    "team": "集体计件",
    "hours": "计时",
    "attendance": "考勤",
    "takehome": "外发交货",
    "slip": "工资条冲正",
}
MOST_TEXT = 2000


@dataclass(frozen=True)
class Injury:
    """What is known of an injury. `at` is the time of day as told; empty: not known yet. `how` are the words it was told in."""

    happened_on: date | None = None
    at: str = ""
    place: str = ""
    body: str = ""
    how: str = ""
    witness: str = ""
    hospital: str = ""
    found: str = ""


INJURY_WORDS: dict[str, str] = {
    "happened_on": "哪天",
    "at": "几点",
    "place": "在哪里",
    "body": "伤在哪里",
    "how": "怎么伤的",
    "witness": "谁看见了",
    "hospital": "医院",
    "found": "诊断、误工",
}


@dataclass(frozen=True)
class StepFacts:
    """A step as far as the state needs it."""

    kind: str
    outcome: str
    on: date


@dataclass(frozen=True)
class Standing:
    """How a matter stands: `outcome` and `closed_on` are of the last closing, `answered_on` of the first answer to the worker.

    A reopened matter is open again and keeps its first answer.
    """

    open: bool
    outcome: str
    closed_on: date | None
    answered_on: date | None
    reopened: bool


def compute_standing(steps: Iterable[StepFacts]) -> Standing:
    """Where the steps leave a matter. A closing is an answer too."""
    is_open, outcome, closed_on, answered_on, reopened = True, "", None, None, False
    for step in steps:
        if step.kind in ("answer", "close") and answered_on is None:
            answered_on = step.on
        if step.kind == "close":
            is_open, outcome, closed_on = False, step.outcome, step.on
        elif step.kind == "reopen":
            is_open, outcome, closed_on, reopened = True, "", None, True
    return Standing(is_open, outcome, closed_on, answered_on, reopened)


def outcomes_of(kind: str) -> tuple[str, ...]:
    """What a matter of this kind may end with."""
    return ENDS.get(kind, FOUNDED)


def refuse_kind(kind: str, topic: str) -> None:
    """Raises Refused for a kind that is not raised here, and for a topic that the kind does not have."""
    if kind == "objection":
        raise Refused("对工资条的异议在工资条上提", "请打开工资条,点有问题的那一行", "kind")
    if kind not in KINDS:
        raise Refused(f"没有「{kind[:20]}」这种事项", f"请选 {'、'.join(KINDS.values())} 之一", "kind")
    known = TOPICS.get(kind, {})
    if known and topic not in known:
        raise Refused("请选是哪一种", f"可选:{'、'.join(known.values())}", "topic")
    if topic and not known:
        raise Refused(f"{KINDS[kind]}没有「{topic[:20]}」这一种", "", "topic")


def refuse_text(text: str, field: str = "text", most: int = MOST_TEXT) -> None:
    """Raises Refused for too many words and for characters that cannot be kept."""
    if len(text) > most or has_forbidden(text):
        raise Refused(f"写的字超过 {most} 个,或有不能保存的控制字符", "请改短一些", field)


def refuse_injury(injury: Injury, today: date) -> None:
    """Raises Refused for a day that is still to come, and for too many words."""
    if injury.happened_on and injury.happened_on > today:
        raise Refused("受伤的日期在今天后面", "请核对日期", "happened_on")
    for field, value in asdict(injury).items():
        refuse_text(str(value or ""), field, MOST_TEXT if field == "how" else 400)
