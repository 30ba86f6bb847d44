"""`workshop pay bundle`: a worker's pay papers as one ZIP."""

from pathlib import Path

import click

from workshop.access.guard import utc_now
from workshop.kernel.faults import NotFound
from workshop.kernel.periods import BadPeriod, Period
from workshop.papers.bundle.issuing import BundleAsked, issue_bundle
from workshop.people.queries import find_workshop, worker_ids
from workshop.store.audit import COMMAND_LINE


@click.command()
@click.option("--workshop", "code", required=True, help="车间编号,例如 W001")
@click.option("--worker", "worker_no", required=True, help="工号")
@click.option("--from", "first", required=True, help="从哪一期,例如 2025-01")
@click.option("--to", "last", required=True, help="到哪一期")
@click.option("--reason", default="仲裁、监察", help="为什么导出,记入审计记录")
@click.option("-o", "output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="文件,.zip")
def bundle(code: str, worker_no: str, first: str, last: str, reason: str, output: Path) -> None:
    """导出一个工人的全部工资材料(台账、工资条、每条记录、合同、审计链),一个压缩包。"""
    shop = find_workshop(code)
    if shop is None:
        raise NotFound(f"没有编号为 {code} 的车间")
    worker_id = worker_ids(shop.id).get(worker_no)
    if worker_id is None:
        raise NotFound(f"没有工号「{worker_no}」")
    asked = BundleAsked(shop, worker_id, _period(first), _period(last), reason)
    made = issue_bundle(COMMAND_LINE, utc_now(), asked)
    output.write_bytes(made.content)
    click.echo(f"{output} · {len(made.content) // 1024:,} KB · 解压后运行 python 核对.py 可以核对")


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except BadPeriod as error:
        raise click.BadParameter(str(error)) from error


SUBCOMMANDS = {"pay": bundle}
