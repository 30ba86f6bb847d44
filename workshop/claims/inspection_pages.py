"""检查: what inspectors would ask, by check, each question with its evidence and room for the answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICE, OFFICER, OVERSEERS, policy
from workshop.claims.actions.inspecting import answer_questions
from workshop.claims.evidence import Look
from workshop.claims.forms.inspection import AnswerForm
from workshop.claims.queries.attachments import list_attachments
from workshop.claims.queries.claims import get_claim, list_claims
from workshop.claims.queries.inspecting.pay import last_halves
from workshop.claims.queries.inspecting.people import count_workers, name_workers
from workshop.claims.queries.inspection import Asked, list_of_claim, list_of_months, names_for
from workshop.claims.rules.asked import Group, group_questions, list_checks
from workshop.claims.rules.months import month_of, month_text, parse_month
from workshop.claims.values import Claim
from workshop.kernel.faults import Refused

pages = Blueprint("inspection", __name__)
READERS = (MANAGER, ACCOUNTANT, OFFICER, AUDITOR)
MANY = 100  # people
MONTHS_BACK = 36  # that may be chosen from


@dataclass(frozen=True)
class Filter:
    """What the page is about: a claim, one month, or a year (`month` None)."""

    first: int
    last: int
    claim: Claim | None = None

    @property
    def query(self) -> dict[str, Any]:
        """As it stands in the address."""
        if self.claim:
            return {"claim": str(self.claim.id)}
        one = f"{self.first // 12}-{self.first % 12 + 1:02}"
        return {"month": one if self.first == self.last else str(self.first // 12)}

    @property
    def words(self) -> str:
        """As a person reads it."""
        if self.claim:
            return f"申领单 {self.claim.number}"
        return month_text(self.first) if self.first == self.last else f"{self.first // 12} 年"


@pages.get("/w/<workshop_code>/claims/inspection")
@policy(*READERS)
def overview(workshop_code: str) -> ResponseReturnValue:
    """The questions of a year, a month or a claim."""
    return _show(_read_filter(request.args), AnswerForm(None))


@pages.post("/w/<workshop_code>/claims/inspection")
@policy(*OFFICE)
def answer(workshop_code: str) -> ResponseReturnValue:
    """Keeps one answer to the questions that were picked."""
    asked, form = _read_filter(request.form), AnswerForm()
    picked = request.form.getlist("question")
    if not form.validate_on_submit():
        return _show(asked, form, picked), 400
    try:
        count = _answer(asked, form, picked)
    except Refused as refused:
        form.answer.errors = [str(refused)]
        return _show(asked, form, picked), 400
    flash(f"✓ 已记下,回答了 {count} 个问题。")
    return redirect(url_for("inspection.overview", workshop_code=workshop_code, **asked.query), 303)


def _answer(asked: Filter, form: AnswerForm, picked: list[str]) -> int:
    known = {one.mark: one.question for one in _list(asked)}
    missing = [mark for mark in picked if mark not in known]
    if missing or not picked:
        raise Refused("这个问题的根据刚刚变了,已经不是原来的问题", "请看看现在的,再回答")
    scan = form.attachment.data or ""
    questions = [known[mark] for mark in dict.fromkeys(picked)]
    scan_id = int(scan) if _is_key(scan) else None
    answer_questions(current_user.actor, utc_now(), g.workshop.id, questions, form.answer.data or "", scan_id)
    return len(questions)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18


def _read_filter(said: Any) -> Filter:
    """Raises NotFound for a claim that is not here, Refused for a month that is none."""
    if _is_key(claim_id := said.get("claim", "")):
        claim = get_claim(g.workshop.id, int(claim_id))
        return Filter(month_of(claim.first), month_of(claim.last), claim)
    text = said.get("month", "") or _usual_time(civil_today())
    if len(text) == 4 and text.isdigit() and "2000" <= text <= "2099":
        return Filter(int(text) * 12, int(text) * 12 + 11)
    month = parse_month(text)
    if month is None:
        raise Refused(f"「{text[:10]}」不是月份", "应写成 2026-03,或年份 2026")
    return Filter(month, month)


def _usual_time(today: date) -> str:
    """The year; of a big workshop, whose year takes seconds to look through, the last whole month."""
    month = month_of(today) - 1
    big = count_workers(g.workshop.id) > MANY
    return f"{month // 12}-{month % 12 + 1:02}" if big else str(today.year)


def _list(asked: Filter) -> list[Asked]:
    county = current_user.county_code if current_user.role in OVERSEERS else None
    names, today = names_for(county), civil_today()
    if asked.claim:
        return list_of_claim(g.workshop.id, asked.claim, today, names)
    return list_of_months(g.workshop.id, asked.first, asked.last, today, names)


def _show(asked: Filter, form: AnswerForm, picked: list[str] | None = None) -> str:
    found = _list(asked)
    scans = list_attachments(g.workshop.id, asked.claim.id) if asked.claim else []
    page: dict[str, Any] = {
        "lost": not {one.mark for one in found}.issuperset(picked or []),
        "groups": _group(one for one in found if one.answer is None),
        "answered": _group(one for one in found if one.answer is not None),
        "checks": list_checks(),
        "claims": list_claims(g.workshop.id),
        "choices": _choices(civil_today()),
        "office": current_user.role in OFFICE,
        "look": Look(name_workers(g.workshop.id), last_halves(g.workshop.id)),
    }
    return render_template(
        "claims/inspection.html", asked=asked, form=form, picked=picked or [], scans=scans, count=len(found), **page
    )


def _group(found: Iterable[Asked]) -> list[Group[Asked]]:
    return group_questions(found, lambda one: one.question)


def _choices(today: date) -> list[tuple[str, str]]:
    """Years and months that may be chosen, the latest first."""
    choices: list[tuple[str, str]] = []
    last = month_of(today)
    for month in range(last, last - MONTHS_BACK, -1):
        if month == last or month % 12 == 11:
            choices.append((str(month // 12), f"{month // 12} 年全年"))
        choices.append((f"{month // 12}-{month % 12 + 1:02}", month_text(month)))
    return choices
