"""What came of a notice 公示结果 (无异议证明): where and how long it hung, who objected is not told, what was done is.

Only of a notice that is finished on the record; the body that posted it seals it, its day is written by hand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workshop.claims.rules.posting.values import OUTCOMES, PublicNotice
from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.words import amount_in_words
from workshop.papers.documents.pieces import DAY, chinese_date
from workshop.papers.form import Box, FormPaper, Grid, Hands, NewPage, Part, Party, Told, Words, known_sums

NONE, SOME = "公示无异议证明", "公示结果说明"
HEADINGS = ("序号", "反映日期", "反映方式", "涉及的人", "查的结果", "怎样处理的")
WIDTHS = (7, 14, 10, 14, 16, 39)


@dataclass(frozen=True)
class PostedResult:
    """A finished notice with the body that seals, and how many photos of it lie with the claim."""

    notice: PublicNotice
    body: str

    @property
    def title(self) -> str:
        """A plain certificate, or what came of objections."""
        return SOME if self.notice.objections else NONE


@dataclass(frozen=True)
class NoticeResultFacts:
    """What was posted: whose, for which benefit, how many people, the sum in fen; each body's notice on a page of its own."""

    shop: str
    about: str
    document: str
    people: int
    fen: int
    reference: str
    results: tuple[PostedResult, ...]


def build_notice_result(facts: NoticeResultFacts) -> FormPaper:
    """The paper. Raises Refused where no notice is finished."""
    if not facts.results:
        raise Refused("公示还没有结果", "满期以后先在申领的公示页面登记结果")
    first = facts.results[0]
    return FormPaper(
        kind="notice-result",
        title=first.title,
        unit=first.body,
        reference=facts.reference,
        parts=tuple(_parts(facts)),
        told=Told((), known_sums(("金额合计", facts.fen or None)), tuple(_told(facts))),
    )


def _told(facts: NoticeResultFacts) -> Iterator[tuple[str, str]]:
    for one in facts.results:
        yield "公示期", _span(one.notice)
        yield "结果", one.notice.result
    yield "人数", f"{facts.people} 人"


def _parts(facts: NoticeResultFacts) -> Iterator[Part]:
    for turn, one in enumerate(facts.results):
        if turn:
            yield NewPage(one.title, reference=facts.reference)
        yield from _page(facts, one)


def _page(facts: NoticeResultFacts, one: PostedResult) -> Iterator[Part]:
    notice, posting = one.notice, one.notice.posting
    basis = f"根据{facts.document},我单位" if facts.document else "我单位"
    yield Words(
        f"{basis}对{facts.shop}{facts.about}的人员和金额进行了公示:名单 {facts.people} 人,"
        f"金额合计 {format_yuan(facts.fen)} 元({amount_in_words(facts.fen)})。"
    )
    yield Words(f"公示时间:{_span(notice)}。张贴地点:{posting.place}。")
    yield Words(f"{posting.counted}。", "small")
    yield Words(f"结果:{notice.result}。")
    if notice.objections:
        yield Grid(WIDTHS, tuple(_rows(notice)), HEADINGS)
    photos = len(notice.list_photos("up")), len(notice.list_photos("down"))
    yield Words(f"附:张贴照片 {photos[0]} 张,撤下照片 {photos[1]} 张。", "small")
    yield Hands((Party("", ("",), ""), Party("", (one.body, f"日期:{DAY}"), "(盖章)")))


def _span(notice: PublicNotice) -> str:
    first, last = notice.posting.on, notice.posting.last
    return f"自{chinese_date(first)}至{chinese_date(last)},{notice.days_words}"


def _rows(notice: PublicNotice) -> Iterator[tuple[Box, ...]]:
    for turn, one in enumerate(notice.objections, 1):
        handled = one.handled + (";已从申领中去掉" if one.taken_off else "")
        yield _row((str(turn), _short(one.on), one.way, one.name or "—", OUTCOMES[one.outcome], handled))


def _short(on: date) -> str:
    return f"{on:%Y.%m.%d}"


def _row(texts: Sequence[str]) -> tuple[Box, ...]:
    return tuple(Box(text, align="left" if at == len(texts) - 1 else "center") for at, text in enumerate(texts))
