"""The keys of an installation: made once, kept outside the data folder."""

import base64
import contextlib
import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NAMES = ("sealing", "index", "signing", "export")
PAPERS = "papers"  # files made before papers were signed do not have it


class KeyTrouble(Exception):
    """The key file cannot be read or does not belong to this database; the message says how to mend it."""


@dataclass(frozen=True)
class Keys:
    """32 bytes each: for sealing columns, for the blind index, for signing; and the RSA key that opens a tablet's export.

    `papers` is the seed (32 bytes) of the key that signs issued papers.
    """

    sealing: bytes
    index: bytes
    signing: bytes
    export: bytes
    papers: bytes = b""

    @property
    def paper_key(self) -> Ed25519PrivateKey:
        """Signs issued papers (RFC 8032). A key file without a seed gives the same key for ever: drawn from its sealing key."""
        drawn = HKDF(hashes.SHA256(), 32, None, b"workshop papers")
        return Ed25519PrivateKey.from_private_bytes(self.papers or drawn.derive(self.sealing))

    @property
    def paper_public(self) -> bytes:
        """The public half as PEM, for those who check papers elsewhere."""
        form = (serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        return self.paper_key.public_key().public_bytes(*form)

    @property
    def export_public(self) -> str:
        """The public half for tablets: SPKI in base64."""
        public = serialization.load_der_private_key(self.export, None).public_key()
        form = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        return base64.b64encode(public.public_bytes(*form)).decode()

    @property
    def paper_fingerprint(self) -> str:
        """Names the public half, short enough to be read out."""
        return tell_fingerprint(self.paper_public)

    @property
    def fingerprint(self) -> str:
        """Names the set without telling anything of it; stored in the database it belongs to."""
        return hashlib.sha256(b"workshop keys" + self.sealing + self.index).hexdigest()[:16]


def tell_fingerprint(pem: bytes) -> str:
    """The first 16 figures of the SHA-256 of a public key's PEM, four by four."""
    digest = hashlib.sha256(pem.strip()).hexdigest()[:16].upper()
    return "-".join(digest[at : at + 4] for at in range(0, 16, 4))


def load_keys(path: Path) -> Keys:
    """Reads the key file, or makes it (readable by its owner alone) where there is none."""
    if not path.exists():
        _make(path)
    try:
        stored = json.loads(path.read_text())
        named = {name: base64.b64decode(stored[name]) for name in NAMES}
        return Keys(**named, papers=base64.b64decode(stored.get(PAPERS, "")))
    except (OSError, ValueError, KeyError) as error:
        raise KeyTrouble(f"密钥文件 {path} 读不出来。请用备份的密钥文件或打印的恢复单恢复它") from error


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    private = rsa.generate_private_key(65537, 3072).private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    made = (*(secrets.token_bytes(32) for _ in range(3)), private, secrets.token_bytes(32))
    fresh = {name: base64.b64encode(key).decode() for name, key in zip((*NAMES, PAPERS), made, strict=True)}
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(fresh, file)
    with contextlib.suppress(FileExistsError):  # another process was first: its keys stand
        os.link(draft, path)
    draft.unlink()
