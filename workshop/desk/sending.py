"""Sending by SMS and WeChat as a job: nobody waits before a page, it is counted, and it can be cancelled between two messages."""

from datetime import datetime

from flask import Flask

from workshop.desk.actions.messages import MOST_DOWN, list_open, send_messages
from workshop.desk.rules.messages import OUTBOUND
from workshop.desk.senders import install_senders, list_senders
from workshop.kernel.faults import NotFound, Refused
from workshop.people.queries import Workshop, find_workshop_by_id
from workshop.store.audit import Actor
from workshop.store.jobs.asking import ask_job
from workshop.store.jobs.kinds import job_kind
from workshop.store.jobs.queries import list_jobs
from workshop.store.jobs.running import Running, now
from workshop.store.jobs.values import Job
from workshop.store.settings import Settings

SEND = "desk.send"
_CLOSED = Refused("短信和微信没有开通", "请管理员设好网关;纸条和手机页面不用开通")


def ask_sending(actor: Actor, at: datetime, shop: Workshop) -> int:
    """Puts what is open in the queue; the job's key. Raises Refused when nothing is set up or open, or one runs already."""
    senders = list_senders()
    if not senders:
        raise _CLOSED
    last = find_sending(shop.id)
    if last is not None and last.open:
        raise Refused("已经在发了", "请等它发完,或先取消")
    waiting = len(list_open(shop.id, at, [channel for channel in OUTBOUND if channel in senders]))
    if not waiting:
        raise Refused("没有要发的", "先在上面写好通知;只发给自己选了短信或微信的人")
    return ask_job(actor, at, shop.id, SEND, f"短信、微信 {waiting} 条", {}, waiting)


def find_sending(workshop_id: int) -> Job | None:
    """The latest sending among the latest jobs."""
    return next((job for job in list_jobs(workshop_id) if job.kind == SEND), None)


def carry_out(running: Running) -> None:
    """Sends one after the other; who asked for it is who sends. Carried out again it sends what is still open."""
    shop, senders = find_workshop_by_id(running.job.workshop_id), list_senders()
    if shop is None:
        raise NotFound(f"workshop {running.job.workshop_id}")
    if not senders:
        raise _CLOSED
    count = send_messages(running.actor, now, shop, senders, running.tick)
    told = f"发出 {count['sent']} 条,没发出 {count['failed']} 条"
    if count["left"]:
        raise Refused(f"网关连着 {MOST_DOWN} 次不收,先停下。{told},还有 {count['left']} 条没发", "网关通了以后再发一次")
    running.note(told)


def install_sending(app: Flask, settings: Settings) -> None:
    """The gateways that are configured, and how sending is carried out."""
    install_senders(app, settings)
    job_kind(SEND, carry_out)
