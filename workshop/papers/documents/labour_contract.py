"""The labour contract 劳动合同, full-time or part-time 非全日制, from a person's data (劳动合同法 art. 17, 68 to 72).

Own plain wording. What nobody has put down stays a blank for both sides to fill in before they sign.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workshop.kernel.money import format_yuan
from workshop.papers.documents.pieces import BLANK, DAY, INK, chinese_date
from workshop.papers.form import FormPaper, Hands, Part, Party, Words

FULL, PART_TIME, SERVICE = "labour-contract", "part-time-contract", "service-agreement"
HOURS = {
    "standard": "标准工时:每天不超过 8 小时,每周不超过 40 小时,每周至少休息 1 天",
    "comprehensive": "经批准的综合计算工时",
    "flexible": "经批准的不定时工作",
}


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

    `piece` says that pay is by piece; `hours_system` is one of HOURS or empty; `pay_day` the day of the month.
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


def build_labour_contract(facts: EmploymentFacts) -> FormPaper:
    """The full-time contract: the clauses that the law requires (art. 17), unsigned."""
    return _contract(FULL, "劳动合同", facts, _full_time(facts))


def build_part_time_contract(facts: EmploymentFacts) -> FormPaper:
    """The part-time contract: up to 4 hours a day and 24 a week, paid within 15 days, no probation (art. 68 to 72)."""
    return _contract(PART_TIME, "非全日制用工劳动合同", facts, _part_time(facts))


def _contract(kind: str, title: str, facts: EmploymentFacts, clauses: Iterator[Part]) -> FormPaper:
    return FormPaper(
        kind=kind,
        title=title,
        unit=facts.employer.name,
        number=f"合同编号:{facts.number or BLANK}",
        reference=f"{facts.worker.worker_no} {facts.worker.name}",
        parts=(*sides(facts.employer, facts.worker, "用人单位", "劳动者"), *clauses, *_end(facts)),
    )


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


def clause(title: str, *texts: str) -> Iterator[Part]:
    """A clause and its paragraphs."""
    yield Words(title, "clause")
    yield from (Words(text) for text in texts)


def _full_time(facts: EmploymentFacts) -> Iterator[Part]:
    yield Words("双方依照《中华人民共和国劳动法》《中华人民共和国劳动合同法》,自愿订立本合同:")
    yield from clause("一、合同期限", _term(facts), f"试用期:{BLANK}(没有写的,就是没有试用期;不得超过法律规定的上限)。")
    yield from clause("二、工作内容和地点", _work(facts))
    hours = HOURS.get(facts.hours_system, "")
    ticked = hours or f"{HOURS['standard']}({BLANK});或 {HOURS['comprehensive']}({BLANK})"
    yield from clause(
        "三、工作时间和休息休假",
        f"执行{ticked}。甲方因生产需要加班的,与乙方商量,依法付加班工资或安排补休;法定节假日、带薪年休假、婚假、产假、丧假按国家规定执行。",
    )
    yield from clause("四、劳动报酬", *_pay(facts))
    yield from clause(
        "五、社会保险",
        "双方依法参加社会保险。甲方按时办理登记和缴费,乙方应缴的部分由甲方从工资中代扣,缴费情况告诉乙方。",
    )
    yield from _safety("六")
    yield from _change("七")


def _part_time(facts: EmploymentFacts) -> Iterator[Part]:
    yield Words("双方依照《中华人民共和国劳动合同法》关于非全日制用工的规定,自愿订立本合同:")
    yield from clause("一、合同期限", _term(facts), "非全日制用工不约定试用期。")
    yield from clause("二、工作内容和地点", _work(facts))
    yield from clause(
        "三、工作时间",
        "以小时计酬,在甲方平均每天不超过 4 小时,每周累计不超过 24 小时;经常超过的,按全日制用工办理,另订合同。"
        "乙方可以同时在别的单位做工,不影响本合同。",
    )
    hourly = f"{format_yuan(facts.hourly_fen)} 元" if facts.hourly_fen is not None else f"{BLANK} 元"
    least = f"(订立时为每小时 {format_yuan(facts.minimum_fen)} 元)" if facts.minimum_fen is not None else ""
    by_piece = "计件的按公布的单价算,折合每小时也不低于这个标准。" if facts.piece else ""
    yield from clause(
        "四、劳动报酬",
        f"每小时 {hourly},不低于当地小时最低工资{least}。{by_piece}",
        "每 15 天以内结算支付一次,付给乙方本人,并给工资清单。",
    )
    yield from clause("五、社会保险", "甲方为乙方缴纳工伤保险费;养老、医疗保险由乙方按规定以个人身份参加。")
    yield from _safety("六")
    yield from clause("七、终止", "任何一方可以随时通知对方终止用工,甲方不付经济补偿,但要在终止时结清工资。")


def _term(facts: EmploymentFacts) -> str:
    if facts.open_ended and facts.first:
        return f"无固定期限,自{chinese_date(facts.first)}起。"
    return f"自{chinese_date(facts.first)}起至{chinese_date(facts.last)}止。"


def _work(facts: EmploymentFacts) -> str:
    place = facts.employer.address or BLANK
    return f"岗位(工种):{facts.post or BLANK}。工作地点:{place}。改变岗位或地点要双方商量一致,写下来。"


def _pay(facts: EmploymentFacts) -> Iterator[str]:
    if facts.piece:
        yield (
            "计件:按甲方公布的工序单价和验收合格的数量计算;单价改变的,从改变之日起算,先告诉乙方。定额应当是多数人在 8 小时内能做完的。"
        )
    else:
        monthly = f"{format_yuan(facts.monthly_fen)} 元" if facts.monthly_fen is not None else f"{BLANK} 元"
        yield f"每月 {monthly}。"
    least = f"(订立时为每月 {format_yuan(facts.minimum_fen)} 元)" if facts.minimum_fen is not None else ""
    day = f"每月 {facts.pay_day} 日前" if facts.pay_day else f"每月 {BLANK} 日前"
    yield f"提供正常劳动的,月工资不低于当地最低工资标准{least},不足的由甲方补足。"
    yield f"{day}以货币付给乙方本人,至少每月一次,并给工资清单;遇节假日提前支付。不收押金,不扣押证件。"


def _safety(ordinal: str) -> Iterator[Part]:
    yield from clause(
        f"{ordinal}、劳动保护、劳动条件和职业危害防护",
        "甲方提供合乎国家标准的劳动条件和防护用品,做好防火、用电、机器安全,先教会再上岗;有职业病危害的如实告诉乙方并防护。"
        "女职工、未成年工依法特殊保护,不招用未满十六周岁的人。乙方遵守安全规程,有权拒绝违章指挥。",
    )


def _change(ordinal: str) -> Iterator[Part]:
    yield from clause(
        f"{ordinal}、变更、解除和终止",
        "变更、解除、终止和经济补偿依照《中华人民共和国劳动合同法》办理。离开时甲方一次结清工资,开具证明,15 天内办好档案和社会保险转移。",
    )


def _end(facts: EmploymentFacts) -> Iterator[Part]:
    yield from clause(
        "八、其他",
        f"双方另外约定:{BLANK}{BLANK}{BLANK}。没有写到的按法律法规执行;发生争议先协商,可以申请调解、劳动仲裁。",
        "本合同一式两份,双方各执一份,签字盖章后生效。",
    )
    yield signing(facts.employer, facts.worker)
    yield Words(INK, "small")


def signing(employer: Employer, worker: Employed) -> Hands:
    """Room for both sides' hands and the seal."""
    one = (f"法定代表人(委托代理人)签字:{BLANK}", f"日期:{DAY}")
    other = (f"本人签字(手印):{BLANK}", f"日期:{DAY}")
    return Hands((Party(f"甲方:{employer.name}", one, "单位(盖章):"), Party(f"乙方:{worker.name}", other)))
