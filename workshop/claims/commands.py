"""`workshop claim`: the vocabulary of programme files, the check of one, and what it comes to."""

import importlib
import sys
from pathlib import Path

import click

from workshop.claims.files.checking import check_programme
from workshop.claims.files.printing import list_names, print_vocabulary
from workshop.claims.files.reading import read_file
from workshop.claims.rules.kinds import unknown_word

# Commands that read the database, each in a module of its own: whoever checks a file does not wait for them.
ELSEWHERE = {
    "evaluate": ("evaluate_commands", "evaluate"),
    "inspect": ("inspect_commands", "inspect"),
    "list": ("sheet_commands", "list_sheets"),
    "record": ("record_commands", "record"),
    "show": ("sheet_commands", "show"),
}


class Parts(click.Group):
    """Loads a command when it is asked for."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Those of this file and of the others."""
        return sorted({*super().list_commands(context), *ELSEWHERE})

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """A command of this file or of the one that has it."""
        if name not in ELSEWHERE:
            return super().get_command(context, name)
        module, command = ELSEWHERE[name]
        found: click.Command = getattr(importlib.import_module(f"workshop.claims.{module}"), command)
        return found


@click.group(cls=Parts)
def claim() -> None:
    """认定与补贴:文件、核对、测算、申领。"""


@claim.command()
@click.argument("word", default="")
def vocabulary(word: str) -> None:
    """打印文件里可以用的词;写 WORD 只看一个条件、金额、表(例如 caps)或词表(例如 材料)。"""
    known = list_names() if word else []
    if word and word not in known:
        wrong = unknown_word(word, known, "词", ())
        click.echo(f"「{word}」{wrong.message}。{wrong.mend}", err=True)
        sys.exit(1)
    click.echo("\n".join(print_vocabulary(word)))


@claim.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--quiet", is_flag=True, help="只打印错误和总数")
def check(files: tuple[Path, ...], quiet: bool) -> None:
    """核对文件:写法、用词、日期,并把文件里的例子算一遍。"""
    wrong = 0
    for path in (one for given in files for one in _files_of(given)):
        done = check_programme(read_file(path))
        if not quiet:
            click.echo("\n".join(done.lines))
        for fault in done.faults:
            click.echo(f"✗ {fault}", err=True)
        wrong += bool(done.faults)
        verdict = f"有 {len(done.faults)} 处要改" if done.faults else "通过"
        click.echo(f"{path.name}:{len(done.reading.examples)} 个例子,{verdict}")
    sys.exit(1 if wrong else 0)


def _files_of(given: Path) -> list[Path]:
    """A folder stands for all programme files in it."""
    return sorted(one for one in given.rglob("*.toml") if one.is_file()) if given.is_dir() else [given]


COMMANDS = {"claim": claim}
