"""Claims that lie in the database with their scans, for tests of packs: invented people, sums that hold."""

import base64
import hashlib
import io
import json
from datetime import date

from PIL import Image

from tests.conftest import BOSS, NOW, W001
from tests.papers.claim_cast import make_claim
from workshop.claims.queries.attachments import Attachment
from workshop.claims.rows import ClaimAttachmentRow, ClaimPersonRow, ClaimRow, ClaimSheetRow, ClaimStepRow
from workshop.claims.rules.paperwork import Evidence
from workshop.claims.values import Claim
from workshop.papers.kind import Kind
from workshop.papers.pack.planning import Sources
from workshop.people.queries import Workshop
from workshop.store.ids import new_id
from workshop.store.transaction import transaction
from workshop.store.vault import seal

SHOP = Workshop(1, "W001", "巫山手套车间", "石桥村", "990100", "日", "91990100MA00000000", "张主任", "10000000009")


def photo(wide: int = 300, high: int = 400, turned: int = 1) -> bytes:
    """A JPEG whose left half is dark; `turned` is the orientation of EXIF."""
    picture = Image.new("RGB", (wide, high), "white")
    picture.paste((20, 20, 20), (0, 0, wide // 2, high))
    buffer, exif = io.BytesIO(), picture.getexif()
    exif[0x0112] = turned
    picture.save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def attachment(document: str, worker_id: int | None = None, name: str = "", key: int = 1) -> Attachment:
    """A photo of a paper."""
    file = (f"{document}.jpg", "image/jpeg", 10, "0" * 64, NOW, "陈会计")
    return Attachment(key, 1, worker_id, "", name, document, *file)


def kind(code: str, **more: object) -> Kind:
    """A kind that builds nothing."""
    return Kind(code, code, "", lambda asked, numbers: None, of_run=False, **more)


def sources(*attachments: Attachment, kinds: tuple[str, ...] = (), claim: Claim | None = None) -> Sources:
    """What a pack is made from."""
    return Sources(SHOP, claim or make_claim(), {code: kind(code) for code in kinds}, attachments)


def evidence(*words: str, **more: object) -> Evidence:
    """A paper that is asked for, any of these words."""
    return Evidence(**{"name": words[0], "any_of": tuple((word,) for word in words), **more})


def store_claim(claim: Claim) -> Claim:
    """Puts a claim into the database as it stands."""
    mine = {"workshop_id": W001}
    at = {"made_at": NOW, "made_by": claim.prepared_by, "made_by_id": None}
    sheet = {"claim_id": claim.id, "seq": 1, "first": claim.first, "last": claim.last, "claimed_on": claim.on}
    sheet |= {"title": claim.title, "document_number": claim.document_number, "version": claim.version}
    sheet |= {"payee": claim.payee, "fund": "", "fen": claim.fen, "sentence": claim.sentence, "facts": None}
    sheet |= {"printed": json.dumps(dict(claim.facts)), "sha256": claim.sha256}
    people = [
        {
            **{"claim_id": claim.id, "sheet": 1, "worker_id": one.worker_id, "worker_no": one.worker_no},
            **{"name": one.name, "category": one.category, "months": " ".join(map(str, one.months))},
            **{"fen": one.fen, "sentence": one.sentence, "id_no_index": None},
        }
        for one in claim.people
    ]
    step = {"claim_id": claim.id, "seq": 1, "sheet": 1, "state": claim.state, "fen": None, "day": None, "reason": ""}
    step |= {"document_number": "", "papers": "", "at": NOW, "by": claim.prepared_by, "by_id": None}
    head = {"id": claim.id, "number": claim.number, "programme": claim.programme_id, "benefit": claim.benefit}
    head |= {"prepared_at": NOW, "prepared_by": claim.prepared_by, "prepared_by_id": None}
    with transaction(BOSS, NOW) as tx:
        for row, rows in (
            (ClaimRow, [head]),
            (ClaimSheetRow, [sheet | at]),
            (ClaimPersonRow, people),
            (ClaimStepRow, [step]),
        ):
            tx.insert(row, [mine | one for one in rows])
    return claim


def store_scan(claim: Claim, document: str, worker_id: int | None = None, content: bytes | None = None) -> int:
    """Puts a photo with a claim."""
    key, body = new_id(), content or photo()
    row = {"workshop_id": W001, "id": key, "claim_id": claim.id, "worker_id": worker_id, "document": document}
    row |= {"file_name": f"{document}.jpg", "media_type": "image/jpeg", "size": len(body), "replaces": None}
    sealed = seal(base64.b64encode(body).decode(), "claim_attachment", "content", W001, key)
    row |= {"content": sealed, "sha256": hashlib.sha256(body).hexdigest(), "reason": "", "at": NOW}
    with transaction(BOSS, NOW) as tx:
        tx.insert(ClaimAttachmentRow, [row | {"by": "陈会计", "by_id": None}])
    return key


def day(text: str) -> date:
    """A date as it is written."""
    return date.fromisoformat(text)
