"""The county's reply 县里核对回复 about people: dated categories with the file's hash in their source."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from workshop.exchange.office.sort import Judged, Shown, Sort, Writing, fault_at, text_of
from workshop.people.actions.replies import NewReply, load_held, record_replies, undo_replies
from workshop.people.files import county_reply as files
from workshop.people.rows import WorkerRow
from workshop.people.rules.replies import read_changes
from workshop.sheets.known import KnownWorker
from workshop.sheets.layout import Layout
from workshop.store.database import db
from workshop.store.vault import blind_index

REPLY_FIXED = {"date": ("回复日期", r"\d{4}-\d{2}-\d{2}", "2026-03-05")}


def load_known(shop: int) -> files.ReplyKnown:
    """Everybody with an identity number, found by its blind index."""
    row = WorkerRow
    query = select(row.id_no_index, row.worker_no, row.name, row.id)
    found = db.session.execute(query.where(row.workshop_id == shop, row.id_no_index.is_not(None)))
    people = {bytes(index): KnownWorker(*rest) for index, *rest in found}
    return files.ReplyKnown(lambda number: people.get(blind_index("id_no", number)))


def judge(shop: int, on: date, rows: Sequence[Any], layouts: Mapping[str, Layout]) -> Judged:
    """A reply in the future is refused; one that changes the first day of a category is shown."""
    held = load_held(shop)
    good, faults = [], []
    for line in rows:
        if line.reply.replied_on > on:
            faults.append(
                fault_at(line, "", text_of(line.reply.replied_on), "future", "回复日期还没有到", "请核对回复日期")
            )
            continue
        good.append(line)
        if any(not c.holds for c in read_changes(line.reply, held.get(line.worker.key, {}))):
            message = "与原来登记的类别不同,以县里的为准"
            mend = "已按县里的写;以前按原来类别领过的请核对"
            fault = fault_at(line, layouts[line.sheet].letter_of("risen"), "", "category_ends", message, mend)
            faults.append(replace(fault, outcome="warned"))
    return Judged(tuple(good), (), tuple(faults))


def write(to: Writing, rows: Sequence[Any]) -> list[str]:
    """Writes the categories; says whose household number is another one here."""
    replies = [NewReply(line.worker.key, line.reply) for line in rows]
    done = record_replies(to.actor, to.now, to.shop, replies, to.import_id)
    if not done.households_differ:
        return []
    named = {line.worker.key: line.worker for line in rows}
    people = "、".join(f"{named[key].no} {named[key].name}" for key in done.households_differ[:10])
    return [f"{len(done.households_differ)} 人的户编号与这里登记的不同,没有改:{people}"]


def undo(to: Writing) -> int:
    """Puts the categories back."""
    return undo_replies(to.actor, to.now, to.shop, to.import_id)


def show(line: Any) -> dict[str, str]:
    """The line as text."""
    words = {True: "是", False: "否", None: ""}
    reply = line.reply
    return {
        "worker_no": line.worker.no,
        "name": line.worker.name,
        "risen": words[reply.risen],
        "monitored": words[reply.monitored],
        "kind": "、".join(reply.kinds),
        "household_no": reply.household_no,
        "included_on": text_of(reply.included_on),
        "note": reply.note,
    }


SHOWN = (
    Shown("worker_no", "工号"),
    Shown("name", "姓名"),
    Shown("risen", "是否脱贫"),
    Shown("monitored", "是否监测"),
    Shown("kind", "类别"),
    Shown("household_no", "户编号"),
    Shown("included_on", "纳入时间"),
    Shown("note", "备注"),
)

COUNTY_REPLY = Sort(
    kind=files.KIND,
    load_known=load_known,
    fields=lambda known: files.FIELDS,
    recognise=files.recognise,
    read=files.read,
    judge=judge,
    write=write,
    undo=undo,
    columns=lambda line: SHOWN,
    show=show,
    fixed=REPLY_FIXED,
)
