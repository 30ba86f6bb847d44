"""Uploads that wait between the steps of an import: beside the database, under a random name, for their owner, for a day.

They are rosters with identity and card numbers: sealed as such numbers are in the database.
"""

import hashlib
import json
import os
import re
import secrets
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workshop.kernel.faults import NotFound
from workshop.store.vault import SealBroken, seal_bytes, unseal_bytes

LIFE_SECONDS = 24 * 3600
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


@dataclass(frozen=True)
class Upload:
    """A file that somebody sent, and what was said of it so far; `layouts` as `Layout.as_dict` gives them."""

    token: str
    shop: int
    owner: int
    name: str
    sha256: str
    content: bytes
    kind: str = ""
    layouts: tuple[dict[str, Any], ...] = ()

    def described(self, kind: str, layouts: list[dict[str, Any]]) -> "Upload":
        """With the kind of sheet and where its tables stand."""
        return replace(self, kind=kind, layouts=tuple(layouts))


class WaitingRoom:
    """A folder that only the program's own account can read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def take(self, shop: int, owner: int, name: str, content: bytes) -> Upload:
        """A new upload with a random token; not kept before `keep`."""
        digest = hashlib.sha256(content).hexdigest()
        return Upload(secrets.token_urlsafe(24), shop, owner, name[-200:], digest, content)

    def keep(self, upload: Upload) -> None:
        """Writes an upload down, or what has changed of it; removes what has waited too long."""
        self.sweep()
        facts = {"shop": upload.shop, "owner": upload.owner, "name": upload.name, "sha256": upload.sha256}
        facts |= {"kind": upload.kind, "layouts": list(upload.layouts)}
        if not self._path(upload.token, "bin").exists():
            self._seal(upload.token, "bin", upload.shop, upload.owner, upload.content)
        told = json.dumps(facts, ensure_ascii=False).encode()
        self._seal(upload.token, "json", upload.shop, upload.owner, told)

    def get(self, token: str, shop: int, owner: int) -> Upload:
        """The upload, for its owner in its workshop alone. Raises NotFound, also for one that was tampered with."""
        if not _TOKEN.fullmatch(token):
            raise NotFound("upload")
        try:
            facts = json.loads(self._open(token, "json", shop, owner))
            content = self._open(token, "bin", shop, owner)
        except (OSError, ValueError, SealBroken) as error:
            raise NotFound("upload") from error
        whole = hashlib.sha256(content).hexdigest() == facts["sha256"]
        if (facts["shop"], facts["owner"], whole) != (shop, owner, True):
            raise NotFound("upload")
        layouts = tuple(facts["layouts"])
        return Upload(token, shop, owner, facts["name"], facts["sha256"], content, facts["kind"], layouts)

    def drop(self, upload: Upload) -> None:
        """Forgets an upload."""
        for ending in ("bin", "json"):
            self._path(upload.token, ending).unlink(missing_ok=True)

    def keep_mending(self, shop: int, import_id: int, content: bytes) -> None:
        """Keeps the workbook of an import's faulty rows for a day."""
        self._seal(*self._mending(shop, import_id), shop, import_id, content)

    def find_mending(self, shop: int, import_id: int) -> bytes | None:
        """The workbook of an import's faulty rows, while it is kept."""
        try:
            return self._open(*self._mending(shop, import_id), shop, import_id)
        except (OSError, ValueError, SealBroken):  # none, or one that an earlier program left unsealed
            return None

    def sweep(self) -> None:
        """Deletes what has waited for more than a day."""
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if path.is_file() and time.time() - path.stat().st_mtime > LIFE_SECONDS:
                    path.unlink(missing_ok=True)

    def _mending(self, shop: int, import_id: int) -> tuple[str, str]:
        return f"mending-{shop}-{import_id}", "sealed"

    def _path(self, token: str, ending: str) -> Path:
        return self.folder / f"{token}.{ending}"

    def _seal(self, token: str, ending: str, shop: int, whose: int, content: bytes) -> None:
        self._write(self._path(token, ending), seal_bytes(content, "upload", f"{token}.{ending}", shop, whose))

    def _open(self, token: str, ending: str, shop: int, whose: int) -> bytes:
        return unseal_bytes(self._path(token, ending).read_bytes(), "upload", f"{token}.{ending}", shop, whose)

    def _write(self, path: Path, content: bytes) -> None:
        """Whole or not at all, readable by its owner alone."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_suffix(f".{secrets.token_hex(4)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        draft.replace(path)
