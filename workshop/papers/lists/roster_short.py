"""Rosters with fewer columns 花名册(简表), and with the account that money goes to (policy: L2, variants)."""

from collections.abc import Sequence

from workshop.kernel.money import format_yuan
from workshop.kernel.words import amount_in_words
from workshop.papers.columns import Column, Value
from workshop.papers.listing import ListPaper, ListRow, PaperHead
from workshop.papers.lists.roster import BY_HAND, TITLE, finish_roster, pay_words
from workshop.papers.lists.roster_facts import RosterFacts, day_span, short_day

SHORT_COLUMNS = (
    Column("ordinal", "序号", "count"),
    Column("name", "姓名", least=8, most=16),
    Column("sex", "性别", "mark"),
    Column("idno", "身份证号", "code"),
    Column("address", "家庭住址", least=16, most=40),
    Column("post", "岗位", least=6, most=12),
    Column("contract_period", "合同期限", "code"),
    Column("mean", "月工资\n(元)", "yuan", total=True),
    Column("phone", "电话", "code"),
    Column("sign", "本人签字\n(手印)", "sign", thumb=True),
)
CARD_COLUMNS = (
    Column("ordinal", "序号", "count"),
    Column("name", "姓名", least=6, most=10),
    Column("sex", "性别", "mark"),
    Column("idno", "身份证号码", "code"),
    Column("age", "年龄", "count"),
    Column("address", "户籍地址\n(乡镇 村 组)", least=8, most=16),
    Column("category", "人员\n类别", least=6, most=8),
    Column("way", "用工\n方式", least=4, most=6),
    Column("post", "岗位\n(工种)", least=6, most=8),
    Column("hired_on", "到岗\n时间", "code"),
    Column("months", "累计\n务工\n月数", "count"),
    Column("pay", "报酬\n合计\n(元)", "yuan", total=True),
    Column("mean", "月均\n工资\n(元)", "yuan"),
    Column("bank", "开户行", least=8, most=18),
    Column("holder", "户名", least=6, most=10),
    Column("card", "银行卡(折)号", "code"),
    Column("phone", "联系\n电话", "code"),
    Column("sign", "本人签字\n(手印)", "sign", thumb=True),
    Column("note", "备注", least=4, most=8),
)
OTHER_HOLDER = "户名不是本人"


def build_roster_short(head: PaperHead, people: Sequence[RosterFacts], span: str = "") -> ListPaper:
    """The short roster that some offices ask for."""
    rows = tuple(ListRow(_short_values(ordinal, person)) for ordinal, person in enumerate(people, 1))
    fen = sum(person.mean_fen or 0 for person in people)
    checks = (f"核对:共 {len(rows)} 人;月工资=报酬合计÷累计务工月数(四舍五入到分),见花名册",)
    return finish_roster(
        "roster-short",
        f"{TITLE}(简表)",
        head,
        SHORT_COLUMNS,
        rows,
        span,
        words=f"月工资合计 {format_yuan(fen)} 元(大写):{amount_in_words(fen)}",
        checks=checks,
        notes=(BY_HAND,),
    )


def build_roster_card(head: PaperHead, people: Sequence[RosterFacts], span: str = "") -> ListPaper:
    """The roster with bank accounts; an account in another's name is marked (checks of auditors: card name and worker)."""
    rows = tuple(ListRow(_card_values(ordinal, person)) for ordinal, person in enumerate(people, 1))
    missing = sum(1 for person in people if not person.card)
    told = f"{missing} 人没有登记银行卡,请补登后重新打印。" if missing else ""
    return finish_roster(
        "roster-card",
        f"{TITLE}(含银行卡)",
        head,
        CARD_COLUMNS,
        rows,
        span,
        words=pay_words(people),
        checks=(
            f"核对:共 {len(rows)} 人;{{mean:月均工资}}栏(月均工资)={{pay:报酬合计}}栏÷{{months:累计务工月数}}栏,四舍五入到分",
        ),
        notes=(f"{BY_HAND}{told}",),
    )


def _short_values(ordinal: int, person: RosterFacts) -> tuple[Value, ...]:
    period = day_span(person.contract_from, person.contract_to)
    named = (ordinal, person.name, person.sex, person.idno, person.address, person.post)
    return (*named, period, person.mean_fen, person.phone, None)


def _card_values(ordinal: int, person: RosterFacts) -> tuple[Value, ...]:
    note = OTHER_HOLDER if person.holder and person.holder != person.name else person.note
    return (
        *(ordinal, person.name, person.sex, person.idno, person.age, person.address, person.category, person.way),
        *(person.post, short_day(person.hired_on), person.months, person.pay_fen, person.mean_fen),
        *(person.bank, person.holder, person.card, person.phone, None, note),
    )
