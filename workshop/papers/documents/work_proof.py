"""The certificate of work 务工证明 (policy: L6): steady or casual, sealed by the workshop or signed in the village; a page each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.words import amount_in_words
from workshop.papers.documents.pieces import BLANK, DAY, Applicant, chinese_date
from workshop.papers.form import FormPaper, Hands, NewPage, Part, Party, Told, Words, known_facts, known_sums
from workshop.papers.naming import Names

STEADY: Final = "steady"
CASUAL: Final = "casual"
TITLES = {STEADY: "就业(在岗)证明", CASUAL: "从事临工务工证明"}
PURPOSE = "申领就业帮扶补贴"


@dataclass(frozen=True)
class ProofFacts:
    """One person's work from `first` on; `last` None while it goes on. Money in fen, None where nothing is known.

    `days` are those worked, for casual work. Numbers as they were handed in.
    """

    worker_no: str
    name: str
    sex: str
    idno: str
    address: str
    category: str
    post: str
    way: str
    first: date | None
    last: date | None
    months: int | None = None
    days: int | None = None
    mean_fen: int | None = None
    paid_by: str = ""


def build_work_proof(
    kind: Literal["steady", "casual"],
    shop: Applicant,
    people: Sequence[ProofFacts],
    names: Names,
    village: bool = False,
    purpose: str = PURPOSE,
) -> FormPaper:
    """A certificate for each person. `village`: signed by two of the village's cadres and sealed by it. Raises Refused for nobody."""
    if not people:
        raise Refused("没有要开证明的人", "请选一个人,或一份有人的申领")
    title = TITLES[kind]
    parts: list[Part] = []
    for person in people:
        if parts:
            parts.append(NewPage(title, reference=_reference(person)))
        parts += _page(kind, shop, person, names, village, purpose)
    return FormPaper(
        kind="work-proof" if kind == STEADY else "casual-work-proof",
        title=title,
        unit=shop.name,
        parts=tuple(parts),
        reference=_reference(people[0]),
        look="poster",
        told=_told(people),
    )


def _told(people: Sequence[ProofFacts]) -> Told:
    """Of one person since when, how long and the mean pay; of many who they are."""
    names, one = tuple(person.name for person in people), people[0]
    if len(people) > 1:
        return Told(names)
    end = chinese_date(one.last) if one.last else "今"
    facts = known_facts(
        ("务工期间", f"{chinese_date(one.first)}至{end}" if one.first else ""),
        ("岗位", one.post),
        ("累计", f"{one.months} 个月" if one.months is not None else ""),
    )
    return Told(names, known_sums(("月平均工资", one.mean_fen)), facts)


def _reference(person: ProofFacts) -> str:
    return f"{person.worker_no} {person.name}"


def _page(kind: str, shop: Applicant, person: ProofFacts, names: Names, village: bool, purpose: str) -> Iterator[Part]:
    home = f",户籍地{person.address}" if person.address else ""
    category = f",人员类别为{person.category}" if person.category else ""
    yield Words(f"兹证明{person.name},{person.sex or BLANK},身份证号码 {person.idno or BLANK}{home}{category}。")
    yield Words(_steady(shop, person) if kind == STEADY else _casual(shop, person))
    yield Words(_paid(person))
    yield Words(f"本证明用于{purpose},他用无效。以上情况属实,如有不实,由出具单位和签字人承担责任。")
    yield Words("特此证明。")
    yield Hands(_village(names, shop) if village else _shop(shop))


def _steady(shop: Applicant, person: ProofFacts) -> str:
    end = f"至{chinese_date(person.last)}" if person.last else "起至今"
    months = f"{person.months} 个月" if person.months is not None else f"{BLANK} 个月"
    return (
        f"该同志自{chinese_date(person.first)}{end}在{shop.place}{shop.name}从事 {person.post or BLANK} 工作,"
        f"用工方式为{person.way or BLANK},累计务工 {months}。"
    )


def _casual(shop: Applicant, person: ProofFacts) -> str:
    span = f"{chinese_date(person.first)}至{chinese_date(person.last)}"
    days = f"{person.days} 天" if person.days is not None else f"{BLANK} 天"
    return (
        f"该同志在{span}期间,在{shop.place}{shop.name}打临工,做 {person.post or BLANK},不固定上班,"
        f"按实际做工的天数和件数计酬,累计做工 {days}。"
    )


def _paid(person: ProofFacts) -> str:
    way = f"工资以{person.paid_by}发给本人。" if person.paid_by else f"工资发放方式:{BLANK}。"
    if person.mean_fen is None:
        return f"月平均工资 {BLANK} 元(大写:{BLANK})。{way}"
    return f"月平均工资 {format_yuan(person.mean_fen)} 元(大写:{amount_in_words(person.mean_fen)})。{way}"


def _shop(shop: Applicant) -> tuple[Party, ...]:
    hands = (f"负责人签字:{BLANK}", f"经办人签字:{BLANK}", f"联系电话:{shop.phone or BLANK}", f"日期:{DAY}")
    return Party("", ()), Party(f"出具单位:{shop.name}", hands, "单位(盖章):")


def _village(names: Names, shop: Applicant) -> tuple[Party, ...]:
    """Secretary and 第一书记 sign together; where none is stationed, the head of the supervising committee does."""
    day = f"日期:{DAY}"
    cadres = (f"村党组织书记签字:{BLANK}", f"{names.of('驻村干部')}签字:{BLANK}", "(没有驻村的,由村监委会主任签)", day)
    return (
        Party(f"{names.of('村')}", cadres, "村(居)委会(盖章):"),
        Party(f"用工单位:{shop.name}", (f"负责人签字:{BLANK}", f"联系电话:{shop.phone or BLANK}", day), "单位(盖章):"),
    )
