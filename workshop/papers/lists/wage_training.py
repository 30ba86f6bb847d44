"""The wage sheet of those who learn at work 以工代训, with the mentor 带训师傅 of each (policy: L4, variant c)."""

from collections.abc import Sequence

from workshop.papers.columns import Column, Value
from workshop.papers.listing import ListPaper, ListRow, PaperHead
from workshop.papers.lists.wage_facts import WageFacts, check_worker
from workshop.papers.lists.wage_sheet import NOTES, WAGE_COLUMNS, finish_sheet, row_values, with_quantity_sum

_OWN = (
    Column("training", "以工代训\n起止", "code"),
    Column("mentor", "带训\n师傅", least=6, most=8),
)
_BEHIND = "work"
TRAINING_NOTE = "带训师傅和起止时间取自培训登记;没有登记师傅的留空,由师傅本人核对后填写。"
_AT = next(at for at, column in enumerate(WAGE_COLUMNS) if column.key == _BEHIND) + 1
TRAINING_WAGE_COLUMNS = (*WAGE_COLUMNS[:_AT], *_OWN, *WAGE_COLUMNS[_AT:])


def build_training_sheet(head: PaperHead, workers: Sequence[WageFacts]) -> ListPaper:
    """Trainees only; their mentors stand beside them and are paid on the ordinary sheet."""
    rows = tuple(ListRow(_values(ordinal, check_worker(worker))) for ordinal, worker in enumerate(workers, 1))
    columns = with_quantity_sum(TRAINING_WAGE_COLUMNS, (piece for worker in workers for piece in worker.pieces))
    title = f"{head.period.chinese}以工代训人员工资发放表"
    return finish_sheet("wage-sheet-training", title, head, columns, rows, notes=(*NOTES, TRAINING_NOTE))


def _values(ordinal: int, worker: WageFacts) -> tuple[Value, ...]:
    values = row_values(ordinal, worker)
    return (*values[:_AT], worker.training, worker.mentor, *values[_AT:])
