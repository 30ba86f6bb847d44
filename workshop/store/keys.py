"""The keys of an installation: made once, kept outside the data folder."""

import base64
import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path


class KeyTrouble(Exception):
    """The key file cannot be read or does not belong to this database; the message says how to mend it."""


@dataclass(frozen=True)
class Keys:
    """32 bytes each: for sealing columns, for the blind index, for signing cookies and codes."""

    sealing: bytes
    index: bytes
    signing: bytes

    @property
    def fingerprint(self) -> str:
        """Names the set without telling anything of it; stored in the database it belongs to."""
        return hashlib.sha256(b"workshop keys" + self.sealing + self.index).hexdigest()[:16]


def load_keys(path: Path) -> Keys:
    """Reads the key file, or makes it (readable by its owner alone) where there is none."""
    if not path.exists():
        _make(path)
    try:
        stored = json.loads(path.read_text())
        return Keys(*(base64.b64decode(stored[name]) for name in ("sealing", "index", "signing")))
    except (OSError, ValueError, KeyError) as error:
        raise KeyTrouble(f"密钥文件 {path} 读不出来。请用备份的密钥文件或打印的恢复单恢复它") from error


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = {name: base64.b64encode(secrets.token_bytes(32)).decode() for name in ("sealing", "index", "signing")}
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return  # another process was first
    with os.fdopen(handle, "w") as file:
        json.dump(fresh, file)
