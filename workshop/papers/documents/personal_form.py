"""A person's own application 稳岗补贴个人申请表 with its letter of authority 委托书 (policy: L12), a person after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.papers.documents.pieces import (
    BLANK,
    DAY,
    INK,
    SIGN_MM,
    Step,
    chinese_date,
    default_steps,
    office_part,
    sums,
)
from workshop.papers.form import (
    Field,
    Fields,
    FormPaper,
    Hands,
    NewPage,
    Part,
    Party,
    Told,
    Words,
    known_facts,
    known_sums,
)
from workshop.papers.naming import Names

LETTER = "委托书"
PROMISE = "本人务工情况和以上内容真实,没有重复申领同类补贴;如有虚假,愿意退回。"


@dataclass(frozen=True)
class PersonalFacts:
    """One person's claim. Numbers as they were handed in; `fen` None: decided by the office."""

    worker_no: str
    name: str
    sex: str
    idno: str
    address: str
    householder: str
    relation: str
    category: str
    phone: str
    employer: str
    place: str
    first: date | None
    last: date | None
    months: int | None
    mean_fen: int | None
    fen: int | None
    bank: str = ""
    card: str = ""


@dataclass(frozen=True)
class PersonalForm:
    """What stands on everybody's form."""

    shop: str
    benefit: str
    number: str
    on: date
    names: Names
    steps: tuple[Step, ...] = ()


def build_personal_form(form: PersonalForm, people: Sequence[PersonalFacts]) -> FormPaper:
    """A form and a letter of authority for each; signatures and thumb prints empty. Raises Refused for nobody."""
    if not people:
        raise Refused("这份申领里没有人", "请先在申领里核对人员")
    title = f"{form.benefit}个人申请表"
    parts: list[Part] = []
    for person in people:
        if parts:
            parts.append(NewPage(title, _number(form), _reference(person)))
        parts += _person(form, person)
    return FormPaper(
        kind="personal-subsidy-form",
        title=title,
        unit=form.shop,
        number=_number(form),
        reference=_reference(people[0]),
        parts=tuple(parts),
        told=_told(people),
    )


def _told(people: Sequence[PersonalFacts]) -> Told:
    """Of one person his time as well; of many the sum, where everybody's is known."""
    fens = [person.fen for person in people]
    total = sum(fen for fen in fens if fen is not None) if None not in fens else None
    one = people[0]
    facts = known_facts(("务工起止时间", _span(one)), ("累计务工月数", _months(one))) if len(people) == 1 else ()
    return Told(tuple(person.name for person in people), known_sums(("申请金额", total)), facts)


def _number(form: PersonalForm) -> str:
    return f"申请编号:{form.number}    填报日期:{chinese_date(form.on)}"


def _reference(person: PersonalFacts) -> str:
    return f"{person.worker_no} {person.name}"


def _person(form: PersonalForm, person: PersonalFacts) -> Iterator[Part]:
    yield Fields((*_who(person), *_worked(person), *_asked(person)))
    steps = form.steps or default_steps(form.names)[:3]
    yield from office_part(steps, ("公示结果", "核定金额"))
    yield Words(INK, "small")
    yield NewPage(LETTER, reference=_reference(person))
    yield from _letter(form, person)


def _who(person: PersonalFacts) -> Iterator[Field]:
    yield Field("姓名", person.name)
    yield Field("性别", person.sex)
    yield Field("身份证号码", person.idno)
    yield Field("联系电话", person.phone)
    yield Field("户籍地址", person.address, wide=True)
    yield Field("户主姓名", person.householder)
    yield Field("与户主关系", person.relation)
    yield Field("人员类别", person.category, wide=True)


def _worked(person: PersonalFacts) -> Iterator[Field]:
    yield Field("务工单位", person.employer)
    yield Field("务工地点", person.place)
    yield Field("务工起止时间", _span(person))
    yield Field("累计务工月数", _months(person))
    yield Field("月均工资", f"{format_yuan(person.mean_fen)} 元" if person.mean_fen is not None else "")
    yield Field("开户银行", person.bank)
    yield Field("社保卡(一卡通)账号", person.card, wide=True)


def _span(person: PersonalFacts) -> str:
    return f"{chinese_date(person.first)}至{chinese_date(person.last) if person.last else '今'}"


def _months(person: PersonalFacts) -> str:
    return f"{person.months} 个月" if person.months is not None else ""


def _asked(person: PersonalFacts) -> Iterator[Field]:
    yield from sums("申请金额", person.fen)
    yield Field("本人承诺", PROMISE, wide=True)
    yield Field("申请人签字", hand="thumb", high_mm=SIGN_MM)
    yield Field("申请日期", DAY, high_mm=SIGN_MM)
    yield Field("受托人签字", hand="sign", high_mm=SIGN_MM)
    yield Field("受托人身份证号和电话", high_mm=SIGN_MM)


def _letter(form: PersonalForm, person: PersonalFacts) -> Iterator[Part]:
    yield Words(f"委托人:{person.name}    身份证号码:{person.idno or BLANK}", "line")
    yield Words(f"受托人:{BLANK}    身份证号码:{BLANK}{BLANK}    与委托人关系:{BLANK}", "line")
    yield Words(
        f"本人因{BLANK}{BLANK}不能亲自办理,委托上述受托人代为办理本人在{form.shop}务工的{form.benefit}申请,"
        "递交和领取有关材料。补贴款仍付到本人账户,受托人不得代领款项。"
    )
    yield Words(f"委托期限:自{DAY}至{DAY}。")
    hands = (f"签字(手印):{BLANK}", f"电话:{BLANK}", f"日期:{DAY}")
    yield Hands((Party("委托人(本人签字、按手印)", hands), Party("受托人", hands)))
    yield Words("附:委托人、受托人身份证复印件各 1 份。不需要委托的,本页不填。", "small")
