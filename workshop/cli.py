"""The `workshop` command. Exit status: 0 done, 1 a fault in the input or a check that failed, 2 wrong usage.

What a command needs is loaded when it runs: the whole program is a thousand modules, and help or a look at a file needs few of them.
"""

import importlib
import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workshop.kernel.faults import NotFound, Refused

if TYPE_CHECKING:
    from workshop.store.settings import Settings

# A command under another room's group, because it needs rooms above that one.
SUBCOMMANDS = {"pay": "workshop.papers.bundle_commands"}
# The commands of each room, with the words that each has for itself.
COMMANDS = {
    "access": {"language": "给手机页面加一种语言。"},
    "exchange": {
        "import": "导入交换文件夹,或办公室自己的一张表。",
        "export": "把一个车间写成交换文件:TARGET 是文件夹,或以 .xlsx 结尾的文件。",
    },
    "pay": {"pay": "工资:计算、核对、审核、锁定、发放。"},
    "papers": {
        "paper": "打印一张表:工资表、工资条、明细、台账、考勤、花名册、外发单据、袋标签。",
        "codes": "打印带二维码的工牌和菲票。",
        "papers": "签发的材料:离线查验,导出公钥;表样。不打开数据库。",
        "pack": "出一项申领(编号 NUMBER)的全套材料:一个 PDF,一个 Excel 压缩包。",
    },
    "claims": {"claim": "认定与补贴:文件、核对、测算、申领。"},
    "desk": {"desk": "事项:异议、争议、受伤、请求。"},
}
# These look at files or at the machine, or replace the database: they do not open it.
WITHOUT_DATABASE = {
    *(("doctor",), ("restore",), ("certificate",), ("papers",)),
    *(("claim", "check"), ("claim", "vocabulary")),
}


class Rooms(click.Group):
    """Loads a room's commands when they are asked for, so that `--help` is quick."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The room commands beside those defined here."""
        return sorted({*super().list_commands(context), *(name for names in COMMANDS.values() for name in names)})

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """As click does it, but no room is loaded to say what its commands are for."""
        told = {name: words for names in COMMANDS.values() for name, words in names.items()}
        own = {name: command.get_short_help_str(200) for name, command in self.commands.items()}
        with formatter.section("Commands"):
            formatter.write_dl(sorted((own | told).items()))

    def resolve_command(self, context: click.Context, args: list[str]) -> Any:
        """Keeps what was asked for: `main` opens the database only for what needs it."""
        context.meta[_ASKED] = args
        return super().resolve_command(context, args)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """A command of this file or of the room that has it."""
        for room, names in COMMANDS.items():
            if name in names and importlib.util.find_spec(f"workshop.{room}.commands"):
                return _with_subcommand(name, importlib.import_module(f"workshop.{room}.commands").COMMANDS[name])
        return super().get_command(context, name)

    def invoke(self, context: click.Context) -> object:
        """Runs with the application at hand; a refusal is a sentence and exit status 1."""
        try:
            return super().invoke(context)
        except (Refused, NotFound) as trouble:
            click.echo(str(trouble), err=True)
            sys.exit(1)
        except Exception as trouble:
            from workshop.store.keys import KeyTrouble
            from workshop.store.schema import SchemaTrouble

            if not isinstance(trouble, KeyTrouble | SchemaTrouble):
                raise
            click.echo(str(trouble), err=True)
            sys.exit(1)


_ASKED = "workshop.asked"


def _needs_database(asked: list[str]) -> bool:
    named = tuple(word for word in asked if not word.startswith("-"))
    return "--help" not in asked and not {named[:1], named[:2]} & WITHOUT_DATABASE


def _with_subcommand(name: str, command: click.Command) -> click.Command:
    if name in SUBCOMMANDS and isinstance(command, click.Group):
        command.add_command(importlib.import_module(SUBCOMMANDS[name]).SUBCOMMANDS[name])
    return command


@click.group(cls=Rooms)
@click.option("--database", help="数据库地址,例如 sqlite:////data/workshop.db;默认 instance/workshop.db")
@click.pass_context
def main(context: click.Context, database: str | None) -> None:
    """就业帮扶车间:计件、考勤、工资与申报材料。"""
    asked = context.meta.get(_ASKED, [])
    if tuple(asked[:1]) == ("claim",) and not _needs_database(asked):
        return
    from workshop.store.settings import Settings

    context.obj = settings = Settings(database_url=database) if database else Settings()
    if not asked or not _needs_database(asked):
        return
    from workshop.app import create_app

    context.with_resource(create_app(settings).app_context())


@main.command()
@click.option("--host", default=None, help="默认只在本机;让平板连接请用 0.0.0.0")
@click.option("--port", type=int, default=None)
@click.option("--https", is_flag=True, help="用本机证书加密;没有证书时先做一张")
@click.pass_obj
def serve(settings: "Settings", host: str | None, port: int | None, https: bool) -> None:
    """启动服务。"""
    from workshop.serving import serve_forever

    serve_forever(settings, host or settings.host, port or settings.port, https)


@main.command()
@click.pass_obj
def work(settings: "Settings") -> None:
    """做排队的打印任务;`serve` 会自己启动它。"""
    from workshop.serving import work_forever

    work_forever(settings)


@main.command()
@click.option("--name", "names", multiple=True, help="平板用的地址或主机名,可写多个;默认取本机的")
@click.pass_obj
def certificate(settings: "Settings", names: tuple[str, ...]) -> None:
    """做一张本机的 HTTPS 证书,并说明平板上怎样信任它。"""
    from workshop.access.certificates import list_own_names, make_certificates
    from workshop.access.guard import utc_now

    files = make_certificates(settings.certificate_folder, names or list_own_names(), utc_now())
    click.echo(f"证书 {files.certificate},给:{'、'.join(names or list_own_names())}")
    click.echo(f"请把 {files.authority} 装到每台平板(设置 → 安全 → 安装证书 → CA 证书),只装一次。")
    click.echo("然后运行:workshop serve --host 0.0.0.0 --https")


@main.command()
@click.option("--serve", "then_serve", is_flag=True, help="填好后启动服务")
@click.pass_context
def demo(context: click.Context, then_serve: bool) -> None:
    """填入演示车间(五十人、三个月);已有数据时什么也不改。"""
    from workshop.access.guard import civil_today, utc_now
    from workshop.demo.filling import describe_accounts, fill, is_filled

    settings: Settings = context.obj
    notes = settings.folder / "演示账号.txt"
    notes.parent.mkdir(parents=True, exist_ok=True)
    if not is_filled():
        notes.write_text(
            "\n".join(describe_accounts(fill(utc_now(), civil_today()), civil_today())) + "\n", encoding="utf-8"
        )
    if notes.exists():
        click.echo("账号、密码(演示用,只在这台机器上):\n" + notes.read_text(encoding="utf-8"), nl=False)
    if then_serve:
        context.invoke(serve)


@main.command()
@click.option("--tablet", metavar="URL", help="从平板的角度试一个地址,例如 https://192.168.1.10:8000")
@click.pass_obj
def doctor(settings: "Settings", tablet: str | None) -> None:
    """这台机器还缺什么、怎样补上。"""
    from workshop.doctor import examine, examine_tablet_side

    checks = list(examine_tablet_side(settings, tablet) if tablet else examine(settings))
    for check in checks:
        click.echo(str(check))
    sys.exit(1 if any(check.mend for check in checks) else 0)


@main.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--second", type=click.Path(path_type=Path, file_okay=False), help="再复制一份到这个文件夹")
def backup(file: Path, second: Path | None) -> None:
    """备份到 FILE,并在另一个进程里恢复检查。"""
    from workshop.access.guard import utc_now
    from workshop.store.audit import COMMAND_LINE
    from workshop.store.backup import make_backup

    made = make_backup(COMMAND_LINE, utc_now(), file.absolute(), second and second.absolute())
    click.echo(f"{made.file} · {sum(made.rows.values())} 行 · SHA-256 {made.sha256}")
    click.echo("已检查:完整" + (f",第二份在 {made.copy}" if made.copy else ""))


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_obj
def restore(settings: "Settings", file: Path) -> None:
    """从 FILE 恢复数据库(请先停止服务);原来的文件改名保留。"""
    from workshop.store.backup import database_file, restore_backup

    kept = restore_backup(file, database_file(settings.database_url), settings.folder)
    click.echo("已恢复" + (f";原来的数据库改名为 {kept}" if kept else ""))


@main.command()
@click.pass_obj
def verify(settings: "Settings") -> None:
    """检查数据库:完整、外键、审计链、每一期工资和发放、核对过的申领、事项、签发的材料。有一项不对则退出码为 1。"""
    from workshop.verifying import check_everything

    broken = False
    for done in check_everything(settings):
        click.echo("\n".join(f"✗ {sentence}" for sentence in done.broken) or f"✓ {done.what}")
        broken = broken or bool(done.broken)
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
