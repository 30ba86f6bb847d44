"""`workshop paper`: a paper to a file."""

import time
from pathlib import Path
from typing import Any

import click

from workshop.access.guard import civil_today, utc_now
from workshop.claims.queries.claims import get_claim
from workshop.kernel.faults import NotFound
from workshop.kernel.periods import BadPeriod, Period
from workshop.papers.actions import issue_copy
from workshop.papers.asking import ask_of_claim
from workshop.papers.code_commands import codes
from workshop.papers.codes.bag_labels import read_numbers
from workshop.papers.codes.issuing import issue_bag_labels
from workshop.papers.issue_commands import papers
from workshop.papers.kind import PDF, TYPES, Asked, Kind
from workshop.papers.kinds import KINDS, get_kind
from workshop.papers.pack_commands import pack
from workshop.people.queries import Workshop, find_workshop, worker_ids
from workshop.store.audit import COMMAND_LINE
from workshop.store.database import fetch_all

LABELS = "bag-labels"


class KindName(click.ParamType[str]):
    """The code of a paper; asked when it is given, because rooms above add papers of their own."""

    name = "表"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code. Raises BadParameter with those there are."""
        return click.Choice([*KINDS, LABELS]).convert(value, param, ctx)


@click.command()
@click.argument("kind", type=KindName())
@click.option("--workshop", "code", required=True, help="车间编号,例如 W001")
@click.option("--period", default=None, help="2026-03;非全日制 2026-03-H1、-H2")
@click.option("--part", default=1, type=click.IntRange(1), help="2 起是补发")
@click.option("--to", "until", default=None, help="台账、考勤、社保名册:到这一期为止")
@click.option("--claim", "claim_no", default=None, help="只要这份申领的人和月份,例如 SL-2026-0003")
@click.option("--worker", "worker_no", default=None, help="台账、外发单据、证明、合同:只要这个工号")
@click.option("--batch", "batch_no", default=None, help="领料交货登记:只要这一批")
@click.option("--order", "order_no", default=None, help="领料交货登记、承揽合同:只要这张外发单")
@click.option("--bags", default=None, help="袋标签:空白的,例如 1-48;不写就是在外各袋")
@click.option("-o", "output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="文件,.pdf 或 .xlsx")
def paper(kind: str, code: str, period: str | None, output: Path, **scope: Any) -> None:
    """打印一张表:工资表、工资条、明细、台账、考勤、花名册、外发单据、袋标签。"""
    start, ending = time.perf_counter(), output.suffix.lower().lstrip(".")
    if ending not in TYPES or (kind == LABELS and ending != PDF):
        raise click.BadParameter("文件名应以 .pdf 或 .xlsx 结尾,袋标签只有 .pdf", param_hint="-o")
    shop = find_workshop(code)
    if shop is None:
        raise NotFound(f"没有编号为 {code} 的车间")
    if kind == LABELS:
        made = issue_bag_labels(COMMAND_LINE, utc_now(), shop, civil_today(), _bags(scope["bags"]))
    else:
        wanted = get_kind(kind)
        asked = _asked(wanted, shop, period, scope)
        made = issue_copy(COMMAND_LINE, utc_now(), wanted, asked, ending)
    output.write_bytes(made.content)
    for fault in made.faults:
        click.echo(str(fault), err=True)
    pages = f" · {made.pages} 页" if made.pages else ""
    click.echo(f"{output}{pages} · {time.perf_counter() - start:.2f} 秒")


def _asked(kind: Kind, shop: Workshop, period: str | None, scope: dict[str, Any]) -> Asked:
    """What the options ask for; those that the paper does not know are refused, not passed over."""
    until, worker_no, batch_no, order_no, claim_no = (scope[name] for name in _SCOPES)
    if until and not (kind.of_ledger or kind.spans):
        raise click.BadParameter("--to 只用于台账、考勤表、社保补贴名册", param_hint="--to")
    if worker_no and not (kind.of_ledger or kind.of_home or kind.of_one):
        raise click.BadParameter("--worker 只用于台账、外发单据和一个人的证明、合同", param_hint="--worker")
    if (batch_no or order_no) and not kind.of_home:
        raise click.BadParameter("--batch 和 --order 只用于外发单据", param_hint="--batch")
    if period is None and not (batch_no or order_no or claim_no):
        raise click.BadParameter("请写期间,例如 2026-03", param_hint="--period")
    span = _period(period) if period else Period.of(civil_today())
    keys = (_worker(shop.id, worker_no), _find("batch", shop.id, batch_no), _find("order", shop.id, order_no))
    if claim_id := _find("claim", shop.id, claim_no):
        return ask_of_claim(shop, get_claim(shop.id, claim_id), keys[0])
    return Asked(
        shop, span, scope["part"], _period(until) if until else None, *keys, None, min(civil_today(), span.last)
    )


_SCOPES = ("until", "worker_no", "batch_no", "order_no", "claim_no")
_NUMBERED = {
    "claim": ("SELECT id FROM claim WHERE workshop_id = :w AND number = :no", "申领"),
    "batch": ("SELECT id FROM batch WHERE workshop_id = :w AND number = :no", "批次"),
    "order": ("SELECT id FROM takehome_order WHERE workshop_id = :w AND order_no = :no", "外发单"),
}


def _find(what: str, workshop_id: int, number: str | None) -> int | None:
    if number is None:
        return None
    sql, name = _NUMBERED[what]
    found = fetch_all(sql, w=workshop_id, no=number)
    if not found:
        raise NotFound(f"没有{name}「{number}」")
    return int(found[0][0])


def _bags(text: str | None) -> tuple[int, int] | None:
    first, _, last = (text or "").partition("-")
    return read_numbers(first, last)


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


COMMANDS = {"paper": paper, "codes": codes, "papers": papers, "pack": pack}
