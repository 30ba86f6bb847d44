"""A notice is put up, put up once more, taken down, finished."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from workshop.claims.actions.posting.recording import add_event, check_actor, check_day, check_words
from workshop.claims.queries.claims import get_claim
from workshop.claims.queries.notices import find_latest_sheet, get_notice, list_claim_notices, list_recognition_notices
from workshop.claims.rows import PublicNoticeRow
from workshop.claims.rules.paperlists import BODIES
from workshop.claims.rules.posting.days import MOST_DAYS, Count, count_days, day_words
from workshop.claims.rules.posting.standing import check_finish, check_take_down, find_rules, tell_result
from workshop.claims.shelf import load_shelf
from workshop.kernel.faults import Refused
from workshop.people.queries import load_office_calendar
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import transaction


@dataclass(frozen=True)
class Subject:
    """What a notice is about: a claim, or the recognition `kind` of a programme."""

    claim_id: int | None = None
    programme: str = ""
    kind: str = ""


@dataclass(frozen=True)
class NewPosting:
    """A notice on the wall from a day on. `days` None: as the programme says; `last`: later than that, or where no calendar says.

    `basis` says who wants so many days where the programme does not.
    """

    by: str
    on: date
    place: str
    days: int | None = None
    working_days: bool = False
    last: date | None = None
    paper: str = ""
    basis: str = ""
    reason: str = ""


def put_up_notice(actor: Actor, now: datetime, workshop_id: int, subject: Subject, new: NewPosting, today: date) -> int:
    """Puts down that a notice hangs; its id. Raises NotFound; Refused with its field."""
    check_actor(actor)
    check_words(place=(new.place, 120), paper=(new.paper, 40), basis=(new.basis, 160))
    if new.by not in BODIES:
        raise Refused("没有写是谁公示的", "请从列表里选", "by")
    with transaction(actor, now) as tx:
        programme, version, benefit = _find_subject(workshop_id, subject)
        _refuse_second(workshop_id, subject, new.by)
        days, working, basis = _ask_days(programme, version, benefit, new)
        key = new_id()
        row: dict[str, Any] = {
            "workshop_id": workshop_id,
            "id": key,
            "claim_id": subject.claim_id,
            "programme": programme[:80],
        }
        row |= {"kind": subject.kind[:80], "posted_by": new.by, "days": days, "working_days": working, "basis": basis}
        row |= {"made_at": now, "made_by": actor.name, "made_by_id": actor.account_id}
        tx.insert(PublicNoticeRow, [row])
        told = _posting(workshop_id, subject.claim_id, new, _count(new, days, working), today)
        add_event(tx, workshop_id, key, "put_up", new.on, **told)
    return key


def restart_notice(actor: Actor, now: datetime, workshop_id: int, notice_id: int, new: NewPosting, today: date) -> None:
    """Puts it up once more, with the reason; the days begin anew. Raises NotFound; Refused with its field."""
    check_actor(actor)
    check_words(place=(new.place, 120), paper=(new.paper, 40), reason=(new.reason, 400))
    if not new.reason.strip():
        raise Refused("没有写为什么重新张贴", "例如 被雨淋坏、名单改了、原来登错了日期", "reason")
    with transaction(actor, now) as tx:
        notice = get_notice(workshop_id, notice_id)
        if notice.claim_id is not None:
            _find_subject(workshop_id, Subject(notice.claim_id))
        count = _count(new, notice.days, notice.working_days)
        told = _posting(workshop_id, notice.claim_id, new, count, today) | {"text": new.reason.strip()}
        add_event(tx, workshop_id, notice_id, "restart", new.on, **told)


def take_down_notice(actor: Actor, now: datetime, workshop_id: int, notice_id: int, on: date, today: date) -> None:
    """Puts down that it came down when its time was over. Raises NotFound; Refused with its field."""
    check_actor(actor)
    check_day(on, today)
    with transaction(actor, now) as tx:
        check_take_down(get_notice(workshop_id, notice_id), on)
        add_event(tx, workshop_id, notice_id, "take_down", on)


def finish_notice(actor: Actor, now: datetime, workshop_id: int, notice_id: int, on: date, today: date) -> str:
    """Puts the result down; the sentence. Raises NotFound; Refused with what it lacks."""
    check_actor(actor)
    check_day(on, today)
    with transaction(actor, now) as tx:
        notice = get_notice(workshop_id, notice_id)
        check_finish(notice, on)
        result = tell_result(notice)
        add_event(tx, workshop_id, notice_id, "finish", on, text=result)
    return result


def _find_subject(workshop_id: int, subject: Subject) -> tuple[str, str, str]:
    """(programme, version, benefit). Raises NotFound; Refused for a claim whose list may still change."""
    if subject.claim_id is None:
        return subject.programme, "", ""
    claim = get_claim(workshop_id, subject.claim_id)
    if claim.state in ("draft", "withdrawn"):
        why = "还没有核对,名单还会变" if claim.state == "draft" else "已经撤回"
        raise Refused(f"这项申领{why}", "请先核对,再打印公示张贴")
    return claim.programme_id, claim.version, claim.benefit


def _refuse_second(workshop_id: int, subject: Subject, by: str) -> None:
    """One notice of a body at a time; of a recognition the next one may follow when the last is finished."""
    if subject.claim_id is not None:
        hanging = list_claim_notices(workshop_id, subject.claim_id)
    else:
        found = list_recognition_notices(workshop_id, subject.programme, subject.kind)
        hanging = [one for one in found if not one.finished]
    if any(one.posted_by == by for one in hanging):
        raise Refused(f"{by}的公示已经登记了", "再贴一次的,请登记重新张贴", "by")


def _ask_days(programme: str, version: str, benefit: str, new: NewPosting) -> tuple[int, bool, str]:
    """(days, working days, who says so): the programme's, or longer, or where it is silent what is written."""
    rules = find_rules(load_shelf()[0].get(programme), version, benefit)
    rule = next((one for one in rules if one.by == new.by), None)
    if new.days is not None and not 1 <= new.days <= MOST_DAYS:
        raise Refused(f"公示 {new.days} 天不对", f"应是 1 至 {MOST_DAYS} 天", "days")
    if rule is None or rule.days is None:
        if new.days is None or not new.basis.strip():
            raise Refused("文件没有写公示几天", "请写几天,并写明是谁定的", "days" if new.days is None else "basis")
        return new.days, new.working_days, new.basis.strip()
    unit = "个工作日" if rule.working_days else "天"
    if new.days is not None and new.days < rule.days:
        raise Refused(f"文件要公示 {rule.days} {unit}", "可以多几天,不能少", "days")
    said = f"文件要 {rule.days} {unit}" + (f",{new.basis.strip()}" if new.basis.strip() else "")
    return new.days or rule.days, rule.working_days, said


def _count(new: NewPosting, days: int, working_days: bool) -> Count:
    """Until when it hangs: as counted, or as written where that is later or nothing could be counted. Raises Refused."""
    count = count_days(new.on, days, working_days, load_office_calendar())
    if count.last is None and new.last is None:
        raise Refused(count.sentence, "", "last")
    if new.last is None or new.last == count.last:
        return count
    if count.last is not None and new.last < count.last:
        raise Refused(f"到 {new.last} 不够:{count.sentence}", "最后一天可以往后,不能提前", "last")
    if not new.on <= new.last <= new.on + timedelta(days=MOST_DAYS):
        raise Refused(f"最后一天 {new.last} 不对", "应在张贴以后,一年以内", "last")
    return Count(count.first, new.last, f"{count.sentence};定在{day_words(new.last)}满")


def _posting(workshop_id: int, claim_id: int | None, new: NewPosting, count: Count, today: date) -> dict[str, Any]:
    check_day(new.on, today)
    if not new.place.strip():
        raise Refused("没有写贴在哪里", "例如 村委会公示栏", "place")
    sheet = None if claim_id is None else find_latest_sheet(workshop_id, claim_id)[0]
    told = {"last": count.last, "sheet": sheet, "counted": count.sentence[:400]}
    return told | {"place": new.place.strip(), "paper": new.paper.strip()}
