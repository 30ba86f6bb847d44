"""`workshop import` and `workshop export`."""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from workshop.access.guard import civil_today, utc_now
from workshop.exchange.actions import (
    FolderRefused,
    Imported,
    Written,
    export_folder,
    import_folder,
    import_sheet,
)
from workshop.exchange.office import SORTS, Checked, check_sheet, choose_sort, find_layouts
from workshop.exchange.specs import BY_NAME, CHECKED_ELSEWHERE
from workshop.exchange.stored.takehome import list_unsaid
from workshop.exchange.tables import is_exchange_workbook
from workshop.kernel.faults import Fault
from workshop.pay.options import get_workshop
from workshop.people.queries import Workshop
from workshop.sheets.cells import Workbook
from workshop.sheets.kinds import KINDS
from workshop.sheets.mending import build_mending
from workshop.sheets.opening import open_workbook
from workshop.store.audit import COMMAND_LINE

MOST_PRINTED = 200


@click.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--workshop", "code", default="", help="车间编号;办公室自己的表必须写明")
@click.option("--kind", type=click.Choice(sorted(KINDS)), help="办公室的表是哪一种;不写就按标题行判断")
@click.option("--dry-run", is_flag=True, help="只检查办公室的表:列出读到的行和错误,什么也不写入")
@click.option(
    "--faults", "mending", type=click.Path(path_type=Path), help="把办公室表里没读入的行另存为 .xlsx,改正后再导入"
)
@click.option("--json", "as_json", is_flag=True, help="在标准输出上给出一个 JSON 文档")
def import_command(path: Path, code: str, kind: str | None, dry_run: bool, mending: Path | None, as_json: bool) -> None:
    """导入交换文件夹,或办公室自己的一张表。

    \b
    PATH 是文件夹(各个 .csv,或一个 .xlsx)时:先整个检查,有一处错误就什么也不写入,
    列出全部错误,退出码 1;没有错误就一次写入,列出各文件的行数。已有的行不会重复写入。

    \b
    PATH 是 .xlsx、.xls 或 .csv 文件并写明 --workshop 时,是办公室自己的花名册、单价表、
    产量表、考勤表或外发登记:好的行写入,有错的行列出来不写入;有没写入的行时退出码 1。
    先看看可用 --dry-run。
    """
    if path.is_dir() or _is_exchange(path, kind):
        if dry_run or mending or kind:
            raise click.UsageError("--dry-run、--faults、--kind 只用于办公室自己的表")
        _import_folder(path, code, as_json)
    elif not code:
        raise click.UsageError("办公室自己的表要写明 --workshop 车间编号")
    else:
        _import_sheet(path, get_workshop(code), kind or "", dry_run, mending, as_json)


def _is_exchange(path: Path, kind: str | None) -> bool:
    """A workbook whose sheets have the names of exchange files."""
    if kind or path.suffix.casefold() != ".xlsx":
        return False
    return is_exchange_workbook([sheet.name for sheet in open_workbook(path.read_bytes(), path.name).sheets])


def _import_folder(path: Path, code: str, as_json: bool) -> None:
    try:
        done = import_folder(COMMAND_LINE, utc_now(), path, civil_today(), code)
    except FolderRefused as refused:
        if as_json:
            _print_json({"counts": {}, "faults": [fault_row(fault) for fault in refused.faults]})
        else:
            _print_faults(refused.faults)
            click.echo(str(refused))
        sys.exit(1)
    if as_json:
        counts = {name: count._asdict() for name, count in done.counts.items()}
        _print_json({"counts": counts, "faults": [fault_row(fault) for fault in done.warnings]})
        return
    _print_counts(done)


def _print_counts(done: Imported) -> None:
    _print_faults(done.warnings)
    for name, count in done.counts.items():
        already = f"(已有 {count.existing})" if count.existing else ""
        click.echo(f"{name:<16} {BY_NAME[name].chinese} 读 {count.read} 行,写入 {count.new}{already}")
    for name in done.ignored:
        click.echo(f"{name} 不是交换文件,没有读")
    for name, why in CHECKED_ELSEWHERE.items():
        click.echo(f"{name:<16} {why}")


def _import_sheet(path: Path, shop: Workshop, kind: str, dry_run: bool, mending: Path | None, as_json: bool) -> None:
    content = path.read_bytes()
    checked = _check(open_workbook(content, path.name), shop, kind)
    if mending:
        mending.write_bytes(build_mending(checked.workbook, checked.layouts, checked.for_mending))
    written = None
    if not dry_run and checked.rows:
        digest = hashlib.sha256(content).hexdigest()
        written = import_sheet(COMMAND_LINE, utc_now(), civil_today(), shop.id, checked, path.name, digest)
    if as_json:
        _print_json(as_document(checked, written))
    else:
        _print_sheet(checked, written, dry_run)
    sys.exit(1 if checked.refused else 0)


def _check(workbook: Workbook, shop: Workshop, kind: str) -> Checked:
    sort = choose_sort(SORTS, workbook, kind)
    known = sort.load_known(shop.id)
    layouts = find_layouts(sort, workbook, known)
    return check_sheet(sort, shop.id, civil_today(), workbook, layouts, known)


def as_document(checked: Checked, written: Written | None) -> dict[str, Any]:
    """Rows and faults by the names of the exchange files; a ledger's orders, returns and closings also apart."""
    rows = [show_row(checked, line) for line in checked.read]
    document: dict[str, Any] = {"kind": checked.sort.kind, "rows": rows}
    if checked.sort.kind == "takehome":
        parts = {"OrderLine": "orders", "ReturnLine": "returns", "CloseLine": "closed"}
        for type_name, name in parts.items():
            chosen = [line for line in checked.read if type(line).__name__ == type_name]
            document[name] = [show_row(checked, line) for line in chosen]
    counts = {"written": written.rows if written else 0, "existing": len(checked.judged.existing)}
    return document | {"faults": [fault_row(fault) for fault in checked.faults]} | counts


def show_row(checked: Checked, line: Any) -> dict[str, Any]:
    """A row that was read, with the place it was read from."""
    return {"sheet": line.sheet, "row": line.row} | checked.sort.show(line)


def fault_row(fault: Fault) -> dict[str, Any]:
    """A fault with its place, outcome, reason and sentences."""
    return {
        "sheet": fault.place,
        "row": fault.row,
        "column": fault.column,
        "value": fault.value,
        "outcome": fault.outcome,
        "reason": fault.reason,
        "message": fault.message,
        "mend": fault.mend,
    }


def _print_sheet(checked: Checked, written: Written | None, dry_run: bool) -> None:
    if dry_run:
        for line in checked.read:
            click.echo("\t".join(str(value) for value in show_row(checked, line).values()))
    _print_faults(checked.faults)
    existing = len(checked.judged.existing)
    click.echo(
        f"{KINDS[checked.sort.kind]}:读到 {len(checked.read)} 行" + (f",其中已有 {existing}" if existing else "")
    )
    for remark in written.remarks if written else ():
        click.echo(remark)
    if checked.refused:
        click.echo(f"有 {len(checked.refused)} 处没有读入(见上),请改正后再导入;退出码 1")
    click.echo("只检查,没有写入" if dry_run else f"写入 {written.rows if written else 0} 行")


def _print_faults(faults: Sequence[Fault]) -> None:
    """Up to MOST_PRINTED a file or sheet, then how many more: nobody reads thousands, and the first ones say why."""
    printed = Counter[str]()
    for fault in faults:
        printed[fault.place] += 1
        if printed[fault.place] <= MOST_PRINTED:
            click.echo(f"{'未读入' if fault.outcome == 'refused' else '提醒'} {fault}")
    for place, count in printed.items():
        if count > MOST_PRINTED:
            click.echo(f"{place} 还有 {count - MOST_PRINTED} 处没有列出(用 --json 看全部)")


def _print_json(document: dict[str, Any]) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=1))


@click.command("export")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--workshop", "code", required=True, help="车间编号")
def export_command(target: Path, code: str) -> None:
    """把一个车间写成交换文件:TARGET 是文件夹,或以 .xlsx 结尾的文件。

    文件里有完整的身份证号和银行卡号,导出会留下记录,请妥善保管。
    """
    shop = get_workshop(code)
    for name, count in export_folder(COMMAND_LINE, utc_now(), shop, target).items():
        click.echo(f"{name:<16} {BY_NAME[name].chinese} {count} 行")
    for sentence in list_unsaid(shop.id):
        click.echo(f"{sentence};完整保存请用 workshop backup", err=True)


COMMANDS = {"import": import_command, "export": export_command}
