"""Certificates of a village PC: a small authority of its own, and a server certificate for its names on the local network.

A service worker, and so the tablet without network, needs HTTPS. No public authority signs for 192.168.x.x, so the PC signs for itself and
each tablet is told once to trust it.
"""

import ipaddress
import os
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_LIFE = timedelta(days=3650)
SERVER_LIFE = timedelta(days=397)  # browsers refuse longer ones


@dataclass(frozen=True)
class Certificates:
    """Where the files lie: `authority` is what tablets install, the other two are the server's."""

    authority: Path
    certificate: Path
    key: Path

    @classmethod
    def within(cls, folder: Path) -> "Certificates":
        """The three files of a folder, there or not."""
        return cls(folder / "authority.crt", folder / "server.crt", folder / "server.key")

    @property
    def exist(self) -> bool:
        """All that a server needs is there."""
        return self.certificate.exists() and self.key.exists()


def make_certificates(folder: Path, names: Iterable[str], now: datetime) -> Certificates:
    """Makes (or keeps) the authority and makes a server certificate for host names and addresses. `now` is naive UTC."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    files = Certificates.within(folder)
    authority_key = folder / "authority.key"
    if not (files.authority.exists() and authority_key.exists()):
        _make_authority(files.authority, authority_key, now)
    signer = x509.load_pem_x509_certificate(files.authority.read_bytes())
    signing = serialization.load_pem_private_key(authority_key.read_bytes(), None)
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _start(names_first := list(names), key, now, SERVER_LIFE).issuer_name(signer.subject)
    builder = builder.add_extension(x509.SubjectAlternativeName([_name(n) for n in names_first]), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    signed = builder.sign(signing, hashes.SHA256())  # type: ignore[arg-type]
    files.certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    _write_key(files.key, key)
    return files


def list_own_names() -> list[str]:
    """What tablets may call this machine: its name, its addresses on the local network, and itself."""
    names = ["localhost", "127.0.0.1", socket.gethostname()]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a documentation address: nothing is sent, the kernel only picks a route
            names.append(probe.getsockname()[0])
        except OSError:
            pass  # no network at all: the machine itself is enough
    return list(dict.fromkeys(names))


def _make_authority(certificate: Path, key_file: Path, now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _start(["就业帮扶车间 本机"], key, now, AUTHORITY_LIFE)
    builder = builder.issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "就业帮扶车间 本机")]))
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    signed = builder.sign(key, hashes.SHA256())
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    _write_key(key_file, key)


def _start(
    names: list[str], key: ec.EllipticCurvePrivateKey, now: datetime, life: timedelta
) -> x509.CertificateBuilder:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[-1][:64])])
    builder = x509.CertificateBuilder().subject_name(subject).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    return builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + life)


def _name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _write_key(file: Path, key: ec.EllipticCurvePrivateKey) -> None:
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.write(key.private_bytes(*form))
