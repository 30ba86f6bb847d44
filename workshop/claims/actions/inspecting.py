"""What the office answers to a question of the inspectors' checks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from workshop.access.roles import OFFICE
from workshop.claims.queries.attachments import get_attachment
from workshop.claims.rows import InspectionAnswerRow
from workshop.claims.rules.asked import LONGEST, name_places, question_mark, subject_text
from workshop.claims.rules.inspecting.questions import Question
from workshop.kernel.faults import Refused
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import Transaction, transaction


def answer_question(
    actor: Actor, now: datetime, workshop_id: int, question: Question, answer: str, attachment_id: int | None = None
) -> int:
    """Keeps an answer beside the question as it was put; its id. Given once more, the last counts. Raises NotFound, Refused."""
    return answer_questions(actor, now, workshop_id, [question], answer, attachment_id)[0]


def answer_questions(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    questions: Sequence[Question],
    answer: str,
    attachment_id: int | None = None,
) -> list[int]:
    """One answer to several questions that have one reason, all or none. Raises NotFound, Refused."""
    if actor.role not in (*OFFICE, "command"):
        raise Refused("只有会计和负责人能回答", "")
    said = answer.strip()
    if not said:
        raise Refused("请写怎么回事", "例如:两人是夫妻,共用一张卡,已让各办各的", "answer")
    if len(said) > LONGEST:
        raise Refused(f"最多 {LONGEST} 个字", "请写要点,证据放在附件里", "answer")
    if attachment_id is not None:
        get_attachment(workshop_id, attachment_id)
    with transaction(actor, now) as tx:
        return [_keep(tx, workshop_id, one, said, attachment_id) for one in questions]


def _keep(tx: Transaction, workshop_id: int, question: Question, answer: str, attachment_id: int | None) -> int:
    key, mark, subject = new_id(), question_mark(question), subject_text(question.subject)
    row: dict[str, Any] = {"workshop_id": workshop_id, "id": key, "question": mark, "check": question.check}
    sentence = name_places(question, {}).sentence  # other workshops stand in it without their names
    row |= {"subject": subject, "sentence": sentence, "answer": answer, "attachment_id": attachment_id}
    tx.insert(InspectionAnswerRow, [row | {"at": tx.now, "by": tx.actor.name, "by_id": tx.actor.account_id}])
    told = {"question": mark, "subject": subject, "answer": answer, "attachment": attachment_id}
    tx.tell("inspection.answer", f"inspection/{question.check}", told, workshop_id)
    return key
