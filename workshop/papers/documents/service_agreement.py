"""The agreement with those past retirement age or otherwise outside a labour relation 劳务协议, in own plain wording.

It names the same things as a labour contract does, so that nobody is worse off for his age (policy: labour law 9).
"""

from collections.abc import Iterator, Sequence

from workshop.papers.documents.employment import EmploymentFacts, build_agreements, clause, rate_of, sides, term_of
from workshop.papers.documents.pieces import BLANK
from workshop.papers.form import FormPaper, Part, Words

SERVICE = "service-agreement"


def build_service_agreement(people: Sequence[EmploymentFacts]) -> FormPaper:
    """The agreement of each, unsigned. Raises Refused for nobody."""
    return build_agreements(SERVICE, "劳务协议", "协议编号", people, _clauses)


def _clauses(facts: EmploymentFacts) -> Iterator[Part]:
    yield from sides(facts.employer, facts.worker, "用工单位", "提供劳务的人")
    yield Words(
        f"乙方因{BLANK}(达到法定退休年龄、已领养老金等)不建立劳动关系,双方依照《中华人民共和国民法典》自愿订立本协议;"
        "实际上按劳动关系管理的,以实际为准。"
    )
    open_end = facts.open_ended and facts.first
    yield from clause("一、期限", f"{term_of(facts)}{',到双方另行商定之日止' if open_end else ''}。")
    yield from clause(
        "二、做什么,在哪里做",
        f"做 {facts.post or BLANK};地点:{facts.employer.address or BLANK}。不安排高温、高空、有毒和过重的活。",
    )
    yield from clause("三、时间", "每天不超过 8 小时,每周至少休息 1 天,一般不加班、不上夜班。身体不适可以随时休息。")
    yield from clause("四、报酬", *_pay(facts))
    yield from clause(
        "五、保险",
        "甲方为乙方投保工伤保险(可以单项参加的地方)或意外伤害保险,保险费由甲方负担。干活中受伤的,甲方先送医救治,再按保险和法律处理。",
    )
    yield from clause("六、安全", "甲方提供安全的场地、工具和防护用品,先教会再上岗;乙方按要求操作,有权拒绝危险的安排。")
    yield from clause("七、结束", "任何一方提前 3 天告诉对方,可以结束本协议;甲方在结束当天结清报酬。")
    yield from clause(
        "八、其他",
        f"双方另外约定:{BLANK}{BLANK}{BLANK}。发生争议先协商,协商不成的,可以向甲方所在地人民法院起诉。",
        "本协议一式两份,双方各执一份,签字盖章后生效。",
    )


def _pay(facts: EmploymentFacts) -> Iterator[str]:
    if facts.piece:
        yield "计件:按甲方公布的工序单价和验收合格的数量计算,单价改变先告诉乙方。"
    else:
        yield f"计时:{rate_of(facts)}。"
    day = f"每月 {facts.pay_day} 日前" if facts.pay_day else f"每月 {BLANK} 日前"
    yield f"{day}以货币付给乙方本人,并给清单;整月做工的报酬不低于当地最低工资标准。不收押金,不扣押证件。"
