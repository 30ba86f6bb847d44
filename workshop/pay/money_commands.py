"""`workshop pay bank` and `workshop pay returns`: the bank's file out, the bank's answer in."""

import sys
from pathlib import Path

import click

from workshop.access.guard import civil_today, utc_now
from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.periods import Period
from workshop.pay.actions import fetch_bank_file, pay_by_bank, take_returns
from workshop.pay.actions.payments import get_payable
from workshop.pay.actions.returns import count_fitting
from workshop.pay.files.bank import SHAPES
from workshop.pay.options import get_workshop, period_option, workshop_option
from workshop.pay.queries.payments import (
    Batch,
    find_live_batch,
    list_payees,
    load_owners,
    suggest_shape,
)
from workshop.pay.queries.runs import get_run
from workshop.pay.rules.payments import Split, split_payees
from workshop.people.queries import list_workshops
from workshop.store.audit import COMMAND_LINE


@click.command()
@workshop_option
@period_option
@click.option("--part", type=click.IntRange(1), default=None, help="2 起是补发;不写是最后一次")
@click.option(
    "--format", "shape", type=click.Choice(list(SHAPES)), default=None, help="不写:按付款账户登记的银行,没有登记为 csv"
)
@click.option("-o", "output", required=True, type=click.Path(path_type=Path), help="文件,或已有的文件夹(用默认文件名)")
def bank(code: str, period: Period, part: int | None, shape: str | None, output: Path) -> None:
    """写出银行代发文件;已经写过的同样再写一遍。有人因户名或卡号不能代发则退出码为 1。"""
    place, on = get_workshop(code), civil_today()
    run = get_payable(place.id, get_run(place.id, period.code, part).id)
    wanted = shape or suggest_shape(place.id, on)
    split = split_payees(list_payees(place.id, run.id, on), load_owners(place.id, on))
    warnings: tuple[str, ...] = ()
    batch = None if split.bank else find_live_batch(place.id, run.id, wanted)
    if batch is None:
        made = pay_by_bank(COMMAND_LINE, utc_now(), place.id, run.id, wanted, on)
        batch, warnings = made.batch, made.warnings
    _write(place.id, batch, output)
    _tell_rest(split, warnings)
    sys.exit(1 if split.kept else 0)


def _write(workshop_id: int, batch: Batch, output: Path) -> None:
    file = fetch_bank_file(COMMAND_LINE, utc_now(), workshop_id, batch.id)
    path = output / file.name if output.is_dir() else output
    try:
        path.write_bytes(file.content)
    except OSError as error:
        raise Refused(f"写不了文件 {path}", "请换一个文件夹") from error
    click.echo(f"{path} · {batch.title} · {batch.lines} 笔 · {format_yuan(batch.total)} 元 · SHA-256 {file.sha256}")
    if SHAPES[batch.shape].own_name and path.name != file.name:
        click.echo(f"这家银行只认默认文件名,上传前请改回 {file.name}", err=True)


def _tell_rest(split: Split, warnings: tuple[str, ...]) -> None:
    if split.cash:
        total = format_yuan(sum(payee.amount for payee in split.cash))
        click.echo(f"另有 {len(split.cash)} 人没有银行卡,共 {total} 元,请做现金发放表")
    for sentence in (*warnings, *(str(problem) for problem in split.kept)):
        click.echo(sentence, err=True)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--workshop", "code", default=None, help="车间编号;不写则按文件里的账号找")
def returns(file: Path, code: str | None) -> None:
    """导入银行的处理结果;对不上的行逐行说明,退出码为 1。"""
    content = file.read_bytes()
    workshop_id = get_workshop(code).id if code else _find_workshop(content, file.name)
    taken = take_returns(COMMAND_LINE, utc_now(), workshop_id, file.name, content, civil_today())
    click.echo(f"{taken.batch.title}:成功 {taken.paid} 笔,失败 {taken.failed} 笔,以前已登记 {taken.existing} 笔")
    if taken.failed:
        click.echo("失败的可以在改正账户后重新做银行文件,或改发现金")
    for fault in taken.faults:
        click.echo(str(fault), err=True)
    sys.exit(1 if taken.faults else 0)


def _find_workshop(content: bytes, name: str) -> int:
    """The workshop whose payments the file is about; guessed at for nobody."""
    fitting = {place.id: count_fitting(place.id, content, name) for place in list_workshops()}
    found = [key for key, count in fitting.items() if count and count == max(fitting.values())]
    if len(found) != 1:
        raise Refused("看不出这是哪个车间的文件", "请用 --workshop 写明车间编号")
    return found[0]
