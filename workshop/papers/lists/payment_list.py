"""What the lists of payments have in common: who is paid, the sum in figures and words, that rows add up to it."""

from collections.abc import Sequence
from typing import Any

from workshop.kernel.faults import Refused
from workshop.kernel.words import amount_in_words
from workshop.papers.columns import Column, Value
from workshop.papers.listing import ListPaper, ListRow, PaperHead, pay_fields, sum_rows


def build_payment_list(
    kind: str,
    name: str,
    way: str,
    head: PaperHead,
    columns: tuple[Column, ...],
    payments: Sequence[tuple[Value, ...]],
    total: int,
    **more: Any,
) -> ListPaper:
    """A list of `payments`, a row each, `total` fen together; `way` is how they are paid, in a word. `more` as of a ListPaper."""
    rows = tuple(ListRow(values) for values in payments)
    return ListPaper(
        kind=kind,
        title=f"{head.period.chinese}工资{name}",
        head=head,
        fields=pay_fields(head),
        columns=columns,
        rows=rows,
        totals=sum_rows(columns, rows),
        words=f"{way}合计(大写):{amount_in_words(total)},共 {len(rows)} 人",
        **more,
    )


def refuse_empty(head: PaperHead, payments: Sequence[object], whom: str, mend: str) -> None:
    """Raises Refused where nobody is paid in this way."""
    if not payments:
        raise Refused(f"{head.period.chinese}没有{whom}的人", mend)
