"""A job and its files as pages and workers see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from workshop.store.audit import Actor

State = Literal["queued", "running", "done", "failed", "cancelled"]
STATES: Mapping[str, str] = {
    "queued": "排队中",
    "running": "正在做",
    "done": "做好了",
    "failed": "没有做成",
    "cancelled": "已取消",
}
KEPT = timedelta(days=90)  # how long files of a job can be found


@dataclass(frozen=True)
class JobFile:
    """A file of a job; `size` in bytes."""

    workshop_id: int
    id: int
    job_id: int
    name: str
    media_type: str
    size: int
    sha256: str
    removed_at: datetime | None


@dataclass(frozen=True)
class Job:
    """A job; moments are naive UTC. `done` of `total` parts, `total` 0 while nobody knows how many."""

    workshop_id: int
    id: int
    kind: str
    title: str
    asked: Mapping[str, Any]
    state: State
    done: int
    total: int
    actor: Actor
    asked_at: datetime
    attempts: int
    started_at: datetime | None
    ended_at: datetime | None
    stop_asked_at: datetime | None
    message: str
    notes: tuple[str, ...]
    files: tuple[JobFile, ...] = ()

    @property
    def open(self) -> bool:
        """Whether something may still come of it."""
        return self.state in ("queued", "running")

    @property
    def state_words(self) -> str:
        """The state in Chinese."""
        return "正在取消" if self.open and self.stop_asked_at else STATES[self.state]

    @property
    def percent(self) -> int:
        """How far it is, 0 to 100."""
        return min(100, self.done * 100 // self.total) if self.total else 0

    @property
    def kept_until(self) -> datetime | None:
        """Until when its files can be found."""
        return self.ended_at + KEPT if self.ended_at else None
