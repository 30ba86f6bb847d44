"""The sheet by which fees of work taken home are paid 承揽加工费发放表: no wages, but the price of work (policy: L4, variant d)."""

from collections.abc import Sequence

from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.papers.columns import Column, Value
from workshop.papers.listing import ListPaper, ListRow, PaperHead
from workshop.papers.lists.wage_facts import (
    WageFacts,
    check_worker,
    operations_of,
    price_of,
    products_of,
    quantity_of,
    tail,
)
from workshop.papers.lists.wage_sheet import finish_sheet, with_quantity_sum

_DUE, _TAKEN = "应付", "代扣款项"
HOME_WAGE_COLUMNS = (
    Column("ordinal", "序号", "count"),
    Column("name", "姓名", least=6, most=10),
    Column("idno", "身份证号码", "code"),
    Column("category", "人员\n类别", least=6, most=8),
    Column("work", "加工\n工序", least=6, most=10),
    Column("product", "加工\n品名", least=6, most=12),
    Column("price", "单价", "price", group=_DUE),
    Column("quantity", "计酬\n数量", "quantity", group=_DUE),
    Column("fee", "承揽\n加工费", "yuan", group=_DUE, total=True),
    Column("extra", "其他\n应付", "yuan", group=_DUE, total=True),
    Column("gross", "应付\n合计", "yuan", group=_DUE, total=True),
    Column("loss", "赔料", "yuan", group=_TAKEN, total=True),
    Column("tax", "代扣\n个税", "yuan", group=_TAKEN, total=True),
    Column("other", "其他\n扣款", "yuan", group=_TAKEN, total=True),
    Column("deducted", "扣款\n合计", "yuan", group=_TAKEN, total=True),
    Column("net", "实付\n金额", "yuan", total=True),
    Column("card", "银行卡号\n(尾号)", "code"),
    Column("sign", "领款人签字\n(手印)", "sign", thumb=True),
    Column("note", "备注", least=4, most=10),
    Column("phone", "联系电话", "code", printed=False),
)
_CHECKS = (
    ("gross", "+", ("fee", "extra")),
    ("deducted", "+", ("loss", "tax", "other")),
    ("net", "-", ("gross", "deducted")),
)
NOTES = (
    "本表是承揽加工费,不是工资;每张单的领料、交货见领料交货登记,逐单算法见加工费结算单。",
    "领款人须本人用黑色或蓝黑色墨水签字或按手印,不得代签。在车间里另外做工的,工资在其他应付一栏。",
)


def build_home_sheet(head: PaperHead, workers: Sequence[WageFacts]) -> ListPaper:
    """Those who took work home. Raises Refused where a worker's sums do not cross-foot."""
    rows = tuple(ListRow(_values(ordinal, check_worker(worker))) for ordinal, worker in enumerate(workers, 1))
    pieces = (piece for worker in workers for piece in worker.pieces if piece.home)
    columns = with_quantity_sum(HOME_WAGE_COLUMNS, pieces)
    title = f"{head.period.chinese}承揽加工费发放表"
    return finish_sheet("wage-sheet-home", title, head, columns, rows, _CHECKS, NOTES)


def _values(ordinal: int, worker: WageFacts) -> tuple[Value, ...]:
    pieces = [piece for piece in worker.pieces if piece.home]
    _compare(worker, sum(piece.fen for piece in pieces))
    deducted = worker.social_fen + worker.tax_fen + worker.other_fen
    rest = deducted - worker.loss_fen - worker.tax_fen
    return (
        *(ordinal, worker.name, worker.idno, worker.category, operations_of(pieces), products_of(pieces)),
        *(price_of(pieces), quantity_of(pieces), worker.home_fen, worker.gross_fen - worker.home_fen),
        *(worker.gross_fen, worker.loss_fen, worker.tax_fen, rest, deducted, worker.net_fen),
        *(tail(worker.card_tail), None, worker.note, worker.phone),
    )


def _compare(worker: WageFacts, fee: int) -> None:
    if fee != worker.home_fen:
        raise Refused(
            f"{worker.number} {worker.name} 的加工费 {format_yuan(worker.home_fen)} 元与各项相加 {format_yuan(fee)} 元不符",
            "请重新计算本月工资后再打印",
        )
