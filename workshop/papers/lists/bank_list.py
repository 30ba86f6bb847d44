"""The list of what went out by bank 银行代发明细表, for the voucher: accounts by their last four digits only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workshop.kernel.money import format_yuan
from workshop.papers.columns import Column, Value
from workshop.papers.listing import ListPaper, PaperHead
from workshop.papers.lists.payment_list import build_payment_list, refuse_empty
from workshop.papers.lists.wage_facts import tail


@dataclass(frozen=True)
class BankFacts:
    """One payment by bank; `batch` is the batch's number, `result` what became of it."""

    number: str
    name: str
    holder_name: str
    bank_name: str
    card_tail: str
    fen: int
    batch: int
    result: str
    paid_on: date | None


@dataclass(frozen=True)
class BankFileFacts:
    """A file that went to the bank."""

    batch: int
    name: str
    lines: int
    fen: int
    sha256: str


BANK_COLUMNS = (
    Column("ordinal", "序号", "count"),
    Column("number", "工号", "code"),
    Column("name", "姓名", least=6, most=12),
    Column("holder", "户名", least=6, most=12),
    Column("bank", "开户行", least=8, most=24),
    Column("card", "收款账号\n(尾号)", "code"),
    Column("net", "实发\n金额", "yuan", total=True),
    Column("batch", "批次", "count"),
    Column("result", "结果", "mark"),
    Column("paid_on", "到账\n日期", "code"),
)


def build_bank_list(head: PaperHead, workers: Sequence[BankFacts], files: Sequence[BankFileFacts]) -> ListPaper:
    """Everybody whose money goes or went by bank, with the check values of the files. Raises Refused where there is nobody."""
    refuse_empty(head, workers, "银行代发", "请先在「工资 → 发放」里做银行文件")
    total = sum(one.fen for one in workers)
    return build_payment_list(
        "bank-list",
        "银行代发明细表",
        "代发",
        head,
        BANK_COLUMNS,
        [_values(at, one) for at, one in enumerate(workers, 1)],
        total,
        checks=(
            f"核对:{{net:实发金额}}栏各行相加 = {format_yuan(total)} 元,共 {len(workers)} 人",
            *(f"第 {file.batch} 批 {file.name} {file.lines} 笔 SHA-256 {file.sha256}" for file in files),
        ),
        notes=("银行回单附后。收款账号只列尾号,完整账号在银行文件里。",),
        signatures=("单位负责人", "财务", "经办"),
        landscape=False,
    )


def _values(at: int, one: BankFacts) -> tuple[Value, ...]:
    return (
        *(at, one.number, one.name, one.holder_name, one.bank_name, tail(one.card_tail), one.fen, one.batch),
        *(one.result, one.paid_on.isoformat() if one.paid_on else ""),
    )
