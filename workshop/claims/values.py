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
class Claim:
    """One benefit of one programme, claimed once. From `checked` on its facts are frozen and `sha256` covers them.

    `first` to `last` is the service claimed, `on` the day it is claimed. `facts` holds what papers print beside the people:
    `standard` (words), `recognised_on`, `recognition_number`, `version`, amounts asked and the arithmetic.
    """

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
    sentence: str
    people: tuple[ClaimPerson, ...]
    sha256: str
    prepared_by: str
    prepared_at: datetime
    facts: Mapping[str, str]
