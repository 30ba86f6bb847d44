"""What people do with jobs: ask for one, cancel it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import update

from workshop.kernel.faults import Refused
from workshop.store.audit import Actor
from workshop.store.database import change_rows
from workshop.store.ids import new_id
from workshop.store.jobs.kinds import find_run
from workshop.store.jobs.queries import count_open, get_job
from workshop.store.jobs.queue import is_inline, open_queue, ring
from workshop.store.jobs.rows import JobRow
from workshop.store.jobs.running import run_job
from workshop.store.transaction import transaction

MOST_OPEN = 20  # jobs of one workshop that wait at once


def ask_job(
    actor: Actor, now: datetime, workshop_id: int, kind: str, title: str, asked: Mapping[str, Any], total: int = 0
) -> int:
    """Puts a job in the queue; answers its key. Outside a transaction. Raises Refused when too many wait already."""
    find_run(kind)
    if count_open(workshop_id) >= MOST_OPEN:
        raise Refused(f"已有 {MOST_OPEN} 个打印任务在排队", "请等前面的做好,或取消几个")
    queue = None if is_inline() else open_queue()  # one that is not there is told before anything is written
    job_id = new_id()
    row = {"workshop_id": workshop_id, "id": job_id, "kind": kind, "title": title[:200], "asked": json.dumps(asked)}
    row |= {"state": "queued", "done": 0, "total": total, "asked_at": now, "attempts": 0, "runner": ""}
    row |= {"asked_by_id": actor.account_id, "asked_by": actor.name, "asked_by_role": actor.role}
    row |= {"started_at": None, "ended_at": None, "stop_asked_at": None, "message": "", "notes": "[]"}
    with transaction(actor, now) as tx:
        tx.insert(JobRow, [row])
        tx.tell("job.ask", f"job/{job_id}", {"kind": kind, "title": title[:200]}, workshop_id)
    if queue is None:
        run_job(workshop_id, job_id)
    else:
        ring(queue, workshop_id, job_id)
    return job_id


def cancel_job(actor: Actor, now: datetime, workshop_id: int, job_id: int) -> None:
    """A waiting job is cancelled at once, a running one at its next pause. Raises NotFound; Refused when it has ended."""
    get_job(workshop_id, job_id)
    mine = (JobRow.workshop_id == workshop_id, JobRow.id == job_id)
    with transaction(actor, now) as tx:
        waiting = update(JobRow).where(*mine, JobRow.state == "queued")
        running = update(JobRow).where(*mine, JobRow.state == "running", JobRow.stop_asked_at.is_(None))
        ended = {"state": "cancelled", "ended_at": now, "stop_asked_at": now, "message": "还没有开始就取消了"}
        if not change_rows(waiting.values(**ended)) and not change_rows(running.values(stop_asked_at=now)):
            raise Refused("这个任务已经结束或正在取消", "请刷新页面看结果")
        tx.tell("job.cancel", f"job/{job_id}", {}, workshop_id)
