"""Pieces that many forms share: who applies, the part that belongs to the office, the bodies that sign, and blanks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workshop.kernel.money import format_yuan
from workshop.kernel.words import amount_in_words
from workshop.papers.form import Field, Fields, Part, Words
from workshop.papers.naming import Names

BLANK = "__________"
SEAL_MM = 42.0  # a body's seal is up to 42 mm across; nothing is printed where it goes
OPINION_MM, ACROSS = 56.0, 3  # two rows of so many bodies fill a page
SIGN_MM = 14.0
DAY = "      年    月    日"
INK = "手写部分用黑色或蓝黑色墨水笔填写;签字和手印须本人,不得代签、代按。"
TICK = "□"


@dataclass(frozen=True)
class Applicant:
    """The workshop as its papers name it; empty where nothing is known: room for a hand. Numbers as they were handed in.

    `contact` is who handles the claim 经办人; `account` its own bank account.
    """

    name: str
    credit_code: str = ""
    entity: str = ""
    kind: str = ""
    head_name: str = ""
    phone: str = ""
    place: str = ""
    account_name: str = ""
    bank: str = ""
    account: str = ""
    recognition_number: str = ""
    recognised_on: str = ""
    contact: str = ""
    contact_phone: str = ""


@dataclass(frozen=True)
class Step:
    """A body that examines 审核, in its order; `does` is what it does."""

    body: str
    does: str


def applicant_fields(shop: Applicant) -> tuple[Field, ...]:
    """Who applies, and to which account money goes."""
    return (
        Field("申请单位", shop.name),
        Field("统一社会信用代码", shop.credit_code),
        Field("法定代表人", shop.head_name, shown="法定代表人\n(负责人)"),
        Field("联系电话", shop.phone),
        Field("经办人", shop.contact),
        Field("经办人电话", shop.contact_phone),
        Field("开户名称", shop.account_name or shop.name),
        Field("开户银行", shop.bank),
        Field("银行账号", shop.account, wide=True),
    )


def sums(label: str, fen: int | None) -> tuple[Field, ...]:
    """An amount in figures and in words; both left to a hand where nobody knows it."""
    return (
        Field(f"{label}(小写)", f"{format_yuan(fen)} 元" if fen is not None else ""),
        Field(f"{label}(大写)", amount_in_words(fen) if fen is not None else ""),
    )


def promise_field(text: str, seal: bool = True) -> Field:
    """The applicant's promise, with room to sign and seal."""
    foot = f"法定代表人(负责人)签字:{BLANK}{BLANK}\n{'单位(盖章)    ' if seal else ''}{DAY}"
    return Field("申请单位承诺", text, wide=True, high_mm=SEAL_MM if seal else SIGN_MM, foot=foot)


def default_steps(names: Names) -> tuple[Step, ...]:
    """The chain where a programme names none (policy: R10, L5)."""
    return (
        Step(names.of("村"), "意见"),
        Step(names.of("乡镇"), "初审"),
        Step(names.of("就业机构"), "审核"),
        Step(names.of("主管部门"), "核对身份"),
        Step(names.of("人社部门"), "审批"),
        Step(names.of("财政部门"), "意见"),
    )


def office_part(steps: Sequence[Step], figures: Sequence[str] = (), own_page: bool = False) -> Iterator[Part]:
    """What the office fills in, empty (policy: R11): figures it finds, then the opinion of each body with room for its seal.

    On a page of its own there is room for more than a line of opinion.
    """
    yield Words("以下由受理、审核单位填写", "clause")
    if figures:
        yield Fields(tuple(Field(name) for name in figures), whole=True)
    high_mm = OPINION_MM if own_page and len(steps) <= 2 * ACROSS else SEAL_MM
    yield Fields(tuple(_opinion(step, high_mm) for step in steps), office=True)


def _opinion(step: Step, high_mm: float) -> Field:
    foot = f"经办人:{BLANK}\n负责人:{BLANK} (公章)\n{DAY}"
    return Field(f"{step.body}{step.does}", high_mm=high_mm, foot=foot)


def chinese_span(first: date | None, last: date | None, open_end: str = "") -> str:
    """`2026年1月1日至2026年6月30日`; blanks for what is not known."""
    return f"{chinese_date(first)}至{chinese_date(last) if last or not open_end else open_end}"


def chinese_date(on: date | None) -> str:
    """2026年1月1日; blanks for a hand."""
    return f"{on.year}年{on.month}月{on.day}日" if on else DAY
