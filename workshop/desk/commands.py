"""`workshop desk`: the month for the county as JSON, a matter's bundle, and a bundle checked without its database."""

import json
import sys
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import click

from workshop.access.guard import civil_today, utc_now
from workshop.claims.day_option import DayType
from workshop.desk.bundle.issuing import MatterBundleAsked, issue_matter_bundle
from workshop.desk.queries.matters import list_matters
from workshop.desk.queries.month import load_month, tell_month
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.periods import Period
from workshop.papers.bundle.check import main as check_folder
from workshop.pay.options import get_workshop, period_option, workshop_option
from workshop.store.audit import COMMAND_LINE

_MOST_FILES, _MOST_BYTES = 2000, 500 * 1024 * 1024


@click.group()
def desk() -> None:
    """事项:异议、争议、受伤、请求。"""


@desk.command()
@workshop_option
@period_option
def month(code: str, period: Period) -> None:
    """一个月的办理情况,输出 JSON;没有姓名。"""
    shop = get_workshop(code)
    told = {"workshop": {"code": shop.code, "name": shop.name}} | tell_month(load_month(shop.id, period, civil_today()))
    click.echo(json.dumps(told, ensure_ascii=False))


@desk.command()
@workshop_option
@click.option("--matter", "number", required=True, help="事项编号,例如 SX-2026-0003")
@click.option("--from", "first", type=DayType(), required=True, help="从哪天,例如 2026-01-01")
@click.option("--to", "last", type=DayType(), required=True, help="到哪天")
@click.option("--reason", default="仲裁、监察", help="为什么导出,记入审计记录")
@click.option("-o", "output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="文件,.zip")
def bundle(code: str, number: str, first: date, last: date, reason: str, output: Path) -> None:
    """导出一件事的全部材料(事项、记录、工资条、合同、审计链),一个压缩包。"""
    shop = get_workshop(code)
    found = [line.raised.id for line in list_matters(shop.id, civil_today()) if line.raised.number == number]
    if not found:
        raise NotFound(f"没有编号为 {number} 的事项")
    asked = MatterBundleAsked(shop, found[0], first, last, reason)
    made = issue_matter_bundle(COMMAND_LINE, utc_now(), asked)
    output.write_bytes(made.content)
    click.echo(f"{output} · {len(made.content) // 1024:,} KB · 核对:workshop desk check {output}")


@desk.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> None:
    """核对一个材料压缩包:文件和审计链有没有被改过。不看数据库。"""
    with tempfile.TemporaryDirectory() as name, _open(file) as archive:
        archive.extractall(name)
        sys.exit(check_folder(Path(name)))


def _open(file: Path) -> zipfile.ZipFile:
    """The archive, measured before anything is unpacked. Raises Refused."""
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise Refused(f"{file.name} 不是完整的压缩包", "请重新导出或重新下载") from error
    names = set(archive.namelist())
    if not {"清单-sha256.txt", "审计链/记录.json", "审计链/链.json", "审计链/环.csv"} <= names:
        raise Refused(f"{file.name} 不是材料压缩包", "里面应有 清单-sha256.txt 和 审计链")
    if len(names) > _MOST_FILES or sum(one.file_size for one in archive.infolist()) > _MOST_BYTES:
        raise Refused(f"{file.name} 里的文件太多或太大", "请确认是从车间导出的")
    return archive


COMMANDS = {"desk": desk}
