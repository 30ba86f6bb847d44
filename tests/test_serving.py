"""The server on a local network: encrypted, and seen from the tablet's side."""

import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from flask import Flask

from workshop.access.certificates import Certificates, make_certificates
from workshop.access.guard import utc_now
from workshop.doctor import examine, examine_tablet_side
from workshop.serving import build_server
from workshop.store.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        certificate_folder=tmp_path / "certificates",
        database_url=f"sqlite:///{tmp_path}/data/w.db",
        key_file=tmp_path / "keys" / "k.json",
    )


@pytest.fixture
def address(app: Flask, settings: Settings) -> Iterator[str]:
    """An HTTPS server of this machine's own authority."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    make_certificates(settings.certificate_folder, ["localhost", "127.0.0.1"], utc_now())
    server = build_server(settings, app, "127.0.0.1", port, https=True)
    server.prepare()
    threading.Thread(target=server.serve, daemon=True).start()
    yield f"https://127.0.0.1:{port}"
    server.stop()


def trusting(settings: Settings) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(Certificates.within(settings.certificate_folder).authority))


def test_a_tablet_that_trusts_the_authority_reads_the_page(address, settings):
    with urlopen(f"{address}/tablet/", context=trusting(settings), timeout=10) as answer:
        assert answer.status == 200


def test_twin_a_tablet_that_does_not_trust_it_is_refused(address):
    with pytest.raises(URLError, match="certificate"):
        urlopen(f"{address}/tablet/", timeout=10)


def test_a_name_that_is_not_in_the_certificate_is_refused(address, settings):
    make_certificates(settings.certificate_folder, ["192.168.7.7"], utc_now())
    with (
        pytest.raises(URLError),
        urlopen(f"{address.replace('127.0.0.1', '127.0.0.2')}/", timeout=5, context=trusting(settings)),
    ):
        pass


def test_a_new_certificate_keeps_the_authority_that_tablets_installed(settings):
    first = make_certificates(settings.certificate_folder, ["localhost"], utc_now()).authority.read_bytes()
    assert (
        make_certificates(settings.certificate_folder, ["localhost", "10.1.2.3"], utc_now()).authority.read_bytes()
        == first
    )


def test_private_keys_are_readable_by_their_owner_alone(settings):
    files = make_certificates(settings.certificate_folder, ["localhost"], utc_now())
    assert files.key.stat().st_mode & 0o077 == 0
    assert (settings.certificate_folder / "authority.key").stat().st_mode & 0o077 == 0


def test_the_doctor_sees_what_a_tablet_sees(address, settings):
    checks = list(examine_tablet_side(settings, address))
    assert [check.mend for check in checks] == [""] * 4


def test_the_doctor_says_what_plain_http_is_missing(settings):
    (check,) = examine_tablet_side(settings, "http://192.168.1.10:8000")
    assert "workshop certificate" in check.mend


def test_the_doctor_says_that_nobody_answers(settings):
    checks = list(examine_tablet_side(settings, "https://127.0.0.1:9"))
    assert ["连不上" in check.mend for check in checks] == [False, True, True, True]


def test_the_doctor_finds_keys_beside_the_data(settings, tmp_path):
    beside = settings.model_copy(update={"key_file": tmp_path / "data" / "k.json"})
    assert any("同一个文件夹" in check.mend for check in examine(beside))
    assert not any("同一个文件夹" in check.mend for check in examine(settings))
