"""Every command that the documents name is there, and says what it does."""

import pytest
from click.testing import CliRunner

from workshop.cli import main

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
