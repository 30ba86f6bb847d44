"""The `workshop` command. Exit status: 0 done, 1 a fault in the input or a check that failed, 2 wrong usage."""

import importlib
import importlib.util
import sys

import click

from workshop.kernel.faults import NotFound, Refused
from workshop.store.keys import KeyTrouble
from workshop.store.settings import Settings

COMMANDS = {"exchange": ("import", "export"), "pay": ("pay",), "papers": ("paper",)}


class Rooms(click.Group):
    """Loads a room's commands when they are asked for, so that `--help` is quick."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The room commands beside those defined here."""
        return sorted({*super().list_commands(context), *(name for names in COMMANDS.values() for name in names)})

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """A command of this file or of the room that has it."""
        for room, names in COMMANDS.items():
            if name in names and importlib.util.find_spec(f"workshop.{room}.commands"):
                return importlib.import_module(f"workshop.{room}.commands").COMMANDS[name]
        return super().get_command(context, name)

    def invoke(self, context: click.Context) -> object:
        """Runs with the application at hand; a refusal is a sentence and exit status 1."""
        try:
            return super().invoke(context)
        except (Refused, NotFound, KeyTrouble) as trouble:
            click.echo(str(trouble), err=True)
            sys.exit(1)


@click.group(cls=Rooms)
@click.option("--database", help="数据库地址,例如 sqlite:////data/workshop.db;默认 instance/workshop.db")
@click.pass_context
def main(context: click.Context, database: str | None) -> None:
    """就业帮扶车间:计件、考勤、工资与申报材料。"""
    if context.invoked_subcommand in ("doctor", None):
        return
    from workshop.app import create_app

    settings = Settings(database_url=database) if database else Settings()
    context.obj = settings
    context.with_resource(create_app(settings).app_context())


@main.command()
@click.option("--host", default=None)
@click.option("--port", type=int, default=None)
@click.pass_obj
def serve(settings: Settings, host: str | None, port: int | None) -> None:
    """启动服务。"""
    from flask import current_app
    from waitress import serve as wait

    app = current_app._get_current_object()  # type: ignore[attr-defined]
    click.echo(f"就业帮扶车间 http://{host or settings.host}:{port or settings.port}")
    wait(app, host=host or settings.host, port=port or settings.port, threads=8)


@main.command()
def doctor() -> None:
    """这台机器还缺什么、怎样补上。"""
    from workshop.doctor import examine

    checks = list(examine(Settings()))
    for check in checks:
        click.echo(str(check))
    sys.exit(1 if any(check.mend for check in checks) else 0)
