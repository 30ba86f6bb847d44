"""`workshop claim record`: facts beside the books from a file, whole or not at all."""

import sys
from pathlib import Path

import click

from workshop.access.guard import utc_now
from workshop.claims.actions import NewFact, record_facts
from workshop.claims.files.register import COLUMNS, RegisterLine, read_register
from workshop.claims.rules.registered import FACT_KINDS
from workshop.pay.options import get_workshop, workshop_option
from workshop.people.queries import worker_ids
from workshop.store.audit import COMMAND_LINE


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@workshop_option
@click.option("--words", is_flag=True, help="打印可以登记的事项")
def record(file: Path | None, code: str, words: bool) -> None:
    """登记车间和工人的事项(面积、认定、参保、户籍……):CSV 文件 FILE,一行一条。"""
    if words or file is None:
        click.echo("列:" + "、".join(COLUMNS))
        for kind, what in FACT_KINDS.items():
            names = "、".join(what.names[:40])
            click.echo(f"{kind}({'、'.join(what.about)},{what.shape}){what.doc}{':' if names else ''}{names}")
        return
    place = get_workshop(code)
    lines, faults = read_register(file, worker_ids(place.id))
    for fault in faults:
        click.echo(str(fault), err=True)
    if faults:
        click.echo(f"有 {len(faults)} 处问题,什么也没有写入", err=True)
        sys.exit(1)
    record_facts(COMMAND_LINE, utc_now(), place.id, [_fact(line) for line in lines])
    click.echo(f"{place.name}:登记 {len(lines)} 条")


def _fact(line: RegisterLine) -> NewFact:
    entry = line.entry
    said = (entry.worker_id, entry.kind, entry.name, entry.valid_from, entry.holds, entry.value, entry.fen)
    return NewFact(*said, entry.text, entry.valid_to, entry.source, line.checked_on)
