"""`workshop claim evaluate`: who qualifies for what of a programme, how much, and why."""

import json
import sys
from datetime import date, timedelta
from typing import Any

import click

from workshop.claims.day_option import DayType
from workshop.claims.queries.evaluation import evaluate as evaluate_programmes
from workshop.claims.rules.facts import Asked
from workshop.claims.rules.telling import build_document, list_lines
from workshop.claims.shelf import get_programme, load_shelf
from workshop.pay.options import get_workshop, workshop_option

_DAY = DayType()


@click.command()
@click.option("--programme", "programme_id", required=True, help="文件的 id,例如 hunan_2022_33")
@workshop_option
@click.option("--from", "first", type=_DAY, required=True, help="做工期间的第一天,例如 2026-01-01")
@click.option("--to", "last", type=_DAY, required=True, help="做工期间的最后一天")
@click.option("--on", type=_DAY, default=None, help="申领那一天;不写是期间的后一天")
@click.option("--json", "as_json", is_flag=True, help="输出一份 JSON:每人、每项的结果、金额、依据")
def evaluate(programme_id: str, code: str, first: date, last: date, on: date | None, as_json: bool) -> None:
    """按一份文件测算一个车间:谁够、多少钱、为什么。"""
    if last < first:
        raise click.UsageError("--to 不能早于 --from")
    programmes, faults = load_shelf()
    for fault in faults:
        click.echo(f"! {fault}", err=True)
    programme, place = get_programme(programmes, programme_id), get_workshop(code)
    asked = Asked(first, last, on or last + timedelta(days=1))
    done = evaluate_programmes(place, [programme], asked)
    document: dict[str, Any] = {"workshop": {"code": place.code, "name": place.name}}
    document |= build_document(programme, done.found[0], done.facts.worker_no, done.open)
    if not place.county_code.startswith(programme.place.code[:6]):
        document["notes"].append(f"这份文件适用于 {programme.place.code},{place.name}在 {place.county_code}")
    if as_json:
        json.dump(document, sys.stdout, ensure_ascii=False)
        click.echo()
        return
    click.echo("\n".join(list_lines(document)))
