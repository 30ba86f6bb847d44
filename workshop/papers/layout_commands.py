"""`workshop papers layout`: the words of layout files, and the check of one or of a blank workbook."""

import sys
from pathlib import Path

import click

from workshop.claims.rules.kinds import unknown_word
from workshop.kernel.faults import Fault, Refused
from workshop.papers.bureau.names import find_names
from workshop.papers.bureau.opening import open_template
from workshop.papers.kinds import KINDS
from workshop.papers.layouts.checking import check_layout, find_code
from workshop.papers.layouts.reading import read_layout_file
from workshop.papers.layouts.shapes import shape_of
from workshop.papers.layouts.telling import print_words, tell_changes
from workshop.papers.layouts.words import PaperSaid


@click.group()
def layout() -> None:
    """表样:县里改标题、栏目、顺序、份数的文件。不打开数据库。"""


@layout.command()
@click.argument("paper", default="")
def words(paper: str) -> None:
    """打印表样文件里可以用的词;写 PAPER(名称或代码)只看一张表的栏目。"""
    click.echo("\n".join(print_words(KINDS, _code(paper) if paper else "")))


@layout.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--paper", default="", help="核对空白表 .xlsx 时写是哪张表,例如 花名册(简表)")
def check(files: tuple[Path, ...], paper: str) -> None:
    """核对表样文件 .toml(和它写的空白表),或一张空白表 .xlsx:哪里写错、现有的词是哪些。"""
    wrong = 0
    for file in (one for given in files for one in _files_of(given)):
        faults = _check_template(file, _code(paper)) if file.suffix == ".xlsx" else _check_file(file)
        for fault in faults:
            click.echo(f"{'✗' if fault.outcome == 'refused' else '!'} {fault}", err=True)
        refused = sum(fault.outcome == "refused" for fault in faults)
        wrong += bool(refused)
        click.echo(f"{file.name}:{f'有 {refused} 处要改' if refused else '通过'}")
    sys.exit(1 if wrong else 0)


def _code(word: str) -> str:
    code = find_code(KINDS, word)
    if code is None:
        wrong = unknown_word(word, [kind.name for kind in KINDS.values()], "表", ())
        raise click.BadParameter(f"「{word}」{wrong.message}。{wrong.mend}", param_hint="--paper")
    return code


def _files_of(given: Path) -> list[Path]:
    """A folder stands for all layout files in it."""
    return sorted(given.rglob("*.toml")) if given.is_dir() else [given]


def _check_file(file: Path) -> list[Fault]:
    reading = check_layout(read_layout_file(file), KINDS)
    if reading.layout is None:
        return reading.faults
    faults = []
    for said in reading.layout.papers:
        click.echo(f"  {said.paper}:{';'.join(tell_changes(said)) or '没有改动'}")
        faults += _check_said(file, said)
    return faults


def _check_said(file: Path, said: PaperSaid) -> list[Fault]:
    return _check_template(file.parent / said.template, _code(said.paper)) if said.template else []


def _check_template(file: Path, code: str) -> list[Fault]:
    try:
        return find_names(open_template(file.read_bytes()), shape_of(code), file.name).faults
    except OSError as error:
        return [Fault(file.name, 0, "", "", "unreadable", f"打不开文件({error.strerror})", "请检查路径和权限")]
    except Refused as refused:
        return [Fault(file.name, 0, "", "", "template", refused.message, refused.mend)]
