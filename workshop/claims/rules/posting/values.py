"""A notice as it stands on the record: how often it was put up, its photos, what was said against it, how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Moment = Literal["up", "down"]
MOMENTS: Mapping[Moment, str] = {"up": "张贴", "down": "撤下"}
WAYS = ("当面", "电话", "书面", "意见箱", "网上", "其他")
OUTCOMES: Mapping[str, str] = {
    "unfounded": "查过,不属实",
    "founded": "查过,属实",
    "partly": "查过,部分属实",
    "withdrawn": "本人撤回",
}


@dataclass(frozen=True)
class Posting:
    """Once on the wall, from `on` to `last`, which counts whole; `sheet` of the claim that hung there.

    `counted` is the sentence of the count; `reason` why it was put up once more, empty for the first time.
    """

    round: int
    on: date
    last: date
    place: str
    paper: str
    sheet: int | None
    counted: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Photo:
    """A photo of a time on the wall. `taken` is what the file says of itself, which anybody can change; None: it says nothing.

    `elsewhere` is another notice that the very same file was handed in for.
    """

    id: int
    round: int
    moment: Moment
    attachment_id: int | None
    file_name: str
    media_type: str
    taken: datetime | None
    at: datetime
    by: str
    elsewhere: bool = False


@dataclass(frozen=True)
class Objection:
    """What was said against it; `who` empty: anonymous. `outcome` of OUTCOMES, empty while it is open.

    `worker_id` is whom it is about, where it is about one person; `taken_off`: he no longer stands in the claim for it.
    """

    id: int
    on: date
    way: str
    who: str
    worker_id: int | None
    name: str
    text: str
    by: str
    outcome: str = ""
    handled: str = ""
    handled_on: date | None = None
    taken_off: bool = False


@dataclass(frozen=True)
class PublicNotice:
    """A notice of a claim, or of a recognition (`claim_id` None: `kind` of `programme`), by one body.

    `basis`: who says how many days.
    """

    id: int
    claim_id: int | None
    programme: str
    kind: str
    posted_by: str
    days: int
    working_days: bool
    basis: str
    postings: tuple[Posting, ...]
    photos: tuple[Photo, ...] = ()
    objections: tuple[Objection, ...] = ()
    taken_down: date | None = None
    finished: date | None = None
    result: str = ""
    finished_by: str = ""

    @property
    def posting(self) -> Posting:
        """The latest time on the wall."""
        return self.postings[-1]

    @property
    def days_words(self) -> str:
        """`7 天`, `5 个工作日`."""
        return f"{self.days} {'个工作日' if self.working_days else '天'}"

    @property
    def open_objections(self) -> tuple[Objection, ...]:
        """What nobody has answered yet."""
        return tuple(one for one in self.objections if not one.outcome)

    def list_photos(self, moment: Moment) -> tuple[Photo, ...]:
        """Photos of the latest time on the wall."""
        return tuple(one for one in self.photos if one.moment == moment and one.round == self.posting.round)
