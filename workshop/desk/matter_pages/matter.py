"""One matter with its steps and what lies under it, and the way to where a record is put right."""

from typing import Any

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today
from workshop.access.roles import OFFICE, policy
from workshop.desk.actions.scans import DOCUMENTS
from workshop.desk.forms.matters import BundleForm, InjuryForm, MatterScanForm, StepForm
from workshop.desk.matter_pages.blueprint import READERS, forget_way_back, pages, remember_way_back
from workshop.desk.queries.grounds import Grounds, load_grounds
from workshop.desk.queries.liaison import list_liaisons
from workshop.desk.queries.links import list_corrections
from workshop.desk.queries.matters import find_matter
from workshop.desk.queries.one_matter import MatterView, get_matter, tell_said
from workshop.desk.queries.visits import list_visits
from workshop.desk.rules.duties import list_duties
from workshop.desk.rules.matters import OUTCOMES, outcomes_of

FORMS = {"step": StepForm, "injury": InjuryForm, "scan": MatterScanForm, "bundle": BundleForm}


@pages.get("/w/<workshop_code>/desk/matters/<int:matter_id>")
@policy(*READERS)
def matter(workshop_code: str, matter_id: int) -> ResponseReturnValue:
    """One matter."""
    forget_way_back()
    return show(matter_id)


def show(matter_id: int, **forms: Any) -> str:
    """The page, with the form that was refused as it was typed."""
    view = get_matter(g.workshop.id, matter_id, civil_today())
    line, raised = view.line, view.line.raised
    grounds = load_grounds(g.workshop.id, raised)
    shown = {name: forms.get(name) or _blank(name, view, grounds) for name in FORMS}
    offer_choices(shown["step"], raised.kind)
    shown["scan"].document.offer((word, word) for word in DOCUMENTS)
    return render_template(
        "desk/matter.html",
        view=view,
        line=line,
        matter=raised,
        grounds=grounds,
        corrections=list_corrections(g.workshop.id, raised.worker_id, raised.at, (grounds.first, grounds.last)),
        visits=list_visits(g.workshop.id, matter_id=matter_id),
        duties=list_duties(view.injury, line.deadlines, {scan.document for scan in view.scans}) if view.injury else [],
        tell_said=tell_said,
        forms=shown,
    )


def _blank(name: str, view: MatterView, grounds: Grounds) -> Any:
    if name == "injury" and view.injury:
        known = vars(view.injury)
        return InjuryForm(formdata=None, **known | {"first": known["happened_on"], "text": known["how"]})
    if name == "bundle":
        return BundleForm(
            formdata=None, first=grounds.first, last=grounds.last, reason=f"{view.line.raised.called} 仲裁、监察"
        )
    return FORMS[name](formdata=None)  # type: ignore[abstract]


def offer_choices(form: Any, kind: str) -> None:
    """The liaisons there are, and what a matter of its kind may end with."""
    people = {one.id: one.name for one in list_liaisons(g.workshop.id) if one.name}
    form.liaison.offer([("", ""), *((str(key), name) for key, name in people.items())])
    form.outcome.offer([("", ""), *((word, OUTCOMES[word]) for word in outcomes_of(kind))])


@pages.get("/w/<workshop_code>/desk/matters/<int:matter_id>/mend/<any(entries, attendance, slip, worker):where>")
@policy(*OFFICE)
def mend(workshop_code: str, matter_id: int, where: str) -> ResponseReturnValue:
    """To the page where records of a day, or the slip, are put right; a link there leads back."""
    line = find_matter(g.workshop.id, matter_id, civil_today())
    if line is None or line.raised.worker_id is None:
        abort(404)
    remember_way_back(workshop_code, matter_id, line.raised.called)
    day, worker = request.args.get("on", "")[:10], line.raised.worker_id
    addresses: dict[str, tuple[str, dict[str, Any]]] = {
        "entries": ("floor.entries", {"on": day, "worker": line.raised.worker_no}),
        "attendance": ("floor.worker_day", {"worker_id": worker, "on": day}),
        "slip": ("pay.matters", {"period": line.raised.period or "-", "worker_id": worker}),
        "worker": ("people.worker", {"worker_id": worker}),
    }
    endpoint, values = addresses[where]
    return redirect(url_for(endpoint, workshop_code=workshop_code, **values))
