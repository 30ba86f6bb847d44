"""Languages on the command line: a file to fill in for a new one, and how far a file is."""

from pathlib import Path

import click
from babel.messages.pofile import read_po

from workshop.access.languages.catalogues import OWN, SENTENCE, find_fault

WHOLE = OWN / "en.po"  # has every message of the pages for anybody; a test holds it to that


@click.group()
def language() -> None:
    """给手机页面加一种语言。"""


@language.command()
@click.argument("code")
@click.option("-o", "output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="写到哪个文件")
def new(code: str, output: Path) -> None:
    """写一个待翻译的文件;CODE 如 ug、bo、za。译好放进 instance/languages,重新启动就能选。"""
    with WHOLE.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    head = f'msgid ""\nmsgstr ""\n"Language: {code}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    output.write_text(head + "".join(_entry(one.context, str(one.id), str(one.string)) for one in messages), "utf-8")
    click.echo(f"{output}:{len(messages)} 条,空着的仍显示中文")


@language.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_context
def check(context: click.Context, path: Path) -> None:
    """一个文件译了多少,哪些写错了。"""
    with path.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    done = [message for message in messages if message.string]
    faults = [f"「{message.id}」{fault}" for message in done if (fault := find_fault(message))]
    click.echo(f"{path.name}:{len(messages)} 条,已译 {len(done)} 条")
    for fault in faults:
        click.echo(fault, err=True)
    context.exit(1 if faults else 0)


def _entry(context: str | None, source: str, english: str) -> str:
    note = "#. {} 里的词不要翻译\n" if context == SENTENCE else ""
    where = f'msgctxt "{context}"\n' if context else ""
    return f'\n{note}#. English: {english}\n{where}msgid "{_quoted(source)}"\nmsgstr ""\n'


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


COMMANDS = {"language": language}
