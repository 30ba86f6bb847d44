"""`workshop paper`: a paper to a file."""

import time
from pathlib import Path

import click

from workshop.access.guard import utc_now
from workshop.kernel.faults import NotFound
from workshop.kernel.periods import BadPeriod, Period
from workshop.papers.actions import issue_copy
from workshop.papers.code_commands import codes
from workshop.papers.kinds import KINDS, TYPES, Asked, get_kind
from workshop.people.queries import find_workshop, worker_ids
from workshop.store.audit import COMMAND_LINE


@click.command()
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.option("--workshop", "code", required=True, help="车间编号,例如 W001")
@click.option("--period", required=True, help="2026-03;非全日制 2026-03-H1、-H2")
@click.option("--part", default=1, type=click.IntRange(1), help="2 起是补发")
@click.option("--to", "until", default=None, help="台账:到这一期为止")
@click.option("--worker", "worker_no", default=None, help="台账:只要这个工号")
@click.option("-o", "output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="文件,.pdf 或 .xlsx")
def paper(kind: str, code: str, period: str, part: int, until: str | None, worker_no: str | None, output: Path) -> None:
    """打印一张表:工资表、工资条、明细、台账、考勤、花名册。"""
    start, ending = time.perf_counter(), output.suffix.lower().lstrip(".")
    if ending not in TYPES:
        raise click.BadParameter("文件名应以 .pdf 或 .xlsx 结尾", param_hint="-o")
    shop = find_workshop(code)
    if shop is None:
        raise NotFound(f"没有编号为 {code} 的车间")
    wanted = get_kind(kind)
    if (until or worker_no) and not wanted.of_ledger:
        raise click.BadParameter("--to 和 --worker 只用于台账", param_hint="--to")
    asked = Asked(shop, _period(period), part, _period(until) if until else None, _worker(shop.id, worker_no))
    made = issue_copy(COMMAND_LINE, utc_now(), wanted, asked, ending)
    output.write_bytes(made.content)
    for fault in made.faults:
        click.echo(str(fault), err=True)
    pages = f" · {made.pages} 页" if made.pages else ""
    click.echo(f"{output}{pages} · {time.perf_counter() - start:.2f} 秒")


def _worker(workshop_id: int, worker_no: str | None) -> int | None:
    if worker_no is None:
        return None
    found = worker_ids(workshop_id).get(worker_no)
    if found is None:
        raise NotFound(f"没有工号「{worker_no}」")
    return found


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except BadPeriod as error:
        raise click.BadParameter(str(error), param_hint="--period") from error


COMMANDS = {"paper": paper, "codes": codes}
