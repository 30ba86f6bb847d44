"""The piece detail 计件明细表: a row per worker, operation, price and band, with a subtotal per worker (policy: L4, variant a)."""

from collections.abc import Iterator, Sequence

from workshop.kernel.words import amount_in_words
from workshop.papers.columns import Column, Value
from workshop.papers.listing import ListPaper, ListRow, PaperHead, pay_fields, sum_rows
from workshop.papers.lists.wage_facts import WageFacts

PIECE_COLUMNS = (
    Column("ordinal", "序号", "count"),
    Column("number", "工号", "code"),
    Column("name", "姓名", least=6, most=14),
    Column("product", "计件品名", least=8, most=24),
    Column("operation", "工序", least=8, most=20),
    Column("band", "时段", least=4, most=14),
    Column("unit", "单位", "mark"),
    Column("price", "单价", "price"),
    Column("quantity", "合格数量", "quantity"),
    Column("amount", "计件工资", "yuan", total=True),
    Column("note", "备注", least=4, most=12),
)


def build_piece_sheet(head: PaperHead, workers: Sequence[WageFacts]) -> ListPaper:
    """What every worker made and at which price; the appendix of the wage sheet."""
    rows = tuple(_rows(workers))
    totals = sum_rows(PIECE_COLUMNS, rows)
    amount = next(value for value, column in zip(totals, PIECE_COLUMNS, strict=True) if column.key == "amount")
    return ListPaper(
        kind="piece-sheet",
        title=f"{head.period.chinese}计件明细表",
        head=head,
        fields=pay_fields(head),
        columns=PIECE_COLUMNS,
        rows=rows,
        totals=totals,
        words=f"计件工资合计(大写):{amount_in_words(amount if isinstance(amount, int) else 0)}",
        checks=("核对:每行计件工资=单价×合格数量×时段倍数,每人小计=该人各行之和,合计=各人小计之和",),
        signatures=("车间负责人", "统计", "制表"),
        row_mm=6.0,
    )


def _rows(workers: Sequence[WageFacts]) -> Iterator[ListRow]:
    ordinal = 0
    for worker in workers:
        for piece in worker.pieces:
            ordinal += 1
            made: tuple[Value, ...] = (piece.product, piece.operation, piece.band, piece.unit, piece.price)
            yield ListRow((ordinal, worker.number, worker.name, *made, piece.quantity, piece.fen, ""))
        if len(worker.pieces) > 1:
            amount = sum(piece.fen for piece in worker.pieces)
            label: tuple[Value, ...] = (None, worker.number, worker.name, "小计")
            yield ListRow((*label, None, None, None, None, None, amount, ""), kind="subtotal")
