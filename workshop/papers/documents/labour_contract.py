"""The labour contract 劳动合同, full-time or part-time 非全日制, from a person's data (劳动合同法 art. 17, 68 to 72).

Own plain wording. What nobody has put down stays a blank for both sides to fill in before they sign. Each clause that
the law wants names the article that wants it, so that both sides can look it up.
"""

from collections.abc import Iterator, Sequence

from workshop.kernel.money import format_yuan
from workshop.papers.documents.employment import EmploymentFacts, build_agreements, clause, rate_of, sides, term_of
from workshop.papers.documents.pieces import BLANK
from workshop.papers.form import FormPaper, Part, Words

FULL, PART_TIME = "labour-contract", "part-time-contract"
HOURS = {
    "standard": "标准工时:每天不超过 8 小时,每周不超过 40 小时,每周至少休息 1 天",
    "comprehensive": "经批准的综合计算工时",
    "flexible": "经批准的不定时工作",
}


def build_labour_contract(people: Sequence[EmploymentFacts]) -> FormPaper:
    """The full-time contract of each: the clauses that the law requires (art. 17), unsigned. Raises Refused for nobody."""
    return build_agreements(FULL, "劳动合同", "合同编号", people, _full_time)


def build_part_time_contract(people: Sequence[EmploymentFacts]) -> FormPaper:
    """The part-time contract of each: up to 4 hours a day and 24 a week, paid within 15 days, no probation (art. 68 to 72)."""
    return build_agreements(PART_TIME, "非全日制用工劳动合同", "合同编号", people, _part_time)


def _full_time(facts: EmploymentFacts) -> Iterator[Part]:
    yield from sides(facts.employer, facts.worker, "用人单位", "劳动者")
    yield Words("双方依照《中华人民共和国劳动法》《中华人民共和国劳动合同法》,自愿订立本合同:")
    probation = f"试用期:{BLANK}(没有写的,就是没有试用期;不得超过法律规定的上限)。"
    yield from clause("一、合同期限", f"{term_of(facts)}。", probation, law="劳动合同法第十二条、第十九条")
    yield from clause("二、工作内容和工作地点", _work(facts), law="劳动合同法第十七条、第三十五条")
    yield from clause(
        "三、工作时间和休息休假",
        f"执行{_hours(facts)}。甲方因生产需要加班的,与乙方商量,依法付加班工资或安排补休;"
        "法定节假日、带薪年休假、婚假、产假、丧假按国家规定执行。",
        law="劳动法第三十六条、第三十八条、第四十一条、第四十四条,国务院关于职工工作时间的规定第三条",
    )
    yield from clause("四、劳动报酬", *_pay(facts), law="劳动法第三十七条、第四十八条、第五十条,劳动合同法第三十条")
    yield from clause(
        "五、社会保险",
        "双方依法参加社会保险。甲方按时办理登记和缴费,乙方应缴的部分由甲方从工资中代扣,缴费情况告诉乙方。",
        law="劳动法第七十二条,社会保险法第五十八条、第六十条",
    )
    yield from _safety()
    yield from clause(
        "七、变更、解除和终止",
        "变更、解除、终止和经济补偿依照《中华人民共和国劳动合同法》办理。离开时甲方一次结清工资,开具证明,15 天内办好档案和社会保险转移。",
        law="劳动合同法第三十五条至第五十条",
    )
    yield from _end()


def _hours(facts: EmploymentFacts) -> str:
    return HOURS.get(facts.hours_system) or f"{HOURS['standard']}({BLANK});或 {HOURS['comprehensive']}({BLANK})"


def _part_time(facts: EmploymentFacts) -> Iterator[Part]:
    yield from sides(facts.employer, facts.worker, "用人单位", "劳动者")
    yield Words("双方依照《中华人民共和国劳动合同法》关于非全日制用工的规定,自愿订立本合同:")
    yield from clause("一、合同期限", f"{term_of(facts)}。", "非全日制用工不约定试用期。", law="劳动合同法第七十条")
    yield from clause("二、工作内容和工作地点", _work(facts))
    yield from clause(
        "三、工作时间",
        "以小时计酬,在甲方平均每天不超过 4 小时,每周累计不超过 24 小时;经常超过的,按全日制用工办理,另订合同。"
        "乙方可以同时在别的单位做工,不影响本合同。",
        law="劳动合同法第六十八条、第六十九条",
    )
    hourly = f"{format_yuan(facts.hourly_fen)} 元" if facts.hourly_fen is not None else f"{BLANK} 元"
    by_piece = "计件的按公布的单价算,折合每小时也不低于这个标准。" if facts.piece else ""
    yield from clause(
        "四、劳动报酬",
        f"每小时 {hourly},不低于当地小时最低工资{_least(facts, '每小时')}。{by_piece}",
        "每 15 天以内结算支付一次,付给乙方本人,并给工资清单。",
        law="劳动合同法第七十二条",
    )
    yield from clause("五、社会保险", "甲方为乙方缴纳工伤保险费;养老、医疗保险由乙方按规定以个人身份参加。")
    yield from _safety()
    yield from clause(
        "七、终止",
        "任何一方可以随时通知对方终止用工,甲方不付经济补偿,但要在终止时结清工资。",
        law="劳动合同法第七十一条",
    )
    yield from _end()


def _least(facts: EmploymentFacts, unit: str) -> str:
    return f"(订立时为{unit} {format_yuan(facts.minimum_fen)} 元)" if facts.minimum_fen is not None else ""


def _work(facts: EmploymentFacts) -> str:
    place = facts.employer.address or BLANK
    return f"岗位(工种):{facts.post or BLANK}。工作地点:{place}。改变岗位或地点要双方商量一致,写下来。"


def _pay(facts: EmploymentFacts) -> Iterator[str]:
    if facts.piece:
        yield (
            "计件:按甲方公布的工序单价和验收合格的数量计算;单价改变的,从改变之日起算,先告诉乙方。定额应当是多数人在 8 小时内能做完的。"
        )
    else:
        yield f"计时:{rate_of(facts)}。"
    day = f"每月 {facts.pay_day} 日前" if facts.pay_day else f"每月 {BLANK} 日前"
    yield f"提供正常劳动的,月工资不低于当地最低工资标准{_least(facts, '每月')},不足的由甲方补足。"
    yield f"{day}以货币付给乙方本人,至少每月一次,并给工资清单;遇节假日提前支付。不收押金,不扣押证件(劳动合同法第九条)。"


def _safety() -> Iterator[Part]:
    yield from clause(
        "六、劳动保护、劳动条件和职业危害防护",
        "甲方提供合乎国家标准的劳动条件和防护用品,做好防火、用电、机器安全,先教会再上岗;有职业病危害的如实告诉乙方并防护。"
        "女职工、未成年工依法特殊保护,不招用未满十六周岁的人。乙方遵守安全规程,有权拒绝违章指挥。",
        law="劳动法第五十四条、第五十六条、第五十八条",
    )


def _end() -> Iterator[Part]:
    yield from clause(
        "八、其他",
        f"双方另外约定:{BLANK}{BLANK}{BLANK}。没有写到的按法律法规执行;发生争议先协商,可以申请调解、劳动仲裁。",
        "本合同一式两份,双方各执一份,签字盖章后生效。",
        law="劳动合同法第十六条、第七十七条",
    )
