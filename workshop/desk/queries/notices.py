"""What public notices 公示 wait for on the first page."""

from collections.abc import Iterator
from datetime import date

from workshop.claims.queries.notices import list_open_notices
from workshop.claims.rules.posting.standing import find_next
from workshop.claims.rules.posting.values import PublicNotice
from workshop.desk.queries.home import Todo


def list_notice_todos(workshop_id: int, on: date) -> list[Todo]:
    """Notices that need a hand: a photo, an objection without an answer, the result; one that hangs in order is left out."""
    return list(_todos(workshop_id, on))


def _todos(workshop_id: int, on: date) -> Iterator[Todo]:
    for notice, number in list_open_notices(workshop_id):
        step, waiting = find_next(notice, on), len(notice.open_objections)
        subject = f"申领 {number}" if number else f"认定「{notice.kind}」"
        if step.stage == "hanging" and not waiting:
            continue
        what = f"{waiting} 起异议没有处理" if step.stage == "hanging" else step.sentence
        yield Todo(0, f"{subject}的{notice.posted_by}公示:{what}", *_place(notice))


def _place(notice: PublicNotice) -> tuple[str, dict[str, object]]:
    if notice.claim_id is not None:
        return "notices.of_claim", {"claim_id": notice.claim_id}
    return "notices.of_recognition", {"programme_id": notice.programme, "kind": notice.kind}
