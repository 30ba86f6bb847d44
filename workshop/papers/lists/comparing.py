"""Whether the wage sheet that is printed comes to what the run says (pay rules 8.4)."""

from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.periods import Period
from workshop.papers.lists.wage_sheet import build_wage_sheet
from workshop.papers.queries import load_wages
from workshop.pay.queries.runs import Run
from workshop.people.queries import Workshop


def check_wage_sheet(shop: Workshop, run: Run) -> list[str]:
    """What the printed sheet and the run do not agree in: Chinese sentences, none when they agree."""
    try:
        paper = build_wage_sheet(*load_wages(shop, Period.parse(run.period), run.part))
    except Refused as refused:
        return [f"{run.title} {refused}"]
    sums = dict(zip((column.key for column in paper.columns), paper.totals, strict=True))
    broken = []
    if len(paper.rows) != run.workers:
        broken.append(f"{run.title} 打印的工资表有 {len(paper.rows)} 人,结算是 {run.workers} 人")
    for key, what, fen in (("gross", "应发", run.gross), ("net", "实发", run.net)):
        printed = sums[key]
        if not isinstance(printed, int) or printed != fen:
            shown = format_yuan(printed) if isinstance(printed, int) else "—"
            broken.append(f"{run.title} 打印的工资表{what} {shown} 元,结算是 {format_yuan(fen)} 元")
    return broken
