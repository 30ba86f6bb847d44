"""`workshop pay`: compute, compare, approve and lock from the command line."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from workshop.access.guard import utc_now
from workshop.access.passwords import check_login
from workshop.access.roles import OFFICE
from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.periods import Period
from workshop.pay.actions import approve_run, compute_run, lock_run
from workshop.pay.files import list_differences, read_expected
from workshop.pay.money_commands import bank, returns
from workshop.pay.options import get_workshop, period_option, workshop_option
from workshop.pay.queries.expected import HEADINGS, computed_sums
from workshop.pay.queries.runs import Run, list_problems
from workshop.pay.queries.slips import export_slips
from workshop.pay.queries.stored import check_run
from workshop.people.queries import Workshop
from workshop.store.audit import COMMAND_LINE, Actor


@click.group()
def pay() -> None:
    """工资:计算、核对、审核、锁定、发放。"""


@pay.command()
@workshop_option
@period_option
@click.option("--json", "as_json", is_flag=True, help="输出每一行")
def run(code: str, period: Period, as_json: bool) -> None:
    """计算一期工资;再算一次结果相同。"""
    place = get_workshop(code)
    done = compute_run(COMMAND_LINE, utc_now(), place.id, period)
    problems = list_problems(place.id, done.id)
    if as_json:
        document: dict[str, Any] = {"run": _as_json(done), "slips": export_slips(place.id, done.id)}
        document["problems"] = [_problem(asdict(problem)) for problem in problems]
        click.echo(json.dumps(document, ensure_ascii=False, indent=1, default=str))
        return
    click.echo(
        f"{place.name} {done.title}:{done.workers} 人,应发 {format_yuan(done.gross)} 元,实发 {format_yuan(done.net)} 元"
    )
    for severity, words in (("blocking", "必须处理"), ("warning", "请看一看")):
        some = [problem for problem in problems if problem.severity == severity]
        if some:
            click.echo(f"{words} {len(some)} 处:")
        for problem in some:
            click.echo(f"  {problem.worker_no} {problem.name} {problem.sentence}。{problem.mend}")


def _problem(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in ("worker_id", "subject", "acknowledged")}


def _as_json(done: Run) -> dict[str, object]:
    names = ("period", "part", "state", "rules_version", "sha256", "workers", "gross", "net")
    return {name: getattr(done, name) for name in names}


@pay.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--workshop", "code", default=None, help="只核对一个车间")
def check(file: Path, code: str | None) -> None:
    """与应得工资表 expected_pay.csv 核对,有不同即退出码 1。"""
    expected = read_expected(file, HEADINGS)
    computed = computed_sums((period for _, period in expected), code)
    different = list(list_differences(expected, computed, HEADINGS))
    for line in different:
        click.echo(line)
    click.echo(f"核对 {len(expected)} 行,{'没有不同' if not different else f'{len(different)} 行不同'}")
    sys.exit(1 if different else 0)


def _approve(place: Workshop, period: Period, login: str) -> Run:
    """Approval needs the approver's own password: the command line must not sign for anybody."""
    password = click.prompt(f"{login} 的密码", hide_input=True, err=True)
    account: Any = check_login(login, password, "命令行", utc_now())
    if account.role not in OFFICE or account.workshop_id != place.id:
        raise Refused(f"{account.name} 不能审核{place.name}的工资", "请由本车间的会计或负责人审核")
    return approve_run(Actor(account.id, account.name, account.role), utc_now(), place.id, period)


@pay.command()
@workshop_option
@period_option
@click.option("--login", required=True, help="审核人的账号,不能是计算的人")
def approve(code: str, period: Period, login: str) -> None:
    """由另一位同事审核,要输入他的密码。"""
    done = _approve(get_workshop(code), period, login)
    click.echo(f"{done.title}的工资已由 {done.approved_by} 审核")


@pay.command()
@workshop_option
@period_option
@click.option("--approver", "login", default=None, help="还没审核的,同时由这个账号审核")
def lock(code: str, period: Period, login: str | None) -> None:
    """锁定审核过的工资;锁定后不再改动。"""
    place = get_workshop(code)
    if login is not None:
        _approve(place, period, login)
    done = lock_run(COMMAND_LINE, utc_now(), place.id, period)
    broken = check_run(place.id, done.id)
    for sentence in broken:
        click.echo(sentence, err=True)
    click.echo(f"{done.title}的工资已锁定,校验值 {done.sha256[:16]}")
    sys.exit(1 if broken else 0)


pay.add_command(bank)
pay.add_command(returns)
COMMANDS = {"pay": pay}
