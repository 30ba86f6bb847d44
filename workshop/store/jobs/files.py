"""Files of jobs on disk: sealed, beside the database, under the key of their row."""

import hashlib
import os
import secrets
from pathlib import Path

from workshop.kernel.faults import NotFound, Refused
from workshop.store.jobs.values import JobFile
from workshop.store.settings import data_folder
from workshop.store.vault import SealBroken, seal_bytes, unseal_bytes

FOLDER = "jobs"
_PLACE = ("job_file", "content")


def job_folder() -> Path:
    """Where files of jobs lie: in a folder beside the database."""
    return data_folder() / FOLDER


def write_file(workshop_id: int, file_id: int, content: bytes) -> None:
    """Seals a file and puts it in its place whole or not at all."""
    folder = job_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f".{file_id}.{secrets.token_hex(4)}"
    with draft.open("xb") as file:
        file.write(seal_bytes(content, *_PLACE, workshop_id, file_id))
        file.flush()
        os.fsync(file.fileno())
    draft.rename(folder / str(file_id))


def read_file(file: JobFile) -> bytes:
    """The content of a file. Raises NotFound when its time is over, Refused when what lies there is not what was made."""
    path = job_folder() / str(file.id)
    if file.removed_at or not path.exists():
        raise NotFound(f"job_file {file.id}")
    try:
        content = unseal_bytes(path.read_bytes(), *_PLACE, file.workshop_id, file.id)
    except SealBroken:
        content = b""
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise Refused(f"文件「{file.name}」与做成时不一样", "请重新打印一次")
    return content


def remove_file(file_id: int) -> None:
    """Takes a file away; nothing happens where there is none."""
    (job_folder() / str(file_id)).unlink(missing_ok=True)
