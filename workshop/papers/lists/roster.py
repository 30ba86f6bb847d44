"""The roster 吸纳脱贫劳动力花名册 (policy: L2): one build to file, another to post, which cannot hold what may not be posted."""

from collections.abc import Sequence

from workshop.kernel.money import format_yuan
from workshop.kernel.words import amount_in_words
from workshop.papers.columns import Column, Value
from workshop.papers.listing import ListPaper, ListRow, PaperHead, chinese_day, sum_rows
from workshop.papers.lists.roster_facts import RosterFacts, day_span, short_day

TITLE = "吸纳脱贫劳动力花名册"
SIGNATURES = ("单位负责人", "填表人", "村/乡镇核对人")
BY_HAND = "本人用黑色或蓝黑色墨水签字或按手印,不得代签。"


ROSTER_COLUMNS = (
    Column("ordinal", "序号", "count"),
    Column("name", "姓名", least=8, most=10),
    Column("sex", "性别", "mark"),
    Column("idno", "身份证号码", "code"),
    Column("age", "年龄", "count"),
    Column("address", "户籍地址\n(乡镇 村 组)", least=8, most=14),
    Column("householder", "户主\n姓名", least=6, most=8),
    Column("relation", "与户主\n关系", least=4, most=6),
    Column("category", "人员\n类别", least=6, most=8),
    Column("recognised", "脱贫年份或\n纳入监测\n时间", "mark"),
    Column("way", "用工\n方式", least=4, most=6),
    Column("post", "岗位\n(工种)", least=6, most=8),
    Column("contract", "合同(协议)\n类型", least=8, most=8),
    Column("contract_period", "合同起止\n时间", "code"),
    Column("hired_on", "到岗\n时间", "code"),
    Column("months", "累计\n务工\n月数", "count"),
    Column("pay", "报酬\n合计\n(元)", "yuan", total=True),
    Column("mean", "月均\n工资\n(元)", "yuan"),
    Column("insured", "是否参保/\n意外险", least=4, most=8),
    Column("phone", "联系\n电话", "code"),
    Column("sign", "本人签字\n(手印)", "sign", thumb=True),
    Column("note", "备注", least=4, most=8),
)
POSTING_COLUMNS = (
    Column("ordinal", "序号", "count"),
    Column("name", "姓名", least=8, most=24),
    Column("sex", "性别", "mark"),
    Column("age", "年龄", "count"),
    Column("post", "岗位(工种)", least=10, most=24),
    Column("period", "务工时间", least=14, most=26),
)


def build_roster(head: PaperHead, people: Sequence[RosterFacts], span: str = "") -> ListPaper:
    """The roster for the file: with ID number, telephone and the worker's own signature; `span`: of a claim's time alone."""
    rows = tuple(ListRow(_values(ordinal, person)) for ordinal, person in enumerate(people, 1))
    return finish_roster(
        "roster",
        TITLE,
        head,
        ROSTER_COLUMNS,
        rows,
        span,
        words=pay_words(people),
        checks=(
            f"核对:共 {len(rows)} 人;{{mean:月均工资}}栏(月均工资)={{pay:报酬合计}}栏÷{{months:累计务工月数}}栏,四舍五入到分",
        ),
        notes=(f"{BY_HAND}脱贫年份、纳入监测时间空白的由村、乡镇核对后填写。", "县比对结果:"),
    )


def finish_roster(
    kind: str,
    title: str,
    head: PaperHead,
    columns: tuple[Column, ...],
    rows: tuple[ListRow, ...],
    span: str,
    words: str,
    checks: tuple[str, ...],
    notes: tuple[str, ...],
) -> ListPaper:
    """A roster for the file with its head and foot."""
    when = (f"申领期间:{span}",) if span else ()
    return ListPaper(
        kind=kind,
        title=title,
        head=head,
        fields=(f"填报单位(盖章):{head.unit}", *when, f"填报时间:{chinese_day(head.paid_on)}", "单位:元"),
        columns=columns,
        rows=rows,
        totals=sum_rows(columns, rows),
        words=words,
        checks=checks,
        notes=notes,
        signatures=(*SIGNATURES, f"联系电话:{head.phone}"),
        numbered=True,
        row_mm=7.6,
    )


def pay_words(people: Sequence[RosterFacts]) -> str:
    """The pay of all in figures and words."""
    fen = sum(person.pay_fen or 0 for person in people)
    return f"报酬合计 {format_yuan(fen)} 元(大写):{amount_in_words(fen)}"


def _values(ordinal: int, person: RosterFacts) -> tuple[Value, ...]:
    return (
        *(ordinal, person.name, person.sex, person.idno, person.age, person.address),
        *(person.householder, person.relation, person.category, person.recognised, person.way, person.post),
        *(person.contract, day_span(person.contract_from, person.contract_to), short_day(person.hired_on)),
        *(person.months, person.pay_fen, person.mean_fen, person.insured, person.phone, None, person.note),
    )


def build_roster_posting(head: PaperHead, people: Sequence[RosterFacts], span: str = "") -> ListPaper:
    """The roster to post (policy: R5): name, sex, age, post and period; no number, card, telephone or signature."""
    rows = tuple(
        ListRow(
            (
                *(ordinal, person.name, person.sex, person.age, person.post),
                day_span(person.hired_on, person.left_on if person.left else None, "至今"),
            )
        )
        for ordinal, person in enumerate(people, 1)
    )
    when = (f"申领期间:{span}",) if span else ()
    return ListPaper(
        kind="roster-posting",
        title=f"{TITLE}(公示)",
        head=head,
        fields=(f"公示单位:{head.unit}", *when, f"公示时间:{chinese_day(head.paid_on)}"),
        columns=POSTING_COLUMNS,
        rows=rows,
        totals=(None,) * len(POSTING_COLUMNS),
        notes=(f"共 {len(rows)} 人。对名册有异议的,请在公示期内向本单位或当地人社部门反映。",),
        signatures=("单位负责人", f"联系电话:{head.phone}"),
        landscape=False,
        largest_px=14.0,
        row_mm=8.0,
    )
