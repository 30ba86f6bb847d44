"""What every agreement with a worker has in common: both sides, clauses, pay in words, room for hands; a person after the other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.papers.documents.pieces import BLANK, DAY, INK, chinese_date
from workshop.papers.form import FormPaper, Hands, NewPage, Part, Party, Told, Words, known_facts, known_sums


@dataclass(frozen=True)
class Employer:
    """The employing side 用人单位."""

    name: str
    credit_code: str
    head_name: str
    address: str
    phone: str


@dataclass(frozen=True)
class Employed:
    """The working side 劳动者; numbers as they were handed in."""

    worker_no: str
    name: str
    sex: str
    idno: str
    address: str
    phone: str


@dataclass(frozen=True)
class EmploymentFacts:
    """What both agree: `last` None is open-ended where `open_ended`, else a blank. Pay in fen, None where not agreed.

    `piece` says that pay is by piece; `hours_system` as a worker's terms have it, or empty; `pay_day` the day of the month.
    `minimum_fen` is the minimum wage of the day, a month's or an hour's as the agreement needs it.
    """

    employer: Employer
    worker: Employed
    number: str
    first: date | None
    last: date | None
    open_ended: bool
    post: str
    piece: bool
    monthly_fen: int | None
    hourly_fen: int | None
    hours_system: str
    minimum_fen: int | None
    pay_day: int | None = None
    daily_fen: int | None = None


def build_agreements(
    kind: str,
    title: str,
    numbered: str,
    people: Sequence[EmploymentFacts],
    clauses: Callable[[EmploymentFacts], Iterator[Part]],
) -> FormPaper:
    """An agreement for each, `clauses` between both sides and their hands, unsigned. Raises Refused for nobody."""
    if not people:
        raise Refused(f"没有要订{title}的人", "请选一个人,或一份有人的申领")
    numbers = [f"{numbered}:{one.number or BLANK}" for one in people]
    parts: list[Part] = []
    for number, one in zip(numbers, people, strict=True):
        if parts:
            parts.append(NewPage(title, number, _reference(one)))
        parts += [*clauses(one), signing(one.employer, one.worker), Words(INK, "small")]
    return FormPaper(
        kind=kind,
        title=title,
        unit=people[0].employer.name,
        number=numbers[0],
        reference=_reference(people[0]),
        parts=tuple(parts),
        told=_told(people),
    )


def _reference(facts: EmploymentFacts) -> str:
    return f"{facts.worker.worker_no} {facts.worker.name}"


def _told(people: Sequence[EmploymentFacts]) -> Told:
    """Of one person time, post and pay; of many who they are."""
    names, one = tuple(facts.worker.name for facts in people), people[0]
    if len(people) > 1:
        return Told(names)
    facts = known_facts(("编号", one.number), ("期限", term_of(one) if one.first else ""), ("岗位", one.post))
    sums = known_sums(("每月", one.monthly_fen), ("每天", one.daily_fen), ("每小时", one.hourly_fen))
    return Told(names, () if one.piece else sums, facts)


def term_of(facts: EmploymentFacts) -> str:
    """From when to when; blanks for what is not agreed."""
    if facts.open_ended and facts.first:
        return f"无固定期限,自{chinese_date(facts.first)}起"
    return f"自{chinese_date(facts.first)}起至{chinese_date(facts.last)}止"


def rate_of(facts: EmploymentFacts) -> str:
    """Pay by time: of a month, a day or an hour as it is agreed; a blank month where nothing is."""
    rates = (("每月", facts.monthly_fen), ("每天", facts.daily_fen), ("每小时", facts.hourly_fen))
    known = next(((unit, fen) for unit, fen in rates if fen is not None), None)
    return f"{known[0]} {format_yuan(known[1])} 元" if known else f"每月 {BLANK} 元"


def sides(employer: Employer, worker: Employed, first: str, second: str) -> Iterator[Part]:
    """Both sides, each with what the law wants named: name, address, who stands for it, number."""
    yield Words(f"甲方({first}):{employer.name}    统一社会信用代码:{employer.credit_code or BLANK}", "line")
    head = employer.head_name or BLANK
    yield Words(
        f"法定代表人(主要负责人):{head}    住所:{employer.address or BLANK}    电话:{employer.phone or BLANK}", "line"
    )
    yield Words(
        f"乙方({second}):{worker.name}    性别:{worker.sex or BLANK}    身份证号码:{worker.idno or BLANK}", "line"
    )
    yield Words(f"住址:{worker.address or BLANK}    电话:{worker.phone or BLANK}", "line")


def clause(title: str, *texts: str, law: str = "") -> Iterator[Part]:
    """A clause and its paragraphs; `law`: the articles that it follows."""
    yield Words(f"{title}({law})" if law else title, "clause")
    yield from (Words(text) for text in texts)


def signing(employer: Employer, worker: Employed) -> Hands:
    """Room for both sides' hands and the seal."""
    one = (f"法定代表人(委托代理人)签字:{BLANK}", f"日期:{DAY}")
    other = (f"本人签字(手印):{BLANK}", f"日期:{DAY}")
    return Hands((Party(f"甲方:{employer.name}", one, "单位(盖章):"), Party(f"乙方:{worker.name}", other)))
