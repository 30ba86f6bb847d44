"""Bank files: the one door by which whole card numbers leave, told with count and check value, never with the numbers.

A file is rendered from what is stored, so that it can be fetched again to the byte.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from workshop.access.roles import OFFICE
from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.pay.actions.payers import read_payer_account
from workshop.pay.files.bank import SHAPES, FileFacts, FileLine, Payer, write_bank_file
from workshop.pay.queries.payments import Batch, PayerLine, get_batch, list_batches, list_payers
from workshop.pay.queries.runs import Run
from workshop.pay.rows import PaymentLineRow
from workshop.people.rows import BankAccountRow
from workshop.store.audit import COMMAND_LINE, Actor
from workshop.store.database import db
from workshop.store.transaction import transaction
from workshop.store.vault import unseal

Cards = Mapping[int, str]  # bank account → whole number


@dataclass(frozen=True)
class BankFile:
    """A bank file as it leaves; `sha256` is that of `content`, in the batch since it was made."""

    batch: Batch
    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The check value of what is handed out."""
        return hashlib.sha256(self.content).hexdigest()


def fetch_bank_file(actor: Actor, now: datetime, workshop_id: int, batch_id: int) -> BankFile:
    """The file of a batch with whole card numbers, to the byte as it was made; told with its count and check value."""
    refuse_reader(actor)
    with transaction(actor, now) as tx:
        batch = get_batch(workshop_id, batch_id)
        if batch.kind != "bank":
            raise Refused(f"{batch.title}没有银行文件", "现金发放表请在「打印」里打印")
        file = BankFile(batch, batch.file_name, render_batch(workshop_id, batch))
        if file.sha256 != batch.sha256:
            raise Refused(
                f"{batch.title}的文件与做成时不一样", "账户或密钥可能被改动过,请停止使用并运行 workshop verify"
            )
        told = {"lines": batch.lines, "total": format_yuan(batch.total), "sha256": batch.sha256, "shape": batch.shape}
        tx.tell("bank_file.fetch", f"payment_batch/{batch.id}", told, workshop_id)
    return file


def check_bank_files(workshop_id: int, run: Run) -> list[str]:
    """Bank files that can no longer be written as they were: Chinese sentences, none when all can."""
    batches = [batch for batch in list_batches(workshop_id, run.id) if batch.kind == "bank"]
    return [
        f"{run.title} {batch.title}的文件与做成时不一样"
        for batch in batches
        if hashlib.sha256(render_batch(workshop_id, batch)).hexdigest() != batch.sha256
    ]


def render_batch(workshop_id: int, batch: Batch) -> bytes:
    """The file of a bank batch out of what is stored. Whoever hands it on tells so."""
    row = PaymentLineRow
    query = select(row.__table__).where(row.workshop_id == workshop_id, row.batch_id == batch.id).order_by(row.position)
    lines = [dict(line) for line in db.session.execute(query).mappings()]
    payer = next((p for p in list_payers(workshop_id) if p.id == batch.payer_id), None)
    cards = read_cards(workshop_id, [line["account_id"] for line in lines])
    return render_lines(vars(batch) | {"workshop_id": workshop_id}, lines, cards, payer)


def refuse_reader(actor: Actor) -> None:
    """Whole numbers are for accountant, manager and the command line."""
    if actor.role not in (*OFFICE, COMMAND_LINE.role):
        raise Refused("只有会计和负责人可以做银行文件", "需要时请找会计或负责人")


def read_cards(workshop_id: int, account_ids: Sequence[int]) -> dict[int, str]:
    """Whole numbers by account."""
    row = BankAccountRow
    wanted = set(account_ids)
    found = db.session.execute(select(row.id, row.card_sealed).where(row.workshop_id == workshop_id))
    return {key: unseal(sealed, "bank_account", "card", workshop_id, key) for key, sealed in found if key in wanted}


def render_lines(
    batch: Mapping[str, Any], lines: Sequence[Mapping[str, Any]], cards: Cards, payer: PayerLine | None
) -> bytes:
    """The file of a batch and its lines, both by column."""
    shape = SHAPES[batch["shape"]]
    paying = Payer()
    if payer and shape.needs_payer:
        account = read_payer_account(batch["workshop_id"], payer.id)
        named = ("bank_name", "account_name", "province", "city", "branch_code")
        paying = Payer(account=account, **{name: getattr(payer, name) for name in named})
    rows = tuple(
        FileLine(
            *(line["position"], cards[line["account_id"]], line["holder_name"], line["amount"]),
            *(line["bank_name"], line["phone"]),
        )
        for line in lines
    )
    return write_bank_file(shape, FileFacts(paying, batch["usage"], batch["remark"], rows))
