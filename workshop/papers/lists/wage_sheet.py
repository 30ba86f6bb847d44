"""The piece wage sheet 计件工资发放表, one row per worker (policy: L4); the ledger of art. 15 of the wage regulation (R3)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from workshop.kernel.words import amount_in_words
from workshop.papers.columns import Column, Value
from workshop.papers.listing import ListPaper, ListRow, PaperHead, pay_fields, sum_rows
from workshop.papers.lists.wage_facts import (
    PieceFacts,
    WageFacts,
    check_worker,
    fen_of,
    foot_line,
    operations_of,
    price_of,
    products_of,
    quantity_of,
    tail,
)

WAGE_COLUMNS = (
    Column("ordinal", "序号", "count"),
    Column("name", "姓名", least=8, most=10),
    Column("idno", "身份证号码", "code"),
    Column("category", "人员\n类别", least=6, most=8),
    Column("work", "岗位/\n工序", least=6, most=10),
    Column("product", "计件\n品名", least=6, most=10),
    Column("price", "单价", "price", group="应付工资"),
    Column("quantity", "合格\n数量", "quantity", group="应付工资"),
    Column("piece", "计件\n工资", "yuan", group="应付工资", total=True),
    Column("hours", "计时\n工时", "hours", group="应付工资", total=True),
    Column("time", "计时\n工资", "yuan", group="应付工资", total=True),
    Column("overtime", "加班\n工资", "yuan", group="应付工资", total=True),
    Column("extra", "补贴/\n奖金", "yuan", group="应付工资", total=True),
    Column("gross", "应发\n合计", "yuan", group="应付工资", total=True),
    Column("social", "代扣\n社保", "yuan", group="代扣款项", total=True),
    Column("tax", "代扣\n个税", "yuan", group="代扣款项", total=True),
    Column("other", "赔偿/\n其他扣款", "yuan", group="代扣款项", total=True),
    Column("deducted", "扣款\n合计", "yuan", group="代扣款项", total=True),
    Column("net", "实发\n金额", "yuan", total=True),
    Column("card", "银行卡号\n(尾号)", "code"),
    Column("sign", "领款人签字\n(手印)", "sign", thumb=True),
    Column("note", "备注", least=4, most=10),
    Column("days", "工作时间\n(天)", "days", total=True, printed=False),
    Column("phone", "联系电话", "code", printed=False),
)
CHECKS = (
    ("gross", "+", ("piece", "time", "overtime", "extra")),
    ("deducted", "+", ("social", "tax", "other")),
    ("net", "-", ("gross", "deducted")),
)
NOTES = (
    "领款人须本人用黑色或蓝黑色墨水签字或按手印,不得代签。单价、数量有多种的,明细见工资条和计件明细表。",
    "本表一式三份:一份存档备查(不少于三年),一份剪成工资条发给本人,一份签字后作记账凭证。",
)


SIGNATURES = ("单位负责人", "财务", "制表")


def build_wage_sheet(head: PaperHead, workers: Sequence[WageFacts]) -> ListPaper:
    """The sheet that is paid from and signed. Raises Refused where a worker's sums do not cross-foot."""
    rows = tuple(ListRow(row_values(ordinal, check_worker(worker))) for ordinal, worker in enumerate(workers, 1))
    columns = with_quantity_sum(WAGE_COLUMNS, (piece for worker in workers for piece in worker.pieces))
    return finish_sheet("wage-sheet", f"{head.period.chinese}计件工资发放表", head, columns, rows)


def finish_sheet(
    kind: str,
    title: str,
    head: PaperHead,
    columns: tuple[Column, ...],
    rows: tuple[ListRow, ...],
    checks: Sequence[tuple[str, str, tuple[str, ...]]] = CHECKS,
    notes: tuple[str, ...] = NOTES,
) -> ListPaper:
    """A sheet with its sums, words, cross-foot lines and signatures."""
    totals = sum_rows(columns, rows)
    return ListPaper(
        kind=kind,
        title=title,
        head=head,
        fields=pay_fields(head),
        columns=columns,
        rows=rows,
        totals=totals,
        words=f"{_net_title(columns)}合计(大写):{amount_in_words(fen_of(columns, totals, 'net'))}",
        checks=tuple(foot_line(columns, totals, *check) for check in checks),
        notes=notes,
        signatures=(*SIGNATURES, f"联系电话:{head.phone}"),
        numbered=True,
    )


def _net_title(columns: Sequence[Column]) -> str:
    """实发 of wages, 实付 of fees."""
    return next(column.title for column in columns if column.key == "net").partition("\n")[0]


def row_values(ordinal: int | None, worker: WageFacts) -> tuple[Value, ...]:
    """A worker's row in the order of WAGE_COLUMNS."""
    deducted, pieces = worker.social_fen + worker.tax_fen + worker.other_fen, worker.pieces
    return (
        *(ordinal, worker.name, worker.idno, worker.category, worker.post or operations_of(pieces)),
        *(products_of(pieces), price_of(pieces), quantity_of(pieces)),
        *(worker.piece_fen, worker.hour_minutes, worker.time_fen, worker.overtime_fen, worker.extra_fen),
        *(worker.gross_fen, worker.social_fen, worker.tax_fen, worker.other_fen, deducted, worker.net_fen),
        *(tail(worker.card_tail), None, worker.note, worker.half_days, worker.phone),
    )


def with_quantity_sum(columns: tuple[Column, ...], pieces: Iterable[PieceFacts]) -> tuple[Column, ...]:
    """Quantities are summed only if all have one unit."""
    one_unit = len({piece.unit for piece in pieces}) == 1
    return tuple(replace(column, total=one_unit) if column.key == "quantity" else column for column in columns)
