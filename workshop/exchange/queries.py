"""The imports of a workshop."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from workshop.people.rows import ImportRow
from workshop.sheets.kinds import KINDS
from workshop.store.database import db

MOST = 200


@dataclass(frozen=True)
class ImportLine:
    """An import as the list shows it."""

    id: int
    kind: str
    file_name: str
    at: datetime
    by: str
    rows_read: int
    rows_refused: int
    undone_at: datetime | None
    undone_by: str | None

    @property
    def kind_words(self) -> str:
        """What was imported, in Chinese."""
        return KINDS.get(self.kind, "交换文件夹")

    @property
    def can_be_undone(self) -> bool:
        """Whether a person may ask for it; whether something has used it is decided when they do."""
        return self.undone_at is None and self.kind in KINDS


def list_imports(workshop_id: int) -> list[ImportLine]:
    """The latest imports first."""
    columns = [getattr(ImportRow, name) for name in ImportLine.__dataclass_fields__]
    query = select(*columns).where(ImportRow.workshop_id == workshop_id)
    found = db.session.execute(query.order_by(ImportRow.at.desc(), ImportRow.id.desc()).limit(MOST))
    return [ImportLine(*line) for line in found]
