"""`workshop codes`: badges and bundle tickets to a file."""

from pathlib import Path

import click

from workshop.access.guard import civil_today, utc_now
from workshop.floor.queries.tickets import list_batches
from workshop.kernel.faults import NotFound
from workshop.papers.codes.issuing import issue_badges, issue_tickets
from workshop.papers.kind import Made
from workshop.papers.setting.qr import read_address
from workshop.people.queries import Workshop, find_workshop
from workshop.store.audit import COMMAND_LINE

_SHOP = click.option("--workshop", "code", required=True, help="车间编号,例如 W001")
_ADDRESS = click.option("--address", required=True, help="手机打开的地址,例如 http://192.168.1.10:8000")
_OUTPUT = click.option("-o", "output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="PDF 文件")


@click.group()
def codes() -> None:
    """打印带二维码的工牌和菲票。"""


@codes.command()
@_SHOP
@_ADDRESS
@_OUTPUT
def badges(code: str, address: str, output: Path) -> None:
    """在职工人的工牌,十张一页。"""
    _write(issue_badges(COMMAND_LINE, utc_now(), _shop(code), read_address(address), civil_today()), output)


@codes.command()
@_SHOP
@click.option("--batch", type=int, help="批次;不写就是最近做的一批")
@_ADDRESS
@_OUTPUT
def tickets(code: str, batch: int | None, address: str, output: Path) -> None:
    """一批菲票,二十四张一页。"""
    shop = _shop(code)
    found = list_batches(shop.id, 1, batch)
    if not found:
        raise NotFound("没有这一批菲票,请先在「菲票」页做一批")
    _write(issue_tickets(COMMAND_LINE, utc_now(), shop, read_address(address), found[0].id), output)


def _shop(code: str) -> Workshop:
    shop = find_workshop(code)
    if shop is None:
        raise NotFound(f"没有编号为 {code} 的车间")
    return shop


def _write(made: Made, output: Path) -> None:
    output.write_bytes(made.content)
    for fault in made.faults:
        click.echo(str(fault), err=True)
    click.echo(f"{output} · {made.pages} 页")
