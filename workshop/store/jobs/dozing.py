"""The worker while nothing waits: a small process that knows only the standard library, and becomes the worker when it is rung for.

It looks at the queue's file every half second and takes nothing out of it.
"""

import contextlib
import os
import sqlite3
import sys
import time
from pathlib import Path

LOOK_SECONDS, DAY_SECONDS = 0.5, 86_400.0  # a day: the sweep
WORKER = ("-m", "workshop.cli", "work")


def doze(queue: Path) -> None:
    """Puts the small process in this one's place; does not come back."""
    os.execv(sys.executable, [sys.executable, "-m", __name__, str(queue), str(os.getppid())])


def is_rung(queue: Path) -> bool:
    """Whether something lies in the queue; a queue that is just being written to is looked at again."""
    with contextlib.suppress(sqlite3.Error):
        connection = sqlite3.connect(f"file:{queue}?mode=ro", uri=True, timeout=1)
        try:
            return connection.execute("SELECT 1 FROM task LIMIT 1").fetchone() is not None
        finally:
            connection.close()
    return False


def main(queue: Path, server: int) -> None:
    """Waits until there is work or a day is over; ends with the server."""
    began = time.monotonic()
    while not is_rung(queue) and time.monotonic() - began < DAY_SECONDS:
        if os.getppid() != server:
            return
        time.sleep(LOOK_SECONDS)
    os.execv(sys.executable, [sys.executable, *WORKER])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
