"""`workshop papers`: what can be checked without any database, and the key that others check with."""

from pathlib import Path

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.papers.issue.filing import read_file
from workshop.papers.issue.values import show_check
from workshop.papers.issue.verdicts import Verdict, compare_file, judge_code
from workshop.papers.layout_commands import layout
from workshop.store.keys import load_keys, tell_fingerprint
from workshop.store.settings import Settings

_File = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def papers() -> None:
    """签发的材料:离线查验,导出公钥;表样。不打开数据库。"""


papers.add_command(layout)


@papers.command()
@click.option(
    "-o", "output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="文件,例如 public.pem"
)
@click.pass_obj
def key(settings: Settings, output: Path) -> None:
    """导出公钥:别人用它离线查验这里签发的材料。"""
    public = load_keys(settings.key_file).paper_public
    output.write_bytes(public)
    click.echo(f"{output} · 公钥指纹 {tell_fingerprint(public)}")


@papers.command()
@click.argument("what", metavar="FILE.pdf|CODE")
@click.option("--key", "key_file", type=_File, help="签发车间的公钥;不写就用这台机器自己的")
@click.pass_obj
@click.pass_context
def verify(context: click.Context, settings: Settings, what: str, key_file: Path | None) -> None:
    """查验一个 PDF 文件,或方码里的那串字(整个网址也可以)。"""
    public = _read_key(key_file.read_bytes()) if key_file else load_keys(settings.key_file).paper_key.public_key()
    file = Path(what)
    verdict = _verify_file(public, file.read_bytes()) if _is_file(file) else judge_code(_code_of(what), public)
    click.echo(f"{verdict.words}:{verdict.sentence}。{verdict.mend}。")
    if verdict.claimed:
        _tell(verdict)
    context.exit(0 if verdict.answer == "genuine" else 1)


def _verify_file(public: Ed25519PublicKey, content: bytes) -> Verdict:
    found = read_file(public, content)
    if found is None:
        words = ("这个文件没有签名:是扫描、另存或改动过的,或者不是这里签发的", "请扫纸上的码,用码里的字再查一次")
        return Verdict("altered", *words)
    return compare_file(judge_code(found.code, public), found.code, found.intact, "")


def _tell(verdict: Verdict) -> None:
    claimed = verdict.claimed
    if claimed is None:
        return
    click.echo(f"  编号 {claimed.number} · 车间 {claimed.workshop} · 签发 {claimed.issued_on}")
    rows = f" · {claimed.rows} 行" if claimed.rows else ""
    sums = "".join(f" · 合计 {format_yuan(fen)} 元" for fen in claimed.sums)
    click.echo(f"  校验 {show_check(claimed.check)}{rows}{sums}")
    click.echo("  有没有作废、被代替,要联网扫码才知道。")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a code is longer than any file's name
        return False


def _code_of(text: str) -> str:
    return text.strip().rstrip("/").rpartition("/")[2]


def _read_key(pem: bytes) -> Ed25519PublicKey:
    try:
        public = load_pem_public_key(pem)
    except ValueError as error:
        raise Refused("公钥文件读不出来", "请用 workshop papers key 导出的文件") from error
    if not isinstance(public, Ed25519PublicKey):
        raise Refused("这不是签发材料的公钥", "请用 workshop papers key 导出的文件")
    return public
