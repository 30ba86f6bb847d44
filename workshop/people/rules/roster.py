"""What a roster row must say before a person is taken in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from workshop.kernel.faults import Fault, Outcome
from workshop.kernel.idno import REASONS, BadIdNumber, age_on, lengthen, luhn_holds, parse_idno
from workshop.kernel.text import clean_name, fold, has_forbidden, to_half_width
from workshop.people.rules.words import CATEGORIES, CONTRACT_KINDS, EARLIEST_AGE, HOURS_SYSTEMS, SAME_CATEGORY


@dataclass(frozen=True)
class NewWorker:
    """A person as a roster gives them. `id_no` and `bank_card` are plain text or empty; sums in fen."""

    worker_no: str
    name: str
    sex: str
    id_no: str
    birth_date: date | None
    phone: str
    bank_card: str
    hire_date: date
    leave_date: date | None
    categories: tuple[str, ...]
    household_no: str
    contract_kind: str
    contract_from: date | None
    contract_to: date | None
    hours_system: str
    grade: str
    monthly_fen: int | None
    daily_fen: int | None
    hourly_fen: int | None
    post: str = ""
    address: str = ""
    category_source: str = ""


def clean_code(text: str) -> str:
    """A number that people gave: half-width and without spaces, its letters as they are."""
    return "".join(to_half_width(text).split())


def complete_worker(row: NewWorker) -> NewWorker:
    """The row as it is stored: name and numbers cleaned, birth date and missing sex out of a sound identity number."""
    clean = replace(
        row,
        worker_no=clean_code(row.worker_no),
        name=clean_name(row.name),
        id_no=fold(row.id_no).upper(),
        phone=fold(row.phone).replace("-", ""),
        bank_card=fold(row.bank_card).lstrip("'"),
        household_no=clean_code(row.household_no),
        categories=tuple(SAME_CATEGORY.get(category, category) for category in row.categories),
    )
    try:
        number = parse_idno(clean.id_no)
    except BadIdNumber:
        return clean
    return replace(clean, birth_date=clean.birth_date or number.birth_date, sex=clean.sex or number.sex)


def check_worker(row: NewWorker) -> list[Fault]:
    """What is wrong or doubtful in a completed row; `column` is the field's name, place and row are left to the caller."""
    return [*_person(row), *_identity(row), *check_account(row.bank_card), *_employment(row), *_agreement(row)]


def check_account(card: str) -> Iterator[Fault]:
    """The number of a card or passbook; none at all and a missing Luhn digit are only named."""
    if not card:
        yield _fault("bank_card", "", "card_missing", "没有银行卡号", "发工资前请补上", "warned")
    elif not (card.isascii() and card.isdigit()):
        yield _fault("bank_card", card, "card_characters", "银行卡号只能是数字", "请对照银行卡重新输入")
    elif not 8 <= len(card) <= 32:
        yield _fault("bank_card", card, "card_length", "银行卡号的位数不对", "请对照银行卡补齐")
    elif not luhn_holds(card):
        yield _fault(
            "bank_card", card, "card_checksum", "银行卡号末位校验不对", "存折没有校验位;是卡就请核对", "warned"
        )


def _person(row: NewWorker) -> Iterator[Fault]:
    if not row.worker_no:
        yield _fault("worker_no", "", "worker_no_missing", "没有工号", "请填写工号")
    if not row.name:
        yield _fault("name", "", "name_missing", "没有姓名", "请填写姓名")
    for field, most in (("worker_no", 32), ("name", 64), ("grade", 20), ("post", 40), ("address", 200)):
        value = getattr(row, field)
        if len(value) > most or has_forbidden(value):
            yield _fault(
                field, value[:20], "text_unusable", f"太长或含有不能保存的字符(最多 {most} 个字)", "请改短后重新输入"
            )
    if row.sex not in ("男", "女") and (row.sex or not row.id_no):  # a broken number is named itself
        yield _fault("sex", row.sex, "sex_unknown", "性别应是男或女", "请填写性别或身份证号")
    if row.phone and not (len(row.phone) == 11 and row.phone.isascii() and row.phone.isdigit()):
        yield _fault("phone", row.phone, "phone_length", "手机号应是 11 位数字", "请核对后重新输入")


def _new_number(old: str) -> str:
    """What an old number of fifteen digits should have become, for comparison with the card; empty where it is none."""
    try:
        return f"照编码规则应是 {lengthen(old)},请对照身份证核对,一样就填它"
    except BadIdNumber:
        return ""


def _identity(row: NewWorker) -> Iterator[Fault]:
    if row.birth_date and age_on(row.birth_date, row.hire_date) < EARLIEST_AGE:
        message = f"入职那天只有 {age_on(row.birth_date, row.hire_date)} 岁,不满 16 岁"
        yield _fault(
            "birth_date", row.birth_date.isoformat(), "under_16", message, "劳动法第十五条:不得招用,请核对出生日期"
        )
    if not row.id_no:
        yield _fault("id_no", "", "id_missing", "没有身份证号", "发工资和申报前请补上", "warned")
        return
    try:
        number = parse_idno(row.id_no)
    except BadIdNumber as bad:
        message, mend = REASONS[bad.reason]
        yield _fault("id_no", row.id_no, bad.reason, message, _new_number(row.id_no) or mend)
        return
    if row.sex and row.sex != number.sex:
        yield _fault(
            "sex", row.sex, "sex_differs_from_id", f"与身份证号不符,号码上是{number.sex}", "请核对性别和身份证号"
        )
    if row.birth_date != number.birth_date:
        yield _fault(
            "birth_date",
            str(row.birth_date),
            "birth_differs_from_id",
            f"与身份证号不符,号码上是 {number.birth_date}",
            "请核对出生日期和身份证号",
        )


def _employment(row: NewWorker) -> Iterator[Fault]:
    if row.leave_date and row.leave_date < row.hire_date:
        yield _fault(
            "leave_date",
            row.leave_date.isoformat(),
            "leave_before_hire",
            f"离职日期在入职日期 {row.hire_date} 之前",
            "请核对两个日期",
        )
    for category in row.categories:
        if category not in CATEGORIES:
            yield _fault("categories", category, "category_unknown", "不认识的人员类别", "应是" + "、".join(CATEGORIES))


def _agreement(row: NewWorker) -> Iterator[Fault]:
    if row.hours_system not in HOURS_SYSTEMS:
        yield _fault(
            "hours_system",
            row.hours_system,
            "hours_system_unknown",
            "不认识的工时制度",
            "应是" + "、".join(HOURS_SYSTEMS.values()),
        )
    if row.contract_kind and row.contract_kind not in CONTRACT_KINDS:
        yield _fault(
            "contract_kind",
            row.contract_kind,
            "contract_kind_unknown",
            "不认识的合同类型",
            "应是" + "、".join(CONTRACT_KINDS),
        )
    if row.contract_from and row.contract_to and row.contract_to < row.contract_from:
        yield _fault(
            "contract_to",
            row.contract_to.isoformat(),
            "contract_order",
            "合同止期在起期之前",
            "请核对合同的起止日期",
        )
    for field in ("monthly_fen", "daily_fen", "hourly_fen"):
        if (getattr(row, field) or 0) < 0:
            yield _fault(field, "", "rate_negative", "工资标准不能是负数", "请核对后重新输入")


def _fault(field: str, value: str, reason: str, message: str, mend: str, outcome: Outcome = "refused") -> Fault:
    return Fault("", 0, field, value, reason, message, mend, outcome)
