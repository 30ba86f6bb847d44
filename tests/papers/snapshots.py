"""What stood on a paper when it was last looked at, kept beside the tests as plain text.

    WRITE_SNAPSHOTS=1 .venv/bin/pytest tests/papers -k snapshot

writes them anew: look at what changed before it is committed.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from workshop.papers.setting.drawing import Drawing

FOLDER = Path(__file__).parent / "snapshots"


def draw_text(pages: Iterable[Drawing]) -> str:
    """The text of drawn pages, block by block, a line between the pages; trailing blanks are nothing."""
    drawn = ("\n".join(line.rstrip() for block in page.blocks for line in block.text.split("\n")) for page in pages)
    return "\n-----\n".join(drawn) + "\n"


def check_snapshot(name: str, text: str) -> None:
    """Fails where a text is not what was kept under its name."""
    file = FOLDER / f"{name}.txt"
    if os.environ.get("WRITE_SNAPSHOTS"):
        FOLDER.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.exists(), f"no snapshot {name}: see tests/papers/snapshots.py"
    assert text == file.read_text(encoding="utf-8"), f"{name} has changed: look at it, then write the snapshot anew"
