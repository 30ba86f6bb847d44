"""The application to be recognised 认定申请表 (policy: L1): the workshop, its people, what it asks for; office parts empty."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workshop.kernel.money import format_yuan, round_half_up
from workshop.kernel.quantities import format_quantity
from workshop.papers.documents.pieces import (
    INK,
    TICK,
    Applicant,
    Step,
    chinese_date,
    office_part,
    promise_field,
)
from workshop.papers.form import Field, Fields, FormPaper, Part, Told, Words, known_facts, known_sums
from workshop.papers.naming import Names

ENCLOSED = ("营业执照", "场地证明或租赁合同", "合同或协议", "花名册", "保险单", "照片")
PROMISE = "以上内容和所附材料真实、完整,没有隐瞒;如有虚假,愿意退回所得资金并承担相应责任。"


@dataclass(frozen=True)
class Headcount:
    """How many people of which kind; None where nobody has put it down. `counted` are risen or monitored, each once."""

    staff: int
    risen: int | None = None
    monitored: int | None = None
    relocated: int | None = None
    disabled: int | None = None
    labour_contracts: int | None = None
    service_agreements: int | None = None
    work_contracts: int | None = None
    insured: int | None = None
    part_time: int | None = None
    counted: int | None = None


@dataclass(frozen=True)
class RecognitionFacts:
    """What the application says. Money in fen, area in 1/1000 ㎡; None and empty: room for a hand."""

    shop: Applicant
    people: Headcount
    on: date
    names: Names
    site: str = ""
    area: int | None = None
    production: str = ""
    started: date | None = None
    posts: int | None = None
    turnover_fen: int | None = None
    mean_pay_fen: int | None = None
    reason: str = ""
    steps: tuple[Step, ...] = ()


def build_recognition_form(facts: RecognitionFacts) -> FormPaper:
    """The application, all that is signed, sealed or decided left empty."""
    return FormPaper(
        kind="recognition-form",
        title=f"{facts.names.of('车间')}认定申请表",
        unit=facts.shop.name,
        number=f"填报日期:{chinese_date(facts.on)}",
        reference=facts.shop.credit_code,
        parts=tuple(_parts(facts)),
        told=_told(facts),
    )


def _told(facts: RecognitionFacts) -> Told:
    people = facts.people
    told = known_facts(
        ("用工总人数", _count(people.staff)),
        (facts.names.of("人口"), _count(people.risen)),
        ("监测对象", _count(people.monitored)),
        ("合同签订人数", _contracts(people)),
    )
    return Told(sums=known_sums(("人均月工资", facts.mean_pay_fen)), facts=told)


def _parts(facts: RecognitionFacts) -> Iterator[Part]:
    yield Fields((*_of_shop(facts), *_of_people(facts), *_of_money(facts)))
    yield Fields((_enclosed(), promise_field(PROMISE)))
    yield from office_part(facts.steps or _usual_steps(facts.names), own_page=True)
    yield Fields((Field("备注", wide=True, high_mm=12),))
    yield Words(INK, "small")


def _usual_steps(names: Names) -> tuple[Step, ...]:
    """Who says what he thinks of it where no paper names others (policy: L1)."""
    return tuple(Step(names.of(body), "意见") for body in ("村", "乡镇", "人社部门", "主管部门"))


def _of_shop(facts: RecognitionFacts) -> Iterator[Field]:
    shop = facts.shop
    yield Field("车间名称", shop.name)
    yield Field("申报主体名称", shop.account_name or shop.name)
    yield Field("统一社会信用代码", shop.credit_code)
    yield Field("单位类型", shop.entity)
    yield Field("法定代表人", shop.head_name, shown="法定代表人\n(负责人)")
    yield Field("联系电话", shop.phone)
    yield Field("法定代表人身份证号", "", wide=True)
    yield Field("车间地址", shop.place, wide=True)
    yield Field("车间类型", shop.kind)
    yield Field("生产项目", facts.production)
    yield Field("场地来源", facts.site)
    yield Field("建筑面积", f"{format_quantity(facts.area)} 平方米" if facts.area is not None else "")
    yield Field("投产时间", chinese_date(facts.started) if facts.started else "")
    yield Field("提供岗位数", _count(facts.posts, "个"))


def _of_people(facts: RecognitionFacts) -> Iterator[Field]:
    people = facts.people
    yield Field("用工总人数", _count(people.staff))
    yield Field("脱贫人口数", _count(people.risen), shown=f"其中\n{facts.names.of('人口')}")
    yield Field("监测对象数", _count(people.monitored))
    yield Field("易地搬迁人数", _count(people.relocated))
    yield Field("残疾人数", _count(people.disabled))
    yield Field("脱贫占比", _share(people), shown=facts.names.of("占比"))
    yield Field("合同签订人数", _contracts(people), wide=True)
    yield Field("意外伤害保险投保人数", _count(people.insured))
    yield Field("人均月工资", _yuan(facts.mean_pay_fen))


def _of_money(facts: RecognitionFacts) -> Iterator[Field]:
    yield Field("上年度营业收入", _yuan(facts.turnover_fen))
    yield Field("开户银行", facts.shop.bank)
    yield Field("银行账号", facts.shop.account, wide=True)
    yield Field("申请理由", facts.reason, wide=True, high_mm=22)


def _enclosed() -> Field:
    return Field("附件", "  ".join(f"{TICK}{name}" for name in ENCLOSED), wide=True)


def _contracts(people: Headcount) -> str:
    kinds = (
        ("劳动合同", people.labour_contracts),
        ("非全日制", people.part_time),
        ("劳务协议", people.service_agreements),
        ("承揽合同", people.work_contracts),
    )
    return ",".join(f"{name} {count} 人" for name, count in kinds if count is not None)


def _share(people: Headcount) -> str:
    """Risen and monitored among all, to a tenth of a percent, with its arithmetic."""
    if people.counted is None or not people.staff:
        return ""
    tenths = round_half_up(people.counted * 1000, people.staff)
    return f"{tenths // 10}.{tenths % 10}%({people.counted}÷{people.staff})"


def _count(number: int | None, unit: str = "人") -> str:
    return f"{number} {unit}" if number is not None else ""


def _yuan(fen: int | None) -> str:
    return f"{format_yuan(fen)} 元" if fen is not None else ""
