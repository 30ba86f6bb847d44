"""通知: what there is to tell whom, strips to cut, SMS and WeChat where they are set up, and what became of each."""

from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICE, OFFICER, STAFF, SUPERVISOR, policy
from workshop.desk.actions.messages import choose_channels, list_open, prepare_messages
from workshop.desk.queries.messages import PAGE, known_messages, list_messages, list_to_tell, load_choices
from workshop.desk.rules.messages import CHANNELS, KINDS, OUTBOUND, OUTCOMES, STRIP, Choice, read_choice
from workshop.desk.senders import list_senders
from workshop.desk.sending import ask_sending, find_sending
from workshop.desk.strips import issue_strips
from workshop.kernel.faults import Refused
from workshop.people.queries import get_worker, worker_ids
from workshop.store.jobs.asking import cancel_job

pages = Blueprint("messages", __name__)
MOST_PAGES = 1_000_000
READERS = (SUPERVISOR, ACCOUNTANT, MANAGER, OFFICER, AUDITOR)


@pages.get("/w/<workshop_code>/messages")
@policy(*READERS)
def messages(workshop_code: str) -> ResponseReturnValue:
    """Three kinds with what is not written down yet, what is open by each way, and the record."""
    number = request.args.get("no", "").strip()[:32]
    if number and (found := worker_ids(g.workshop.id).get(number)):
        return redirect(url_for("messages.worker", workshop_code=workshop_code, worker_id=found))
    if number:
        flash(f"没有工号「{number}」")
    page = min(MOST_PAGES, max(1, request.args.get("page", 1, type=int)))
    lines = list_messages(g.workshop.id, page=page)
    more = {"job": find_sending(g.workshop.id), "page": page, "next": page + 1 if len(lines) == PAGE else None}
    return render_template("desk/messages.html", lines=lines, **_counts(), **_words(), **more)


@pages.post("/w/<workshop_code>/messages/prepare/<any(pay, check, home):kind>")
@policy(*STAFF)
def prepare(workshop_code: str, kind: str) -> ResponseReturnValue:
    """Writes down whom to tell."""
    new = prepare_messages(current_user.actor, utc_now(), g.workshop.id, kind, civil_today())
    flash(f"{KINDS[kind]}:新写好 {new} 条" if new else f"{KINDS[kind]}:没有新的,以前写好的不重复")
    return redirect(url_for("messages.messages", workshop_code=workshop_code), 303)


@pages.post("/w/<workshop_code>/messages/strips")
@policy(*STAFF)
def strips(workshop_code: str) -> ResponseReturnValue:
    """The strips as PDF."""
    made = issue_strips(current_user.actor, utc_now(), g.workshop, "again" in request.form)
    for fault in made.faults:
        flash(str(fault))
    response = Response(made.content, mimetype=made.media_type)
    response.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(made.name)}"
    return response


@pages.post("/w/<workshop_code>/messages/send")
@policy(*OFFICE)
def send(workshop_code: str) -> ResponseReturnValue:
    """Puts what is open by SMS and WeChat in the queue."""
    ask_sending(current_user.actor, utc_now(), g.workshop)
    flash("已排队,一条一条地发;可以离开这一页,也可以取消。")
    return redirect(url_for("messages.messages", workshop_code=workshop_code), 303)


@pages.post("/w/<workshop_code>/messages/send/stop")
@policy(*OFFICE)
def stop(workshop_code: str) -> ResponseReturnValue:
    """Stops sending before the next message; what went out went out."""
    job = find_sending(g.workshop.id)
    if job is None or not job.open:
        raise Refused("没有正在发的", "请刷新页面看结果")
    cancel_job(current_user.actor, utc_now(), g.workshop.id, job.id)
    flash("已取消:手上这一条发完就停。没发的还在,随时可以再发。")
    return redirect(url_for("messages.messages", workshop_code=workshop_code), 303)


@pages.get("/w/<workshop_code>/workers/<int:worker_id>/messages")
@policy(*READERS)
def worker(workshop_code: str, worker_id: int) -> ResponseReturnValue:
    """How one worker wants to be told, and what he was told."""
    person = get_worker(g.workshop.id, worker_id)
    choice = load_choices(g.workshop.id, worker_id).get(worker_id, Choice())
    lines = list_messages(g.workshop.id, worker_id=worker_id)
    return render_template("desk/message_choice.html", person=person, choice=choice, lines=lines, **_words())


@pages.post("/w/<workshop_code>/workers/<int:worker_id>/messages")
@policy(*STAFF)
def choose(workshop_code: str, worker_id: int) -> ResponseReturnValue:
    """Keeps what the worker said."""
    choice = read_choice(request.form.getlist("channel"), "with_amount" in request.form)
    choose_channels(current_user.actor, utc_now(), g.workshop.id, worker_id, choice)
    flash(f"✓ 已记下:{choice.words}")
    return redirect(url_for("messages.worker", workshop_code=workshop_code, worker_id=worker_id), 303)


def _counts() -> dict[str, Any]:
    """Per kind what is to be told and not written down; per way what is open."""
    fresh, on = {}, civil_today()
    for kind in KINDS:
        known = known_messages(g.workshop.id, kind)
        fresh[kind] = len({(one.worker_id, one.subject) for one in list_to_tell(g.workshop.id, kind, on)} - known)
    open_ = list_open(g.workshop.id, utc_now(), CHANNELS)
    by_way = {channel: sum(way == channel for _, way in open_) for channel in CHANNELS}
    return {"fresh": fresh, "strips": by_way[STRIP], "outbound": {way: by_way[way] for way in OUTBOUND}}


def _words() -> dict[str, Any]:
    return {"kinds": KINDS, "channels": CHANNELS, "outcomes": OUTCOMES, "senders": list_senders()}
