"""`workshop claim inspect`: what inspectors would ask of some months, and what was answered."""

import json
import sys
from datetime import date
from typing import Any

import click

from workshop.access.guard import civil_today
from workshop.claims.day_option import DayType
from workshop.claims.queries.inspection import Asked, list_of_months
from workshop.claims.rules.asked import group_questions
from workshop.claims.rules.inspecting.asking import CHECKS
from workshop.claims.rules.inspecting.checks import Check
from workshop.claims.rules.months import first_day, parse_month
from workshop.pay.options import get_workshop, workshop_option


class _Month(click.ParamType):
    name = "月份"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """`2026-03` as the number of the month."""
        month = value if isinstance(value, int) else parse_month(str(value))
        return month if month is not None else self.fail(f"「{value}」不是月份,应写成 2026-03", param, ctx)


@click.command()
@workshop_option
@click.option("--from", "first", type=_Month(), required=True, help="第一个月,例如 2026-01")
@click.option("--to", "last", type=_Month(), required=True, help="最后一个月")
@click.option("--on", type=DayType(), default=None, help="站在哪一天看;不写是今天")
@click.option("--json", "as_json", is_flag=True, help="输出一份 JSON:每个问题的根据和回答")
def inspect(code: str, first: int, last: int, on: date | None, as_json: bool) -> None:
    """按督查、审计的查法看一个车间的几个月:只提问题,不下结论。"""
    if last < first:
        raise click.UsageError("--to 不能早于 --from")
    place = get_workshop(code)
    found = list_of_months(place.id, first, last, on or civil_today())
    if as_json:
        named = {"workshop": {"code": place.code, "name": place.name}, "from": _code(first), "to": _code(last)}
        _print(named | {"questions": [_build(CHECKS[one.question.check], one) for one in found]})
        return
    for group in group_questions(found, _question):
        click.echo(f"{group.check.name}({group.size})")
        for one in group.items:
            click.echo(f"  {'✓' if one.answer else '?'} {one.question.sentence}")
            click.echo(f"    {one.answer.by}:{one.answer.text}" if one.answer else f"    通常:{one.question.usual}")
    waiting = sum(one.answer is None for one in found)
    click.echo(f"共 {len(found)} 个问题,{waiting} 个没有回答")


def _question(one: Asked) -> Any:
    return one.question


def _build(check: Check, one: Asked) -> dict[str, Any]:
    question, answer = one.question, one.answer
    said = {"text": answer.text, "by": answer.by, "at": answer.at} if answer else None
    return {
        "key": one.mark,
        "check": question.check,
        "name": check.name,
        "sentence": question.sentence,
        "usual": question.usual,
        "workers": list(question.workers),
        "months": [_code(month) for month in question.months],
        "evidence": [f"{ref.kind}/{ref.key}".rstrip("/") for ref in question.evidence],
        "answer": said,
    }


def _code(month: int) -> str:
    return f"{first_day(month):%Y-%m}"


def _print(told: object) -> None:
    json.dump(told, sys.stdout, ensure_ascii=False, default=str)
    click.echo()
