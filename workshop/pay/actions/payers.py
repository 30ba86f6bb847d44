"""The account that a workshop pays from: put down from a day on, its number sealed."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.text import fold
from workshop.pay.rows import PayerAccountRow
from workshop.pay.rules.payments import SHAPES, spoils_file
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.transaction import transaction
from workshop.store.vault import seal, unseal

_TEXTS = {"bank_name": "开户行", "account_name": "账户名称", "province": "省", "city": "市", "usage": "用途"}


@dataclass(frozen=True)
class NewPayer:
    """As the bank's template asks; `branch_code` 付款行联行号 only where the shape has one, empty: that of the template."""

    valid_from: date
    shape: str
    bank_name: str
    account_name: str
    account: str
    province: str = ""
    city: str = ""
    branch_code: str = ""
    usage: str = "工资"


def record_payer(actor: Actor, now: datetime, workshop_id: int, row: NewPayer) -> int:
    """Puts the account down; the earlier one stays with the batches it paid. Raises Refused by field."""
    account, branch = fold(row.account), fold(row.branch_code)
    _check(row, account, branch)
    with transaction(actor, now) as tx:
        key = new_id()
        texts = {name: getattr(row, name).strip() for name in _TEXTS}
        values = {"workshop_id": workshop_id, "id": key, "valid_from": row.valid_from, "shape": row.shape}
        number = {
            "account_sealed": seal(account, "payer_account", "account", workshop_id, key),
            "account_tail": account[-4:],
            "branch_code": branch,
        }
        tx.insert(PayerAccountRow, [values | texts | number | {"recorded_at": now, "recorded_by": actor.name}])
        told = {"tail": account[-4:], "bank": texts["bank_name"], "valid_from": row.valid_from, "shape": row.shape}
        tx.tell("payer.record", f"payer_account/{key}", told, workshop_id)
    return key


def _check(row: NewPayer, account: str, branch: str) -> None:
    if row.shape not in SHAPES:
        raise Refused("没有这种银行文件", f"可以选:{'、'.join(SHAPES.values())}", "shape")
    if not (account.isascii() and account.isdigit() and 8 <= len(account) <= 32):
        raise Refused("付款账号应是 8 到 32 位数字", "请对照开户许可证输入", "account")
    if branch and not (branch.isascii() and branch.isalnum() and len(branch) <= 20):
        raise Refused("联行号只能是数字和字母", "没有就不填", "branch_code")
    for name, label in _TEXTS.items():
        text = getattr(row, name).strip()
        if spoils_file(text):
            raise Refused(f"{label}里有不能写进银行文件的符号", "不能以 = + - @ 开头,也不能有逗号和竖线", name)
        if not text and name in ("bank_name", "account_name", "usage"):
            raise Refused(f"请填写{label}", "", name)


def read_payer_account(workshop_id: int, payer_id: int) -> str:
    """The whole number, for the bank file alone. Raises NotFound."""
    row = PayerAccountRow
    sealed = db.session.scalar(select(row.account_sealed).where(row.workshop_id == workshop_id, row.id == payer_id))
    if sealed is None:
        raise NotFound(f"payer account {payer_id}")
    return unseal(sealed, "payer_account", "account", workshop_id, payer_id)
