"""一键申报材料: a claim's pack, piece by piece with what is missing and where that is mended, and made at one press."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import utc_now
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICE, OFFICER, policy
from workshop.kernel.faults import Refused
from workshop.papers.pack.carrying import NOT_READY, PACK, ask_pack
from workshop.papers.pack.loading import load_pack
from workshop.papers.pack.values import Mend
from workshop.store.jobs.queries import list_jobs

pages = Blueprint("packs", __name__)
READERS = (ACCOUNTANT, MANAGER, OFFICER, AUDITOR)
# Where a lack is mended: endpoint and the words of the link.
MENDS: dict[Mend, tuple[str, str]] = {
    "pay": ("pay.runs", "去算工资"),
    "payments": ("pay.runs", "去登记发放"),
    "attendance": ("floor.month", "去看考勤"),
    "people": ("people.workers", "去看工人"),
    "print": ("papers.centre", "去打印"),
}


@pages.get("/w/<workshop_code>/claims/<int:claim_id>/pack")
@policy(*READERS)
def show(workshop_code: str, claim_id: int) -> ResponseReturnValue:
    """What goes in, what is missing, what would still be asked; and the packs that were made."""
    pack = load_pack(g.workshop, claim_id)
    made = [job for job in list_jobs(g.workshop.id) if job.kind == PACK and job.asked["claim_id"] == claim_id]
    more = {"office": current_user.role in OFFICE, "not_ready": NOT_READY.get(pack.claim.state, "")}
    return render_template("papers/pack.html", pack=pack, jobs=made, mend=_find_mend, **more)


@pages.post("/w/<workshop_code>/claims/<int:claim_id>/pack")
@policy(*OFFICE)
def make(workshop_code: str, claim_id: int) -> ResponseReturnValue:
    """The whole as one job; with something missing only as a draft that says so on every page."""
    pack, said = load_pack(g.workshop, claim_id), request.form
    repeat, draft = said.get("copies") == "repeat", said.get("draft") == "1"
    try:
        ask_pack(current_user.actor, utc_now(), g.workshop, pack, repeat, draft)
    except Refused as refused:
        flash(str(refused))
        return redirect(url_for("packs.show", workshop_code=workshop_code, claim_id=claim_id), 303)
    flash("正在做全套材料。做好后在这里下载,保存 90 天。")
    return redirect(url_for("jobs.all_jobs", workshop_code=workshop_code), 303)


def _find_mend(mend: Mend) -> tuple[str, str]:
    """(address, words) of where a lack is mended; scans are put in on the claim's page."""
    if mend in MENDS:
        endpoint, words = MENDS[mend]
        return url_for(endpoint, workshop_code=g.workshop.code), words
    claim_id = (request.view_args or {})["claim_id"]
    if mend == "notice":
        return url_for("notices.of_claim", workshop_code=g.workshop.code, claim_id=claim_id), "去公示"
    return url_for("claim_sheets.claim", workshop_code=g.workshop.code, claim_id=claim_id), "去上传"
