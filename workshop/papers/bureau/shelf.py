"""Where blank workbooks lie: those a manager put up for his workshop, else the one that the county's layout names."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from workshop.kernel.faults import Refused
from workshop.papers.bureau.opening import MOST_BYTES
from workshop.papers.layouts import shelf
from workshop.papers.layouts.shelf import InForce

FOLDER = "templates"  # within the county's folder of layouts, a folder for each workshop


@dataclass(frozen=True)
class Template:
    """A blank workbook: its file, whose it is, and the check of what it held when it was asked for."""

    path: Path
    name: str
    whose: Literal["workshop", "county"]

    @property
    def why(self) -> str:
        """Why it is the one, for a person."""
        return "本车间上传的" if self.whose == "workshop" else f"县里表样文件指定的 {self.name}"

    def read(self) -> bytes:
        """Its bytes. Raises Refused where it cannot be read."""
        try:
            if self.path.stat().st_size > MOST_BYTES:
                raise Refused(f"「{self.name}」太大", "请另存一份只有格子和字的 .xlsx")
            return self.path.read_bytes()
        except OSError as error:
            raise Refused(f"打不开「{self.name}」({error.strerror})", "请重新上传,或检查表样文件夹") from error


def uploaded_path(workshop_id: int, code: str) -> Path:
    """Where a workshop's own lies."""
    return shelf.own_folder() / FOLDER / str(workshop_id) / f"{code}.xlsx"


def find_template(workshop_id: int, code: str, name: str, layout: InForce | None) -> Template | None:
    """The blank workbook of a paper; `name` is the paper's."""
    own = uploaded_path(workshop_id, code)
    if own.is_file():
        return Template(own, f"{name}.xlsx", "workshop")
    if layout and layout.said.template:
        return Template(layout.shelved.file.parent / layout.said.template, layout.said.template, "county")
    return None


def write_template(workshop_id: int, code: str, content: bytes) -> str:
    """Puts a workbook in its place at once or not at all; answers its SHA-256."""
    path = uploaded_path(workshop_id, code)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_suffix(".new")
    with written.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    written.replace(path)
    return hashlib.sha256(content).hexdigest()


def remove_template(workshop_id: int, code: str) -> None:
    """Takes a workshop's own away."""
    uploaded_path(workshop_id, code).unlink(missing_ok=True)
