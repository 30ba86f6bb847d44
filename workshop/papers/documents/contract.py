"""The contract of work taken home 承揽合同 (policy: R12; labour law 10): goods, material, price, loss, delivery, tax, both sides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workshop.kernel.faults import Refused
from workshop.kernel.money import format_price, format_yuan, round_half_up
from workshop.kernel.quantities import format_quantity
from workshop.papers.form import Box, FormPaper, Grid, Hands, Party, Told, Words, amount_grid, known_sums
from workshop.papers.lists.home_register import FEN

TITLE = "加工承揽合同"
BLANK = "__________"
GOODS = ("物料代码", "产品品名", "规格(型号)", "单位", "数量", "单价(元)", "价款或酬金(元)\n/备注")
GOODS_WIDTHS = (13, 20, 17, 8, 11, 11, 20)
TERMS = ("单号", "材料", "发料", "单耗", "允许\n损耗", "材料单价", "最多赔", "应交日期")
TERMS_WIDTHS = (14, 10, 12, 16, 8, 16, 11, 13)


@dataclass(frozen=True)
class MaterialTerm:
    """A material of an order: what is handed out (1/1000), 单耗 and price (1/10000, None: not agreed), allowance (1/10000)."""

    name: str
    unit: str
    issued: int
    per_piece: int | None
    allowance: int
    price: int | None


@dataclass(frozen=True)
class OrderTerm:
    """What an order agrees: `quantity` pieces (None: as received), `price` 1/10000 yuan, `most` fen of loss (None: its fee)."""

    order_no: str
    op_code: str
    product: str
    operation: str
    unit: str
    quantity: int | None
    price: int | None
    issued_on: date
    due_on: date | None
    most: int | None
    materials: tuple[MaterialTerm, ...]

    @property
    def fee(self) -> int | None:
        """Fen for all pieces, None where pieces or price are not agreed."""
        if self.quantity is None or self.price is None:
            return None
        return round_half_up(self.quantity * self.price, FEN)


@dataclass(frozen=True)
class ContractFacts:
    """Both sides and what they agree; numbers whole or masked as they were handed in. `reason` is why it is contracting.

    `number` is the contract's own where it is registered, `originals` how many each side keeps (workshop, contractor).
    """

    shop: str
    credit_code: str
    head_name: str
    shop_phone: str
    village: str
    name: str
    worker_no: str
    idno: str
    address: str
    phone: str
    orders: tuple[OrderTerm, ...]
    reason: str
    tax: str
    number: str = ""
    originals: tuple[int, int] = (1, 1)


def build_contract(facts: ContractFacts) -> FormPaper:
    """The contract of one contractor's orders, everything to be signed and sealed left empty. Raises Refused without orders."""
    if not facts.orders:
        raise Refused(f"{facts.name}这段时间没有外发单,没有可以写进合同的活", "请先在「外发」里发料,或换一个月份")
    return FormPaper(
        kind="contract",
        title=TITLE,
        unit=facts.shop,
        number=f"合同编号:{facts.number or BLANK}",
        reference=f"{facts.worker_no} {facts.name}",
        parts=(*_parties(facts), *_goods(facts.orders), *_clauses(facts), _hands(facts)),
        told=Told((facts.name,), known_sums(("合计", _total(facts.orders))), (("外发单", f"{len(facts.orders)} 张"),)),
    )


def _total(orders: Sequence[OrderTerm]) -> int | None:
    """Fen of all orders; None as long as one of them is settled by what is received."""
    fees = [order.fee for order in orders]
    return sum(fee for fee in fees if fee is not None) if None not in fees else None


def _parties(facts: ContractFacts) -> Iterator[Words]:
    code = f"统一社会信用代码:{facts.credit_code or BLANK}"
    yield Words(f"甲方(定作方):{facts.shop}    {code}", "line")
    yield Words(f"乙方(承揽方):{facts.name}    身份证号码:{facts.idno or BLANK}", "line")
    yield Words("甲乙双方依照《中华人民共和国民法典》第三编第十七章(承揽合同)的规定,自愿约定如下:")


def _goods(orders: Sequence[OrderTerm]) -> Iterator[Words | Grid]:
    yield Words("一、加工项目、数量和单价", "clause")
    yield Grid(GOODS_WIDTHS, tuple(_goods_row(order) for order in orders), GOODS)
    total = _total(orders)
    yield amount_grid(f"合计 {format_yuan(total)} 元" if total is not None else "合计(按实收)", total)
    yield Words("数量按应交数写,酬金按实际验收合格的数量乘单价结算,以上金额是按应交数算出的。")


def _goods_row(order: OrderTerm) -> tuple[Box, ...]:
    fee = format_yuan(order.fee) if order.fee is not None else "按实收"
    return (
        Box(order.op_code, align="center"),
        Box(f"{order.product} {order.operation}"),
        Box("、".join(material.name for material in order.materials if material.name)),
        Box(order.unit, align="center"),
        Box(format_quantity(order.quantity) if order.quantity is not None else "按实收", align="right"),
        Box(format_price(order.price) if order.price is not None else "", align="right"),
        Box(f"{fee}\n{order.order_no}", align="right"),
    )


def _clauses(facts: ContractFacts) -> Iterator[Words | Grid]:
    yield Words("二、材料(《民法典》第七百七十五条、第七百八十四条)", "clause")
    yield Words("材料由甲方提供,领料、补料、退料都登记在领料交货登记上,双方签字。材料归甲方所有,用剩的退回甲方。")
    yield Grid(TERMS_WIDTHS, tuple(row for order in facts.orders for row in _term_rows(order)), TERMS)
    yield Words("三、质量和验收(《民法典》第七百八十条、第七百八十一条)", "clause")
    yield Words(
        "乙方按甲方的样品和工艺要求加工,甲方在交货时验收,当场不能验收的在三日内验收。合格的计酬;材料本身的毛病造成的次品(料次)"
        "也计酬;乙方加工造成的次品不计酬;可以返修的退乙方返修,修好再计。"
    )
    yield Words("四、损耗和赔偿", "clause")
    yield Words(
        "允许损耗以内的材料损耗由甲方承担。超过允许损耗的部分按上表的材料单价由乙方赔偿,每单合计不超过上表「最多赔」的数;"
        "没有写单耗或材料单价的不赔。"
    )
    yield from _rest(facts)


def _term_rows(order: OrderTerm) -> Iterator[tuple[Box, ...]]:
    """A line for each material of an order; limit and day stand on its first."""
    most = "本单加工费" if order.most is None else f"{format_yuan(order.most)} 元"
    due = f"{order.due_on}" if order.due_on else "另定"
    for turn, material in enumerate(order.materials or (None,)):
        first = (order.order_no, most, due) if not turn else ("", "", "")
        terms = _terms(material, order.unit) if material else ("不领料", "", "", "", "")
        yield (Box(first[0]), Box(terms[0]), *(Box(text, align="right") for text in terms[1:]), *map(Box, first[1:]))


def _terms(material: MaterialTerm, unit: str) -> tuple[str, ...]:
    measured = material.per_piece is not None
    return (
        material.name or "材料",
        f"{format_quantity(material.issued)} {material.unit}",
        f"{format_price(material.per_piece)} {material.unit}/{unit}" if material.per_piece is not None else "未写",
        f"{material.allowance / 100:g}%" if measured else "",
        f"{format_price(material.price)} 元/{material.unit}" if material.price is not None else "不计赔",
    )


def _rest(facts: ContractFacts) -> Iterator[Words]:
    yield Words("五、交货", "clause")
    yield Words("按上表的应交日期交齐,可以分次交货。")
    yield Words(f"交货地点:{facts.village}{facts.shop}。")
    yield Words("六、结算(《民法典》第七百八十二条)", "clause")
    yield Words(
        "酬金按月结算,甲方出具加工费结算单,写明每单的合格数、单价、赔偿和扣税,付给乙方本人。单价不得低于本合同所写。"
    )
    yield Words("七、个人所得税", "clause")
    yield Words(f"{facts.tax},由甲方代扣代缴;年度汇算时多扣的可以退回。")
    yield Words("八、双方的关系", "clause")
    yield Words(
        f"双方是承揽关系,不是劳动关系。依据:{facts.reason};乙方自己安排时间,用自己的场所和工具,交付成果,甲方不考勤。"
        "甲方实际规定上下班时间、按职工管理乙方的,应当按劳动用工办理,不受本合同名称影响。"
    )
    yield Words("乙方本人完成,可以由共同生活的家人协助,未满十六周岁的人不得参加。加工时注意安全。")
    yield Words("九、份数", "clause")
    shop, contractor = facts.originals
    yield Words(
        f"本合同一式 {shop + contractor} 份原件,甲方 {shop} 份,乙方 {contractor} 份,双方签字盖章后生效。"
        "争议先协商,协商不成的向甲方所在地人民法院起诉。"
    )


def _hands(facts: ContractFacts) -> Hands:
    day = "日期:        年    月    日"
    shop = (f"负责人:{facts.head_name or BLANK}", f"电话:{facts.shop_phone or BLANK}", f"签字:{BLANK}", day)
    worker = (f"住址:{facts.address or BLANK}", f"电话:{facts.phone or BLANK}", f"本人签字(手印):{BLANK}", day)
    return Hands(
        (Party(f"甲方:{facts.shop}", shop, "单位(盖章):"), Party(f"乙方:{facts.name}", worker)),
    )
