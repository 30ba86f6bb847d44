"""Openings 岗位: what a post offers and asks, what a person can do and when, how well they fit and why, and the pay that was seen. Pure."""

import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workshop.kernel.faults import Refused
from workshop.kernel.text import to_half_width

PLACES = {"hall": "在车间", "home": "带回家", "both": "在车间或带回家"}
TIMES = {"morning": "上午", "afternoon": "下午", "evening": "晚上", "weekend": "周末", "slack": "农闲时"}
SKILLS = {
    "sewing": "缝纫",
    "cutting": "裁剪",
    "handwork": "手工",
    "packing": "包装",
    "checking": "检验",
    "carrying": "搬运",
    "computer": "用电脑",
}
AGAIN = "again"  # who is known comes by the poster's page once more
STILL = "still"  # was asked, and still wants to come
STEPS = {
    "called": "联系过",
    STILL: "还想来",
    "hired": "来上班了",
    "declined": "本人不来",
    "no_answer": "联系不上",
    "unfit": "不合适",
    AGAIN: "又来报名",
}
HEARD = (AGAIN, STILL)  # after these nobody need be asked for a while
ENDS = ("hired", "declined", "unfit")
FEWEST, MONTHS = 3, 3  # people behind a published range; complete months looked back
_ROUND = 5_000  # 50 yuan: a range is rounded outward, so that its ends are nobody's pay
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is taken for something else when read aloud
_CODE = re.compile(f"[{_ALPHABET}]{{8}}")
_MOBILE = re.compile(r"1[3-9]\d{9}")


@dataclass(frozen=True)
class Post:
    """What a post asks: where, which times of the day, what one should know (nothing: it is taught)."""

    place: str
    times: frozenset[str]
    skills: frozenset[str]


@dataclass(frozen=True)
class Wish:
    """What a person can do, and when and where."""

    place: str
    times: frozenset[str]
    skills: frozenset[str]


@dataclass(frozen=True)
class Match:
    """How well a person fits a post: reasons for it and what stands against it, each a sentence; `score` only orders."""

    score: int
    reasons: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Nothing stands against it."""
        return not self.against


@dataclass(frozen=True)
class PayRange:
    """What a month brought to the middle half of people; fen, rounded outward to 50 yuan."""

    low: int
    high: int
    people: int


def match(post: Post, wish: Wish) -> Match:
    """The three questions, each answered in words: where, when, what."""
    reasons: list[str] = []
    against: list[str] = []
    _match_place(post, wish, reasons, against)
    _match_times(post, wish, reasons, against)
    _match_skills(post, wish, reasons, against)
    shared = len(post.times & wish.times) + len(post.skills & wish.skills)
    return Match(10 * (len(reasons) - 2 * len(against)) + shared, tuple(reasons), tuple(against))


def _match_place(post: Post, wish: Wish, reasons: list[str], against: list[str]) -> None:
    if "both" in (post.place, wish.place) or post.place == wish.place:
        where = post.place if post.place != "both" else wish.place
        reasons.append(f"都说可以{PLACES[where]}做")
    else:
        against.append(f"岗位要{PLACES[post.place]}做,本人想{PLACES[wish.place]}做")


def _match_times(post: Post, wish: Wish, reasons: list[str], against: list[str]) -> None:
    if not post.times:
        reasons.append("岗位不限时间")
    elif shared := post.times & wish.times:
        missing = post.times - wish.times
        reasons.append(
            f"{list_words(TIMES, shared)}有空" + (f"({list_words(TIMES, missing)}没有说)" if missing else "")
        )
    else:
        said = list_words(TIMES, wish.times)
        against.append(
            f"岗位要{list_words(TIMES, post.times)},本人{f'只说{said}有空' if said else '没有说什么时候有空'}"
        )


def _match_skills(post: Post, wish: Wish, reasons: list[str], against: list[str]) -> None:
    if not post.skills:
        reasons.append("岗位不要求会什么,来了教")
    elif shared := post.skills & wish.skills:
        reasons.append(f"会{list_words(SKILLS, shared)},岗位正要")
    else:
        against.append(f"岗位要会{list_words(SKILLS, post.skills)},本人没有说会")


def list_words(words: dict[str, str], chosen: Iterable[str]) -> str:
    """The chosen words in the order of their list: `上午、农闲时`."""
    wanted = set(chosen)
    return "、".join(word for name, word in words.items() if name in wanted)


def compute_range(months: Sequence[tuple[int, int]]) -> PayRange | None:
    """The range of (person, fen a month): the middle half of months, rounded outward; None below three people."""
    people = len({person for person, _ in months})
    if people < FEWEST:
        return None
    sums = sorted(fen for _, fen in months)
    low, high = sums[(len(sums) - 1) // 4], sums[-1 - (len(sums) - 1) // 4]
    return PayRange(low // _ROUND * _ROUND, -(-high // _ROUND) * _ROUND, people)


def new_code() -> str:
    """A code for a poster: eight letters and digits that nobody guesses and everybody can read out."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(8))


def is_code(text: str) -> bool:
    """Whether a text can be such a code."""
    return bool(_CODE.fullmatch(text))


def read_phone(text: str) -> str:
    """A mobile number as typed, without blanks and dashes. Raises Refused."""
    plain = re.sub(r"[\s-]", "", to_half_width(text)).removeprefix("+86")
    if not _MOBILE.fullmatch(plain):
        raise Refused("手机号不对", "请填 11 位手机号,不然联系不上您", "phone")
    return plain


def read_words(known: dict[str, str], chosen: Iterable[str], field: str) -> frozenset[str]:
    """What was ticked. Raises Refused for what is not in the list."""
    wanted = frozenset(chosen)
    if wanted - set(known):
        raise Refused("有一项不在单子里", "请重新勾选", field)
    return wanted
