"""Wage sheets as they are asked for: of a run, or of a claim with a sheet for each of its months."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from workshop.papers.kind import Asked, Kind, Numbers
from workshop.papers.listing import ListBook, ListPaper, PaperHead
from workshop.papers.lists.asking import bind
from workshop.papers.lists.piece_sheet import build_piece_sheet
from workshop.papers.lists.wage_facts import WageFacts
from workshop.papers.lists.wage_home import build_home_sheet
from workshop.papers.lists.wage_products import build_products_sheet
from workshop.papers.lists.wage_sheet import build_wage_sheet
from workshop.papers.lists.wage_training import build_training_sheet
from workshop.papers.queries.claimed import load_claimed
from workshop.papers.queries.trainings import load_trainings
from workshop.papers.queries.wages import load_claim_wages, load_wages

Build = Callable[[PaperHead, Sequence[WageFacts]], ListPaper]
Months = list[tuple[PaperHead, list[WageFacts]]]
_WHOLE = ("id_no", "phone")


def make_wage_sheet(asked: Asked, numbers: Numbers) -> ListPaper | ListBook:
    """计件工资发放表, a row for each worker."""
    return _make(asked, numbers, build_wage_sheet)


def make_products_sheet(asked: Asked, numbers: Numbers) -> ListPaper | ListBook:
    """The same with a row for each product."""
    return _make(asked, numbers, build_products_sheet)


def make_piece_sheet(asked: Asked, numbers: Numbers) -> ListPaper | ListBook:
    """计件明细表, the appendix."""
    return _make(asked, numbers, build_piece_sheet)


def make_home_sheet(asked: Asked, numbers: Numbers) -> ListPaper | ListBook:
    """承揽加工费发放表, of those who took work home."""
    return _make(asked, numbers, build_home_sheet, _at_home, "没有外发加工费")


def make_training_sheet(asked: Asked, numbers: Numbers) -> ListPaper | ListBook:
    """以工代训人员工资发放表, of the trainees of the period."""
    return _make(asked, numbers, build_training_sheet, _trainees, "没有登记以工代训的人")


Choose = Callable[[Asked, Months], Months]


def _make(
    asked: Asked, numbers: Numbers, build: Build, choose: Choose | None = None, nobody: str = "没有工资"
) -> ListPaper | ListBook:
    """One sheet of a run, even if it is empty; of a claim a book of those months in which there is somebody."""
    claimed, wanted = load_claimed(asked.shop, asked.claim_id), (numbers.get("id_no"), numbers.get("phone"))
    if claimed is None:
        months = [load_wages(asked.shop, asked.period, asked.part, *wanted)]
    else:
        months = load_claim_wages(asked.shop, claimed, *wanted)
    if choose is not None:
        months = choose(asked, months)
    if claimed is None:
        return build(*months[0])
    return bind(claimed, [build(head, workers) for head, workers in months if workers], nobody)


def _at_home(asked: Asked, months: Months) -> Months:
    return [(head, [worker for worker in workers if worker.home_fen]) for head, workers in months]


def _trainees(asked: Asked, months: Months) -> Months:
    """Trainees of each month, the mentor and the days of the training that began last."""
    if not months:
        return []
    first, last = min(head.period.first for head, _ in months), max(head.period.last for head, _ in months)
    known, chosen = load_trainings(asked.shop, first, last), []
    for head, workers in months:
        mine = []
        for worker in workers:
            those = [
                one
                for one in known.get(worker.worker_id, ())
                if one.first <= head.period.last and one.last >= head.period.first
            ]
            if those:
                mine.append(replace(worker, mentor=those[-1].mentor, training=those[-1].span))
        chosen.append((head, mine))
    return chosen


WAGE_KINDS = (
    Kind("wage-sheet", "计件工资发放表", "发工资时本人签字,作记账凭证并存档", make_wage_sheet, _WHOLE),
    Kind(
        "wage-sheet-products",
        "计件工资发放表(分产品)",
        "每人每种产品一行,要看做了什么时用",
        make_products_sheet,
        _WHOLE,
    ),
    Kind(
        "wage-sheet-training", "以工代训人员工资发放表", "只列培训登记里的人,带训师傅一栏", make_training_sheet, _WHOLE
    ),
    Kind("wage-sheet-home", "承揽加工费发放表", "居家做活的人领加工费签字,不叫工资", make_home_sheet, _WHOLE),
    Kind("piece-sheet", "计件明细表", "工资表的附件:每人每道工序的数量和单价", make_piece_sheet),
)
