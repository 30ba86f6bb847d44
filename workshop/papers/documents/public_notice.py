"""The notice to post 公示 (policy: L7, R5): masked names, sex, age, time, place, sum; no number of a person can get onto it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from workshop.kernel.faults import Refused
from workshop.kernel.masking import mask_name
from workshop.kernel.money import format_yuan
from workshop.kernel.words import amount_in_words
from workshop.papers.documents.pieces import BLANK, DAY, chinese_date
from workshop.papers.form import Box, FormPaper, Grid, Hands, Part, Party, Told, Words, known_sums


@dataclass(frozen=True)
class PostedPerson:
    """One person as a wall may know them. `name` is masked by the build, whatever it is; money in fen."""

    name: str
    sex: str
    age: int | None
    period: str
    place: str
    employer: str
    months: int
    standard: str
    fen: int | None
    category: str = ""


@dataclass(frozen=True)
class PostedShop:
    """A workshop's line where the notice is about workshops; money in fen."""

    name: str
    head_name: str
    people: int
    standard: str
    fen: int


@dataclass(frozen=True)
class NoticeFacts:
    """What is posted. `last` is the last day by the programme's rule, both days counted; None, as of `days`: filled in by hand.

    `columns` are those the programme names, else those villages use (R5). `bodies` post it and seal it, one or two.
    `phones`: (what for, number).
    """

    about: str
    document: str
    first: date | None
    last: date | None
    days: int | None
    working_days: bool
    bodies: tuple[str, ...]
    phones: tuple[tuple[str, str], ...]
    on: date
    people: tuple[PostedPerson, ...] = ()
    shops: tuple[PostedShop, ...] = ()
    columns: tuple[str, ...] = ()
    fen: int = 0
    accepts: str = "电话、当面或书面"
    reference: str = field(default="")


Show = Callable[[PostedPerson], str]
PERSON_COLUMNS: dict[str, tuple[int, Show]] = {
    "姓名": (9, lambda person: posted_name(person.name)),
    "性别": (8, lambda person: person.sex),
    "年龄": (8, lambda person: str(person.age) if person.age is not None else ""),
    "务工时间": (22, lambda person: person.period),
    "务工地点": (14, lambda person: person.place),
    "务工单位": (17, lambda person: person.employer),
    "月数": (7, lambda person: str(person.months) if person.months else ""),
    "标准": (14, lambda person: person.standard),
    "金额": (13, lambda person: format_yuan(person.fen) if person.fen is not None else ""),
    "人员类别": (10, lambda person: person.category),
}
R5 = ("姓名", "性别", "年龄", "务工时间", "务工地点", "务工单位", "金额")
TITLED = {"金额": "金额(元)"}
SHOP_HEADINGS = ("序号", "车间名称", "负责人", "吸纳人数", "补贴标准", "金额(元)")
SHOP_WIDTHS = (8, 32, 13, 12, 18, 17)
_RIGHT, _ORDINAL = {"金额(元)"}, 8
_MOST_LETTERS = 4
_DIGIT, _AIR = 1310, 1800  # of a poster's line, in 1/1000 of a hundredth: a figure in its type, the air beside a text


def build_public_notice(facts: NoticeFacts) -> FormPaper:
    """The poster. Raises Refused where there is nobody and nothing to post."""
    if not facts.people and not facts.shops:
        raise Refused("没有可以公示的人和车间", "请先在申领里核对人员")
    return FormPaper(
        kind="public-notice",
        title=f"关于{facts.about}的公示",
        unit="、".join(facts.bodies),
        reference=facts.reference,
        parts=tuple(_parts(facts)),
        look="poster",
        told=_told(facts),
    )


def _told(facts: NoticeFacts) -> Told:
    """People or workshops by number and sum; a person's name is masked already, so it can be compared as it hangs."""
    people = len(facts.people) or sum(shop.people for shop in facts.shops)
    shops = (("车间", f"{len(facts.shops)} 家"),) if facts.shops else ()
    names = tuple(posted_name(person.name) for person in facts.people)
    return Told(names, known_sums(("金额合计", facts.fen or None)), (*shops, ("人数", f"{people} 人")))


def _parts(facts: NoticeFacts) -> Iterator[Part]:
    basis = f"根据{facts.document},经审核," if facts.document else "经审核,"
    yield Words(f"{basis}{_what(facts)}现予公示,接受群众监督。")
    if facts.people:
        yield _people(facts)
    if facts.shops:
        yield _shops(facts.shops)
    yield Words(f"公示期:{posted_span(facts)}。")
    yield Words(f"对公示内容有异议的,请在公示期内以{facts.accepts}方式反映,可以不写姓名。")
    for what, number in facts.phones:
        yield Words(f"{what}:{number or BLANK}")
    yield Hands(tuple(Party("", (body, f"日期:{DAY}"), "(盖章)") for body in _two(facts.bodies)))


def _two(bodies: Sequence[str]) -> tuple[str, ...]:
    """Beside each other; a single one stands to the right."""
    return ("", bodies[0]) if len(bodies) == 1 else tuple(bodies)


def _what(facts: NoticeFacts) -> str:
    shops = f"{len(facts.shops)} 家车间、" if facts.shops else ""
    people = len(facts.people) or sum(shop.people for shop in facts.shops)
    total = f",金额合计 {format_yuan(facts.fen)} 元({amount_in_words(facts.fen)})" if facts.fen else ""
    return f"{facts.about}拟涉及 {shops}{people} 人{total}。"


def posted_span(facts: NoticeFacts) -> str:
    """`自2026年7月6日至2026年7月12日,共 7 天`; blanks before it is known when it goes up."""
    unit = "个工作日" if facts.working_days else "天"
    return f"自{chinese_date(facts.first)}至{chinese_date(facts.last)},共 {facts.days or BLANK} {unit}"


def _people(facts: NoticeFacts) -> Grid:
    asked = [name for name in facts.columns if name in PERSON_COLUMNS] or list(R5)
    asked = asked if "姓名" in asked else ["姓名", *asked]
    widths = _widths(asked, facts.fen)
    headings = ("序号", *(TITLED.get(name, name) for name in asked))
    rows = [
        _row(headings, (str(turn), *(PERSON_COLUMNS[name][1](person) for name in asked)))
        for turn, person in _numbered(facts.people)
    ]
    return Grid(widths, (*rows, *_total(headings, facts.people, facts.fen)), headings)


def _numbered(people: Sequence[PostedPerson]) -> Iterator[tuple[int, PostedPerson]]:
    return enumerate(people, 1)


def _row(headings: Sequence[str], texts: Sequence[str]) -> tuple[Box, ...]:
    return tuple(
        Box(text, align="right" if heading in _RIGHT else "center")
        for heading, text in zip(headings, texts, strict=True)
    )


def _total(headings: Sequence[str], people: Sequence[PostedPerson], fen: int) -> tuple[tuple[Box, ...], ...]:
    """The line of the sum, where sums are posted and they are the people's."""
    if "金额(元)" not in headings or sum(person.fen or 0 for person in people) != fen:
        return ()
    texts = [""] * len(headings)
    texts[1], texts[headings.index("金额(元)")] = "合计", format_yuan(fen)
    return (_row(headings, texts),)


def _shops(shops: Sequence[PostedShop]) -> Grid:
    rows = [
        _row(
            SHOP_HEADINGS,
            (str(turn), shop.name, shop.head_name, str(shop.people), shop.standard, format_yuan(shop.fen)),
        )
        for turn, shop in enumerate(shops, 1)
    ]
    total = ("", "合计", "", str(sum(shop.people for shop in shops)), "", format_yuan(sum(shop.fen for shop in shops)))
    return Grid(SHOP_WIDTHS, (*rows, _row(SHOP_HEADINGS, total)), SHOP_HEADINGS)


def posted_name(name: str) -> str:
    """As names are masked; of a long one no more stars than of a short one."""
    return mask_name(name)[:_MOST_LETTERS]


def _widths(asked: Sequence[str], fen: int) -> tuple[int, ...]:
    """The ordinal's and each column's share; a sum is never broken, whatever it takes from the others."""
    least = -(-(len(format_yuan(fen)) * _DIGIT + _AIR) // 1000) if "金额" in asked else 0
    sums = max(PERSON_COLUMNS["金额"][0], least) if "金额" in asked else 0
    others = iter(_share((_ORDINAL, *(PERSON_COLUMNS[name][0] for name in asked if name != "金额")), 100 - sums))
    return (next(others), *(sums if name == "金额" else next(others) for name in asked))


def _share(wanted: Sequence[int], whole: int) -> tuple[int, ...]:
    """Widths in proportion, `whole` in all; what rounding leaves goes to the widest."""
    widths = [one * whole // sum(wanted) for one in wanted]
    widths[widths.index(max(widths))] += whole - sum(widths)
    return tuple(widths)
