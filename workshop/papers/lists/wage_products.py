"""The wage sheet with a row for every product, then the worker's sums (policy: L4, variant a)."""

from collections.abc import Iterator, Sequence

from workshop.papers.columns import Value
from workshop.papers.listing import ListPaper, ListRow, PaperHead
from workshop.papers.lists.wage_facts import (
    PieceFacts,
    WageFacts,
    check_worker,
    operations_of,
    price_of,
    quantity_of,
)
from workshop.papers.lists.wage_sheet import NOTES, WAGE_COLUMNS, finish_sheet, row_values, with_quantity_sum

_KEYS = tuple(column.key for column in WAGE_COLUMNS)
PRODUCT_NOTE = "每人每种产品一行,灰底的一行是本人合计;只做一种产品的只有一行。各产品行的计件、加班工资已含在本人合计内,不再重复合计。"


def build_products_sheet(head: PaperHead, workers: Sequence[WageFacts]) -> ListPaper:
    """The sheet for offices that ask what was made. Raises Refused where a worker's sums do not cross-foot."""
    rows = tuple(row for ordinal, worker in enumerate(workers, 1) for row in _rows(ordinal, check_worker(worker)))
    columns = with_quantity_sum(WAGE_COLUMNS, (piece for worker in workers for piece in worker.pieces))
    title = f"{head.period.chinese}计件工资发放表(分产品)"
    return finish_sheet("wage-sheet-products", title, head, columns, rows, notes=(*NOTES, PRODUCT_NOTE))


def _rows(ordinal: int, worker: WageFacts) -> Iterator[ListRow]:
    products = list(dict.fromkeys(piece.product for piece in worker.pieces))
    if len(products) < 2:
        yield ListRow(row_values(ordinal, worker))
        return
    for product in products:
        yield ListRow(
            _detail(ordinal, worker, [piece for piece in worker.pieces if piece.product == product]), "detail"
        )
    yield ListRow(_closing(ordinal, worker), "closing")


def _detail(ordinal: int, worker: WageFacts, pieces: Sequence[PieceFacts]) -> tuple[Value, ...]:
    plain, over = (sum(piece.fen for piece in pieces if bool(piece.band) is banded) for banded in (False, True))
    known: dict[str, Value] = {
        **{"ordinal": ordinal, "name": worker.name, "work": operations_of(pieces), "product": pieces[0].product},
        **{"price": price_of(pieces), "quantity": quantity_of(pieces), "piece": plain, "overtime": over or None},
    }
    return tuple(known.get(key) for key in _KEYS)


def _closing(ordinal: int, worker: WageFacts) -> tuple[Value, ...]:
    """The worker's own row without what the rows above it say; quantities only if they can be added."""
    changed: dict[str, Value] = {"product": "本人合计", "price": None}
    return tuple(changed.get(key, value) for key, value in zip(_KEYS, row_values(ordinal, worker), strict=True))
