"""A county adds a language by filling in one file."""

from pathlib import Path

from babel.messages.pofile import read_po
from click.testing import CliRunner

from workshop.access.commands import language
from workshop.access.languages.catalogues import OWN, load_catalogues


def listed(path: Path):
    with path.open("rb") as file:
        return list(read_po(file))


def run(*words: str):
    return CliRunner().invoke(language, list(words))


def test_a_new_file_holds_every_message_and_is_read_as_it_is(tmp_path: Path):
    path = tmp_path / "ug.po"
    assert run("new", "ug", "-o", str(path)).exit_code == 0
    read, faults = load_catalogues((OWN, tmp_path))
    assert faults == []
    assert [one.id for one in listed(path)] == [one.id for one in listed(OWN / "en.po")]
    assert read["ug"].say("登录") == "登录", "nothing is filled in yet"


def test_what_is_filled_in_is_counted_and_what_is_wrong_is_named(tmp_path: Path):
    path = tmp_path / "ug.po"
    run("new", "ug", "-o", str(path))
    whole = path.read_text("utf-8")
    path.write_text(whole.replace('msgid "登录"\nmsgstr ""', 'msgid "登录"\nmsgstr "كىرىش"'), "utf-8")
    assert "已译 1 条" in run("check", str(path)).output
    path.write_text(
        whole.replace('msgid "%(month)s月%(day)s日"\nmsgstr ""', 'msgid "%(month)s月%(day)s日"\nmsgstr "%(x)s"'),
        "utf-8",
    )
    answer = run("check", str(path))
    assert answer.exit_code == 1
    assert "占位的词与中文不同" in answer.output
