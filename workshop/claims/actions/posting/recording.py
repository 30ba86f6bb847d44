"""What every step of a notice shares: who may take it, the words and days it takes, and how it is put down."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from workshop.access.roles import OFFICE
from workshop.claims.rows import PublicNoticeEventRow
from workshop.kernel.faults import Refused
from workshop.kernel.text import has_forbidden
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import Transaction

_UNTOLD = ("settle",)  # what was found out about people stands in its row, not in a leaf


def check_actor(actor: Actor) -> None:
    """Raises Refused for whoever does not put notices down."""
    if actor.role not in (*OFFICE, "command"):
        raise Refused("只有会计和负责人能登记公示", "")


def check_words(**told: tuple[str, int]) -> None:
    """Raises Refused at the field whose text is longer than it may be or cannot be stored."""
    for field, (text, most) in told.items():
        if len(text) > most or has_forbidden(text):
            raise Refused(f"太长或含有不能保存的字符(最多 {most} 个字)", "请改短后重新输入", field)


def check_day(on: date, today: date) -> None:
    """Raises Refused for a day that has not come."""
    if on > today:
        raise Refused(f"{on} 还没有到", "请填实际的那一天", "on")


def add_event(tx: Transaction, workshop_id: int, notice_id: int, what: str, on: date, **told: Any) -> None:
    """The next event of a notice, with its audit leaf."""
    row = PublicNoticeEventRow
    mine = (row.workshop_id == workshop_id, row.notice_id == notice_id)
    seq = (db.session.scalar(select(func.max(row.seq)).where(*mine)) or 0) + 1
    values: dict[str, Any] = {"workshop_id": workshop_id, "notice_id": notice_id, "seq": seq, "what": what, "on": on}
    values |= {"last": None, "sheet": None, "counted": "", "place": "", "paper": "", "objection_id": None}
    values |= {"outcome": "", "taken_off": None, "text": ""} | told | made_by(tx.actor, tx.now)
    tx.insert(row, [values])
    kept = {name: str(value) for name, value in {"on": on, **told}.items() if value}
    if what in _UNTOLD:
        kept.pop("text", None)
    tx.tell(f"notice.{what}", f"public_notice/{notice_id}", kept, workshop_id)


def made_by(actor: Actor, now: datetime) -> dict[str, Any]:
    """Who put a row down, and when."""
    return {"at": now, "by": actor.name, "by_id": actor.account_id}
