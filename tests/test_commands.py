"""Every command that the documents name is there, and says what it does."""

import importlib
import subprocess
import sys

import pytest
from click.testing import CliRunner

from workshop.claims.files.library import SHIPPED
from workshop.cli import COMMANDS, main

CHENGGU = SHIPPED / "shaanxi" / "chenggu.toml"
# Runs the command of the arguments and says at the end what of the heavy libraries was loaded for it.
LOADED = """
import atexit, sys
atexit.register(lambda: sys.stderr.write(" ".join({"flask", "sqlalchemy", "weasyprint"} & set(sys.modules))))
from workshop.cli import main
main()
"""
NAMED = (
    "backup",
    "certificate",
    "demo",
    "doctor",
    "export",
    "import",
    "paper",
    "pay",
    "restore",
    "serve",
    "verify",
    "work",
    "pack",
)


@pytest.mark.parametrize("name", NAMED)
def test_a_command_is_there(name: str):
    assert name in CliRunner().invoke(main, ["--help"]).output


def test_an_unknown_command_is_wrong_usage():
    assert CliRunner().invoke(main, ["gues"]).exit_code == 2


def test_verify_finds_a_whole_database_whole(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKSHOP_KEY_FILE", str(tmp_path / "keys" / "k.json"))
    found = CliRunner().invoke(main, ["--database", f"sqlite:///{tmp_path}/w.db", "verify"])
    assert found.exit_code == 0, found.output
    assert "✓ 审计链完整" in found.output


def test_backup_and_restore_are_one_command_each(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKSHOP_KEY_FILE", str(tmp_path / "keys" / "k.json"))
    database = f"sqlite:///{tmp_path}/w.db"
    made = CliRunner().invoke(main, ["--database", database, "backup", str(tmp_path / "b.db")])
    assert "已检查:完整" in made.output, made.output
    restored = CliRunner().invoke(main, ["--database", database, "restore", str(tmp_path / "b.db")])
    assert "已恢复" in restored.output, restored.output


def test_the_demonstration_is_filled_once(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKSHOP_KEY_FILE", str(tmp_path / "keys" / "k.json"))
    arguments = ["--database", f"sqlite:///{tmp_path}/w.db", "demo"]
    first, second = (CliRunner().invoke(main, arguments).output for _ in range(2))
    assert "王桂香(工人)" in first
    assert first == second


def test_help_says_of_every_room_what_its_commands_say_of_themselves():
    for room, names in COMMANDS.items():
        found = importlib.import_module(f"workshop.{room}.commands").COMMANDS
        assert {name: found[name].get_short_help_str(200) for name in names} == names


@pytest.mark.parametrize(
    "asked", [["claim", "vocabulary", "年龄"], ["claim", "check", str(CHENGGU)], ["pay", "--help"]]
)
def test_what_needs_no_database_makes_and_opens_none(asked, tmp_path, monkeypatch):
    monkeypatch.setenv("WORKSHOP_KEY_FILE", str(tmp_path / "keys" / "k.json"))
    done = CliRunner().invoke(main, ["--database", f"sqlite:///{tmp_path}/data/w.db", *asked])
    assert done.exit_code == 0, done.output
    assert not list(tmp_path.iterdir())


def test_what_needs_the_database_opens_it(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKSHOP_KEY_FILE", str(tmp_path / "keys" / "k.json"))
    CliRunner().invoke(main, ["--database", f"sqlite:///{tmp_path}/data/w.db", "claim", "list", "--workshop", "W001"])
    assert (tmp_path / "data" / "w.db").exists()


def test_help_and_the_check_of_a_file_load_little():
    """Neither waits for the pages, the database's library or the printing."""
    for asked in (["--help"], ["claim", "check", str(CHENGGU)]):
        done = subprocess.run([sys.executable, "-c", LOADED, *asked], capture_output=True, text=True)
        assert done.stderr == "", (asked, done.stderr)


def test_the_program_starts_without_the_printing_and_without_other_databases_libraries():
    """They come with the first paper, the first queued job: a start that nobody prints in need not wait for them."""
    code = "import sys, workshop.app; sys.exit(' '.join({'weasyprint', 'huey', 'redis', 'psycopg'} & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
