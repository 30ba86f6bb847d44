"""`workshop claim list` and `workshop claim show`: what is claimed, where it stands, and what came of it."""

import json
import sys
from dataclasses import asdict
from typing import Any

import click

from workshop.claims.queries.claims import get_claim as load_claim
from workshop.claims.queries.claims import list_claims, list_steps
from workshop.claims.rules.months import first_day, month_text
from workshop.claims.values import STATES
from workshop.kernel.faults import NotFound
from workshop.kernel.money import format_yuan
from workshop.pay.options import get_workshop, workshop_option

json_option = click.option("--json", "as_json", is_flag=True, help="输出一份 JSON;金额是分")


@click.command("list")
@workshop_option
@json_option
def list_sheets(code: str, as_json: bool) -> None:
    """列出一个车间的申领单。"""
    lines = list_claims(get_workshop(code).id)
    if as_json:
        _print([asdict(line) for line in lines])
        return
    for line in lines:
        sums = f"申领 {format_yuan(line.fen)} 元,批准 {format_yuan(line.approved_fen)} 元,到账 {format_yuan(line.received_fen)} 元"
        click.echo(
            f"{line.number}  {line.words}  {line.first} 至 {line.last}  {line.people} 人  {sums}  {line.benefit}({line.title})"
        )
    click.echo(f"共 {len(lines)} 张申领单")


@click.command()
@click.argument("number")
@workshop_option
@json_option
def show(number: str, code: str, as_json: bool) -> None:
    """打印一张申领单(编号 NUMBER):每人、每步、依据的校验值。"""
    place = get_workshop(code)
    found = next((line.id for line in list_claims(place.id) if line.number == number), None)
    if found is None:
        raise NotFound(f"{place.name}没有编号为 {number} 的申领")
    claim, steps = load_claim(place.id, found), list_steps(place.id, found)
    if as_json:
        told: dict[str, Any] = asdict(claim) | {"facts": dict(claim.facts), "steps": [asdict(step) for step in steps]}
        for person in told["people"]:
            person["months"] = [f"{first_day(month):%Y-%m}" for month in person["months"]]
        _print(told)
        return
    click.echo(f"{claim.number}  {claim.benefit}({claim.title} {claim.document_number})")
    click.echo(f"{claim.first} 至 {claim.last},{claim.on} 申领  {STATES[claim.state]}  {format_yuan(claim.fen)} 元")
    click.echo(claim.sentence)
    click.echo(f"依据的校验值 SHA-256 {claim.sha256}" if claim.sha256 else "还没有核对,依据没有封存")
    for person in claim.people:
        months = "、".join(month_text(month) for month in person.months)
        click.echo(
            f"  {person.worker_no} {person.name}  {person.category}  {months}  {format_yuan(person.fen)} 元  {person.sentence}"
        )
    for step in steps:
        sums = f"  {format_yuan(step.fen)} 元" if step.fen is not None else ""
        click.echo(
            f"  {step.at:%Y-%m-%d %H:%M} {step.words}  {step.by}{sums}  {step.document_number} {step.reason}".rstrip()
        )


def _print(told: object) -> None:
    json.dump(told, sys.stdout, ensure_ascii=False, default=str)
    click.echo()
