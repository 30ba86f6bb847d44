"""What kinds of jobs there are: the rooms above say how each is carried out."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from workshop.kernel.faults import Refused

if TYPE_CHECKING:
    from workshop.store.jobs.running import Running

Run = Callable[["Running"], None]
_KINDS: dict[str, Run] = {}


def job_kind(name: str, run: Run) -> None:
    """Says how jobs of a kind are carried out. `run` may be called again for the same job when a machine stops in between."""
    _KINDS[name] = run


def find_run(name: str) -> Run:
    """How jobs of a kind are carried out. Raises Refused for one that this program does not know."""
    if name not in _KINDS:
        raise Refused(f"这个程序不会做「{name}」这种任务", "请更新程序,再重新打印")
    return _KINDS[name]
