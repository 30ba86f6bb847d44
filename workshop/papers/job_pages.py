"""打印任务: long prints with how far they are, to cancel, and to find for ninety days."""

from urllib.parse import quote

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.kernel.faults import Refused
from workshop.kernel.periods import BadPeriod, Period
from workshop.papers.jobs.ordering import build_orders, check_ending
from workshop.papers.jobs.printing import ask_print
from workshop.papers.kind import PDF, TYPES
from workshop.papers.kinds import get_kind
from workshop.store.jobs.asking import cancel_job
from workshop.store.jobs.fetching import fetch_file
from workshop.store.jobs.queries import list_jobs
from workshop.store.jobs.working import is_overdue

pages = Blueprint("jobs", __name__)


@pages.get("/w/<workshop_code>/papers/jobs")
@policy(*OFFICE)
def all_jobs(workshop_code: str) -> ResponseReturnValue:
    """Every job of ninety days, the newest first."""
    return render_template("papers/jobs.html", **_show())


@pages.get("/w/<workshop_code>/papers/jobs/progress")
@policy(*OFFICE)
def progress(workshop_code: str) -> ResponseReturnValue:
    """The table of that page alone, for the script that keeps it fresh."""
    return render_template("papers/_jobs.html", **_show())


def _show() -> dict[str, object]:
    jobs, now = list_jobs(g.workshop.id), utc_now()
    waits = any(job.state == "queued" and is_overdue(job.asked_at, now) for job in jobs)
    asleep = waits and not any(job.state == "running" for job in jobs)
    return {"jobs": jobs, "open": sum(job.open for job in jobs), "asleep": asleep}


@pages.post("/w/<workshop_code>/papers/jobs")
@policy(*OFFICE)
def ask(workshop_code: str) -> ResponseReturnValue:
    """The papers that were ticked, of one month or several, as one job."""
    try:
        kinds = [get_kind(code) for code in request.form.getlist("kind")]
        if not kinds:
            raise Refused("还没有勾选要打印的表", "请在表的左边打勾")
        first, last = (Period.parse(request.form.get(name, "")[:10]) for name in ("first", "last"))
        orders = build_orders(g.workshop, kinds, first, last, civil_today())
        ask_print(current_user.actor, utc_now(), g.workshop, orders, check_ending(request.form.get("ending", PDF)))
    except (Refused, BadPeriod) as refused:
        flash(str(refused))
        return redirect(url_for("papers.centre", workshop_code=workshop_code), 303)
    flash(f"已排队:{len(orders)} 张表。做好后在这里下载,保存 90 天。")
    return redirect(url_for("jobs.all_jobs", workshop_code=workshop_code), 303)


@pages.post("/w/<workshop_code>/papers/jobs/<int:job_id>/cancel")
@policy(*OFFICE)
def cancel(workshop_code: str, job_id: int) -> ResponseReturnValue:
    """A waiting job goes, a running one stops at its next pause."""
    try:
        cancel_job(current_user.actor, utc_now(), g.workshop.id, job_id)
        flash("已取消;正在做的会在做完手上这一页后停下。")
    except Refused as refused:
        flash(str(refused))
    return redirect(url_for("jobs.all_jobs", workshop_code=workshop_code), 303)


@pages.post("/w/<workshop_code>/papers/jobs/files/<int:file_id>")
@policy(*OFFICE)
def fetch(workshop_code: str, file_id: int) -> ResponseReturnValue:
    """A file of a job; that it was fetched goes on the record."""
    file, content = fetch_file(current_user.actor, utc_now(), g.workshop.id, file_id)
    way = "inline" if file.media_type == TYPES[PDF] else "attachment"
    response = Response(content, mimetype=file.media_type)
    response.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(file.name)}"
    return response
