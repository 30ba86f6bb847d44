"""Who is paid how: by bank, in cash, or not yet because something about the account is wrong; and what is overdue.

Policy: labour-law 11.2 (names must equal the bank's registered name), 5 (money to the worker himself), 4 (part-time pay is
settled within fifteen days, 劳动合同法 art. 72).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workshop.kernel.idno import luhn_holds
from workshop.kernel.periods import Period
from workshop.kernel.text import clean_name, fold

KINDS: dict[str, str] = {"bank": "银行代发", "cash": "现金", "declared": "登记已发放"}
SHAPES: dict[str, str] = {
    "csv": "通用 CSV",
    "xlsx": "通用 Excel",
    "icbc": "工商银行 Excel",
    "boc": "中国银行 txt",
}
OUTCOMES: dict[str, str] = {
    "open": "待发",
    "paid": "已发",
    "failed": "没有发成",
    "void": "已作废",
    "reversed": "待发",
}
UNPAID_STEPS = (7, 15, 30)  # days after the period's last day
PART_TIME_MOST = 15  # 劳动合同法 art. 72
CARD_LENGTHS = range(16, 20)  # Luhn, 16 to 19 digits (policy: labour-law 11.1)
_FORMULA = ("=", "+", "-", "@")
_SEPARATORS = frozenset("|,\t\r\n")
Owners = Mapping[bytes, Sequence[tuple[int, str]]]  # card → workers whose account in force it is: (id, number and name)


@dataclass(frozen=True)
class Account:
    """An account in force; `card_key` is equal where the card is equal and tells nothing else."""

    id: int
    holder_name: str
    bank_name: str
    card_tail: str
    card_key: bytes


@dataclass(frozen=True)
class Payee:
    """A slip whose net (fen, above zero) is on no way to the worker yet."""

    slip_id: int
    worker_id: int
    worker_no: str
    name: str
    amount: int
    phone: str
    account: Account | None


@dataclass(frozen=True)
class PayeeProblem:
    """Why a worker's money does not go by bank, and how to mend it."""

    payee: Payee
    kind: str
    sentence: str
    mend: str

    def __str__(self) -> str:
        return f"{self.payee.worker_no} {self.payee.name}:{self.sentence}。{self.mend}"


@dataclass(frozen=True)
class Split:
    """Everybody not yet paid stands in exactly one of the three; `kept` is out of the bank file until it is mended."""

    bank: tuple[Payee, ...]
    cash: tuple[Payee, ...]
    kept: tuple[PayeeProblem, ...]

    @property
    def total(self) -> int:
        """Fen of all three."""
        return sum(payee.amount for payee in (*self.bank, *self.cash, *(problem.payee for problem in self.kept)))

    @property
    def number(self) -> int:
        """People of all three."""
        return len(self.bank) + len(self.cash) + len(self.kept)


def split_payees(payees: Sequence[Payee], owners: Owners) -> Split:
    """Sorts payees by the way their money can go; nobody is left out and nobody stands twice."""
    seen: set[int] = set()
    bank, cash, kept = [], [], []
    for payee in payees:
        problem = find_problem(payee, owners, seen)
        seen.add(payee.worker_id)
        if problem:
            kept.append(problem)
        elif payee.account is None:
            cash.append(payee)
        else:
            bank.append(payee)
    return Split(tuple(bank), tuple(cash), tuple(kept))


def find_problem(payee: Payee, owners: Owners, seen: Collection[int] = ()) -> PayeeProblem | None:
    """The first thing that keeps a worker's money out of a bank file; a worker without a card is paid in cash."""
    if payee.worker_id in seen:
        return PayeeProblem(payee, "twice", "在这一期里出现两次", "同一个人一期只发一次,请核对工资条")
    account = payee.account
    if account is None:
        return None
    or_cash = "或者写明原因改发现金"
    if not same_name(account.holder_name, payee.name):
        sentence = f"账户 ****{account.card_tail} 的户名「{account.holder_name}」与姓名「{payee.name}」不同"
        mend = f"银行会退回,工资也必须发给本人。请在工人资料里登记本人的账户,{or_cash}"
        return PayeeProblem(payee, "holder", sentence, mend)
    others = [label for key, label in owners.get(account.card_key, ()) if key != payee.worker_id]
    if others:
        sentence = f"银行卡 ****{account.card_tail} 也登记在 {'、'.join(others)} 名下"
        mend = f"一张卡只能收一个人的工资。请核对是谁的卡,在工人资料里改正另一位的账户,{or_cash}"
        return PayeeProblem(payee, "shared", sentence, mend)
    if spoils_file(account.holder_name) or spoils_file(account.bank_name):
        sentence = "户名或开户行里有不能写进银行文件的符号"
        return PayeeProblem(payee, "text", sentence, f"请在工人资料里重新登记账户,{or_cash}")
    return None


def same_name(holder: str, name: str) -> bool:
    """The bank compares names to the letter; only spaces, full width and the kind of dot do not matter."""
    return name_key(holder) == name_key(name)


def name_key(name: str) -> str:
    """Equal for names that the bank takes for the same."""
    return fold(clean_name(name))


def spoils_file(text: str) -> bool:
    """A text that a table program takes for a formula, or that would end a field of the file."""
    return text.startswith(_FORMULA) or not _SEPARATORS.isdisjoint(text)


def find_card_warning(payee: Payee, card: str) -> str:
    """What looks odd about a card number and need not be wrong (a passbook has no check digit); empty for nothing."""
    tail = f"{payee.worker_no} {payee.name} 的账号 ****{card[-4:]}"
    if len(card) not in CARD_LENGTHS:
        return f"{tail} 有 {len(card)} 位,银行卡是 16 到 19 位;不是存折就请核对"
    return "" if luhn_holds(card) else f"{tail} 末位校验不对;不是存折就请核对"


def count_days_unpaid(period: Period, on: date) -> int:
    """Days since the period's last day; zero while it lasts."""
    return max(0, (on - period.last).days)


def find_step(days: int) -> int:
    """The last of 7, 15 and 30 days that has been reached, 0 before the first."""
    return max((step for step in UNPAID_STEPS if days >= step), default=0)


def breaks_part_time_law(period: Period, days: int) -> bool:
    """Part-time pay (half months) may not wait longer than fifteen days."""
    return bool(period.half) and days > PART_TIME_MOST
