"""The county's replies about people, and who should be asked about again."""

from dataclasses import dataclass
from datetime import date, datetime

from workshop.pay.queries.scope import as_date, find_date
from workshop.store.database import fetch_all

QUARTER = 92  # days: a category is asked about each quarter and before each claim

_PEOPLE = """
SELECT p.id, p.worker_no, p.name, p.id_no_tail,
  (SELECT MAX(c.replied_on) FROM county_reply c JOIN import i ON i.workshop_id = c.workshop_id AND i.id = c.import_id
   WHERE c.workshop_id = p.workshop_id AND c.worker_id = p.id AND i.undone_at IS NULL)
FROM worker p WHERE p.workshop_id = :w AND (p.leave_date IS NULL OR p.leave_date >= :on) ORDER BY p.worker_no"""

_REPLIES = """
SELECT i.id, i.file_name, i.sha256, i.at, i."by", COUNT(c.id), MAX(c.replied_on), i.undone_at
FROM import i JOIN county_reply c ON c.workshop_id = i.workshop_id AND c.import_id = i.id
WHERE i.workshop_id = :w GROUP BY i.id, i.file_name, i.sha256, i.at, i."by", i.undone_at ORDER BY i.at DESC"""


@dataclass(frozen=True)
class Asked:
    """A person who works here and the day of the last reply about him."""

    id: int
    worker_no: str
    name: str
    has_number: bool
    replied_on: date | None

    def stale(self, on: date) -> bool:
        """Whether the county is to be asked again."""
        return self.replied_on is None or (on - self.replied_on).days > QUARTER


@dataclass(frozen=True)
class Reply:
    """A file that came back, with its hash."""

    import_id: int
    file_name: str
    sha256: str
    at: datetime
    by: str
    people: int
    replied_on: date
    undone: bool


def list_people_to_ask(workshop_id: int, on: date) -> list[Asked]:
    """Everybody in work, by number."""
    rows = fetch_all(_PEOPLE, w=workshop_id, on=on)
    return [Asked(key, number, name, bool(tail), find_date(replied)) for key, number, name, tail, replied in rows]


def list_replies(workshop_id: int) -> list[Reply]:
    """The files that came back, the latest first."""
    return [
        Reply(key, name, sha256, _moment(at), by, people, as_date(replied), undone is not None)
        for key, name, sha256, at, by, people, replied, undone in fetch_all(_REPLIES, w=workshop_id)
    ]


def _moment(value: object) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
