"""A claim 申领 as others read it: papers print it, inspectors ask of it, a worker sees what stands in it for him."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

State = Literal["draft", "checked", "issued", "submitted", "returned", "approved", "received", "repaid", "withdrawn"]
STATES: Mapping[State, str] = {
    "draft": "草稿",
    "checked": "已核对",
    "issued": "材料已出",
    "submitted": "已报送",
    "returned": "退回",
    "approved": "已批准",
    "received": "已到账",
    "repaid": "已退回资金",
    "withdrawn": "已撤回",
}


@dataclass(frozen=True)
class ClaimPerson:
    """One person of a claim; `months` (year * 12 + month - 1) that are claimed, none in a lump; `fen` claimed for him, 0 in a
    lump of the workshop. `category` as it stood, `sentence` the arithmetic.
    """

    worker_id: int
    worker_no: str
    name: str
    category: str
    months: tuple[int, ...]
    fen: int
    sentence: str = ""


@dataclass(frozen=True)
class ClaimHead:
    """What every sight of a claim begins with: `fen` is claimed for service from `first` to `last`, on the day `on`."""

    id: int
    number: str
    programme_id: str
    title: str
    document_number: str
    version: str
    benefit: str
    payee: str
    first: date
    last: date
    on: date
    state: State
    fen: int
    prepared_by: str
    prepared_at: datetime

    @property
    def words(self) -> str:
        """The state in Chinese."""
        return STATES[self.state]


@dataclass(frozen=True)
class Claim(ClaimHead):
    """One benefit of one programme, claimed once. From `checked` on its facts are frozen and `sha256` covers them.

    `facts` holds what papers print beside the people: `standard` (words), `recognised_on`, `recognition_number`, `version`,
    amounts asked and the arithmetic.
    """

    sentence: str
    people: tuple[ClaimPerson, ...]
    sha256: str
    facts: Mapping[str, str]


@dataclass(frozen=True)
class ClaimLine(ClaimHead):
    """A claim in the list: how many people, and what came of it, in fen."""

    people: int
    approved_fen: int
    received_fen: int
    repaid_fen: int
    changed_at: datetime
