"""A paper is checked without a database: by its code and by its file, with the public key alone."""

import base64
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from workshop.cli import main
from workshop.papers.issue.filing import read_file, sign_file
from workshop.papers.issue.signing import BadCode, Claimed, is_signed, read_code, sign_code
from workshop.papers.issue.verdicts import judge_code
from workshop.store.keys import PAPERS, load_keys

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key()
CLAIMED = Claimed("W001", "GZ-2026-0012", date(2026, 4, 1), "7f3a91c20a1b", 500, (123_456_789, -5))
PDF = b"%PDF-1.7\nsomething\n%%EOF"


@pytest.mark.parametrize(
    "claimed",
    [
        CLAIMED,
        replace(CLAIMED, sums=()),
        replace(CLAIMED, workshop="车间一", rows=0),
        replace(CLAIMED, issued_on=date(2020, 1, 1), sums=(10**14, -(10**14))),
    ],
)
def test_a_code_says_what_was_signed(claimed: Claimed) -> None:
    found, whole = read_code(sign_code(KEY, claimed))
    assert found == claimed
    assert is_signed(PUBLIC, whole)


def test_a_code_is_read_whatever_its_case_and_gaps() -> None:
    code = sign_code(KEY, CLAIMED)
    assert judge_code(f" {code[:30].lower()}\n{code[30:]} ", PUBLIC).answer == "genuine"


def test_no_letter_of_a_code_can_be_exchanged() -> None:
    code = sign_code(KEY, CLAIMED)
    for at in range(len(code)):
        other = code[:at] + ("7" if code[at] != "7" else "8") + code[at + 1 :]
        assert judge_code(other, PUBLIC).answer == "forged"


def test_the_signature_of_another_key_is_worth_nothing() -> None:
    assert judge_code(sign_code(Ed25519PrivateKey.generate(), CLAIMED), PUBLIC).answer == "forged"


@pytest.mark.parametrize("text", ["", "0", "!", "Z", "A" * 401, "é" * 30])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(BadCode):
        read_code(text)


def test_any_changed_byte_of_a_file_is_seen() -> None:
    signed = sign_file(KEY, PDF, sign_code(KEY, CLAIMED))
    assert read_file(PUBLIC, signed).intact
    for at in range(len(PDF)):
        assert not read_file(PUBLIC, signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]).intact
    assert not read_file(Ed25519PrivateKey.generate().public_key(), signed).intact


def test_a_file_cannot_be_given_the_code_of_another_paper() -> None:
    code, other = sign_code(KEY, CLAIMED), sign_code(KEY, replace(CLAIMED, rows=1))
    assert not read_file(PUBLIC, sign_file(KEY, PDF, code).replace(code.encode(), other.encode())).intact


def test_a_file_without_a_signature_has_none() -> None:
    assert read_file(PUBLIC, PDF) is None
    assert read_file(PUBLIC, b"") is None


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The command on a machine whose database must not be opened."""
    monkeypatch.setenv("WORKSHOP_KEY_FILE", str(tmp_path / "keys.json"))
    monkeypatch.setattr("workshop.app.create_app", lambda *_: pytest.fail("opened the database"))

    def run_(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["papers", *arguments])

    return run_


def test_the_command_checks_code_address_and_file_with_an_exported_key(run, tmp_path: Path) -> None:
    pem, file = tmp_path / "public.pem", tmp_path / "paper.pdf"
    assert "公钥指纹" in run("key", "-o", str(pem)).output
    key = load_keys(tmp_path / "keys.json").paper_key
    code = sign_code(key, CLAIMED)
    file.write_bytes(sign_file(key, PDF, code))
    for what in (code, f"http://192.168.1.10:8000/v/{code}", str(file)):
        done = run("verify", what, "--key", str(pem))
        assert done.exit_code == 0, done.output
        assert "GZ-2026-0012" in done.output
        assert "1,234,567.89" in done.output


@pytest.mark.parametrize(
    ("spoil", "sentence"), [(lambda f: f.replace(b"some", b"Some"), "改动过"), (lambda f: PDF, "没有签名")]
)
def test_the_command_tells_a_changed_file(run, spoil, sentence: str, tmp_path: Path) -> None:
    file, key = tmp_path / "paper.pdf", load_keys(tmp_path / "keys.json").paper_key
    file.write_bytes(spoil(sign_file(key, PDF, sign_code(key, CLAIMED))))
    done = run("verify", str(file))
    assert (done.exit_code, sentence in done.output) == (1, True)


def test_the_command_refuses_what_is_no_key(run, tmp_path: Path) -> None:
    (tmp_path / "wrong.pem").write_text("-----BEGIN")
    done = run("verify", "X", "--key", str(tmp_path / "wrong.pem"))
    assert (done.exit_code, "公钥文件读不出来" in done.output) == (1, True)


def test_a_key_file_of_before_signs_with_the_same_key_for_ever(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    first = load_keys(file)
    stored = json.loads(file.read_text())
    assert base64.b64decode(stored.pop(PAPERS)) == first.papers
    file.write_text(json.dumps(stored))
    old = load_keys(file)
    assert (old.sealing, old.fingerprint) == (first.sealing, first.fingerprint)
    assert old.paper_public == load_keys(file).paper_public != first.paper_public
