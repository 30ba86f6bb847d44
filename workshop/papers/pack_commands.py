"""`workshop pack`: the pack of a claim into a folder, made on the spot."""

from pathlib import Path

import click
from flask import current_app

from workshop.access.guard import utc_now
from workshop.claims.queries.claims import list_claims
from workshop.kernel.faults import NotFound, Refused
from workshop.papers.pack.carrying import ask_pack
from workshop.papers.pack.loading import load_pack
from workshop.people.queries import find_workshop
from workshop.store.audit import COMMAND_LINE
from workshop.store.jobs.files import read_file
from workshop.store.jobs.queries import get_job
from workshop.store.jobs.queue import INLINE


@click.command()
@click.argument("number")
@click.option("--workshop", "code", required=True, help="车间编号,例如 W001")
@click.option("--repeat", is_flag=True, help="要几份就在文件里排几遍;不写是在目录里写明打印几份")
@click.option("--draft", is_flag=True, help="材料不齐也出一份草稿,每页印「未齐全」")
@click.option("-o", "output", required=True, type=click.Path(file_okay=False, path_type=Path), help="放到哪个文件夹")
def pack(number: str, code: str, repeat: bool, draft: bool, output: Path) -> None:
    """出一项申领(编号 NUMBER)的全套材料:一个 PDF,一个 Excel 压缩包。"""
    shop = find_workshop(code)
    if shop is None:
        raise NotFound(f"没有编号为 {code} 的车间")
    claim = next((line for line in list_claims(shop.id) if line.number == number), None)
    if claim is None:
        raise NotFound(f"{shop.name}没有编号为 {number} 的申领")
    planned = load_pack(shop, claim.id)
    for piece in planned.pieces:
        click.echo(f"{piece.state_words}  {piece.name}" + "".join(f"  {lack.sentence}" for lack in piece.lacks))
    current_app.config["QUEUE_URL"] = INLINE
    job = get_job(shop.id, ask_pack(COMMAND_LINE, utc_now(), shop, planned, repeat, draft))
    if job.state != "done":
        raise Refused(job.message)
    output.mkdir(parents=True, exist_ok=True)
    for file in job.files:
        (output / file.name).write_bytes(read_file(file))
        click.echo(f"{output / file.name} · {file.size // 1024 + 1} KB")
