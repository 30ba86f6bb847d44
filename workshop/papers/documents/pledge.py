"""A person's promise 个人承诺书 (policy: L14): that the work and the pay were his, and nothing was claimed twice; a page each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.words import amount_in_words
from workshop.papers.documents.pieces import BLANK, DAY, INK, SIGN_MM, chinese_span
from workshop.papers.form import Field, Fields, FormPaper, NewPage, Part, Told, Words, known_sums

TITLE = "个人承诺书"


@dataclass(frozen=True)
class PledgeFacts:
    """One person. `earned_fen` is the pay of the time from `first` to `last`, None where it is not known."""

    worker_no: str
    name: str
    idno: str
    phone: str
    shop: str
    first: date | None
    last: date | None
    months: int | None
    earned_fen: int | None
    benefit: str
    fen: int | None = None


def build_pledges(people: Sequence[PledgeFacts]) -> FormPaper:
    """A page for each person, unsigned. Raises Refused for nobody."""
    if not people:
        raise Refused("没有要写承诺书的人", "请选一个人,或一份有人的申领")
    parts: list[Part] = []
    for person in people:
        if parts:
            parts.append(NewPage(TITLE, reference=_reference(person)))
        parts += _page(person)
    return FormPaper(
        kind="pledge",
        title=TITLE,
        unit=people[0].shop,
        parts=tuple(parts),
        reference=_reference(people[0]),
        look="poster",
        told=_told(people),
    )


def _told(people: Sequence[PledgeFacts]) -> Told:
    """Of one person time, months and pay; of many what is claimed for all of them."""
    names, fen = tuple(person.name for person in people), sum(person.fen or 0 for person in people)
    if len(people) > 1:
        return Told(names, known_sums(("补贴金额", fen or None)))
    one = people[0]
    facts = (("务工期间", chinese_span(one.first, one.last)), ("累计", _months(one)))
    return Told(names, known_sums(("补贴金额", fen or None), ("工资", one.earned_fen or None)), facts)


def _reference(person: PledgeFacts) -> str:
    return f"{person.worker_no} {person.name}"


def _page(person: PledgeFacts) -> Iterator[Part]:
    earned = (
        f"{format_yuan(person.earned_fen)} 元({amount_in_words(person.earned_fen)})"
        if person.earned_fen
        else f"{BLANK} 元"
    )
    claimed = f"{format_yuan(person.fen)} 元" if person.fen else f"{BLANK} 元"
    yield Words(f"本人{person.name},身份证号码 {person.idno or BLANK},现就申请{person.benefit}承诺如下:")
    yield Words(
        f"一、本人在{chinese_span(person.first, person.last)}期间在{person.shop}务工,累计 {_months(person)},"
        f"取得工资 {earned},工资由本人领取。"
    )
    yield Words(f"二、本次申请的补贴金额为 {claimed}。同一期间没有在别的单位、别的地方重复申领同类补贴。")
    yield Words("三、本人提供的身份、合同、考勤、工资材料真实有效,没有出借或冒用身份。")
    yield Words("四、如有虚假或多领,本人愿意退回补贴,并承担相应责任。")
    yield Fields(
        (
            Field("承诺人", hand="thumb", high_mm=SIGN_MM + 6),
            Field("联系电话", person.phone, high_mm=SIGN_MM + 6),
            Field("日期", DAY, wide=True),
        )
    )
    yield Words("本人不会写字的,由村干部念给本人听,本人按手印,念读人另签:" + BLANK, "small")
    yield Words(INK, "small")


def _months(person: PledgeFacts) -> str:
    return f"{person.months} 个月" if person.months is not None else f"{BLANK} 个月"
