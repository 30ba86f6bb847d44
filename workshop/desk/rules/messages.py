"""Messages 通知: what there is to tell, by which way, in which words, and what never leaves the house. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan

APP, STRIP, SMS, WECHAT = "app", "strip", "sms", "wechat"
CHANNELS = {APP: "手机页面", STRIP: "纸条", SMS: "短信", WECHAT: "微信"}
OUTBOUND = (SMS, WECHAT)  # they leave the village: off until an installation sets them up
KINDS = {"pay": "工资已发", "check": "请来对工", "home": "外发单到期"}
OUTCOMES = {"begun": "正在发", "sent": "已发出", "failed": "没发出", "printed": "已印纸条"}
MOST_TRIES = 5
AGAIN_AFTER = timedelta(minutes=10)  # a try that was begun and never ended
LONGEST = 200
_NUMBER = re.compile(r"\d{11,}")  # a card has 16 to 19 digits, an identity number 15 or 18, a telephone 11
_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?\s*(?:元|块)|[¥¥]\s*\d")


@dataclass(frozen=True)
class Choice:
    """How a worker wants to be told; nobody has chosen: on the phone's page and on a strip, without amounts."""

    channels: frozenset[str] = frozenset({APP, STRIP})
    with_amount: bool = False

    @property
    def words(self) -> str:
        """`手机页面、纸条`."""
        return "、".join(words for name, words in CHANNELS.items() if name in self.channels) or "不要通知"


@dataclass(frozen=True)
class About:
    """What a message names: the month, day or work it is about; `fen` of pay; `days` to the day something is due."""

    what: str
    fen: int = 0
    days: int = 0


@dataclass(frozen=True)
class Step:
    """One step of telling by one channel."""

    outcome: str
    at: datetime


def read_choice(channels: Iterable[str], with_amount: bool) -> Choice:
    """A choice as it is typed; nothing ticked: not to be told at all. Raises Refused for a way that there is not."""
    wanted = frozenset(channels)
    if unknown := wanted - set(CHANNELS):
        raise Refused(f"没有「{'、'.join(sorted(unknown))[:20]}」这种通知方式", f"可选 {'、'.join(CHANNELS.values())}")
    return Choice(wanted, with_amount and bool(wanted))


def write_text(kind: str, about: About, with_amount: bool) -> str:
    """The sentence; a sum only for who wished it."""
    if kind == "pay":
        amount = f",实发 {format_yuan(about.fen)} 元" if with_amount else ""
        return f"您{about.what}的工资已发{amount}。有不对的请到车间办公室或在手机页面说。"
    if kind == "check":
        return f"您{about.what}的数还没有对。请看一看,对或不对都告诉班组长。"
    when = (
        f"已逾期 {-about.days} 天" if about.days < 0 else "今天应交" if not about.days else f"还有 {about.days} 天应交"
    )
    return f"您带回家做的{about.what}{when}。做不完请早点告诉车间。"


def write_outbound(place: str, kind: str, about: About, choice: Choice) -> str:
    """What leaves the house: the workshop's name and the sentence. Raises Refused for what must never leave it."""
    text = f"【{place}】{write_text(kind, about, choice.with_amount)}"
    refuse_sensitive(text, choice.with_amount)
    return text


def refuse_sensitive(text: str, with_amount: bool) -> None:
    """The last look before a text goes out: no number of a person, no sum that nobody asked for."""
    if _NUMBER.search(text):
        raise Refused("这条通知里有证件、卡或电话的号码,没有发", "请检查车间、工序和产品的名称里有没有写号码")
    if not with_amount and _AMOUNT.search(text):
        raise Refused("这条通知里有金额,本人没有选要金额,没有发", "请检查车间、工序和产品的名称")
    if len(text) > LONGEST:
        raise Refused("这条通知太长,没有发", f"最多 {LONGEST} 个字,请把工序或车间的名称改短")


def is_open(steps: Sequence[Step], now: datetime) -> bool:
    """Whether one more try is due: not told yet, not begun a moment ago, not failed too often."""
    if not steps:
        return True
    if any(step.outcome in ("sent", "printed") for step in steps):
        return False
    begun = sum(step.outcome == "begun" for step in steps)
    return begun < MOST_TRIES and (steps[-1].outcome == "failed" or now - steps[-1].at >= AGAIN_AFTER)


def day_words(on: date) -> str:
    """`11月23日`."""
    return f"{on.month}月{on.day}日"
