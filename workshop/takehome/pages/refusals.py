"""What is refused stands at its field, with all that was typed."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from workshop.floor.rules.entries import EntryFault
from workshop.kernel.faults import Refused
from workshop.takehome.rules import NewMaterial, RefusedTakehome
from workshop.takehome.rules.issuing import check_materials

T = TypeVar("T")
Place = Callable[[EntryFault], Any]

OF_MATERIAL = {
    "material": "name",
    "materials": "name",
    "material_issued": "issued",
    "material_per_piece": "per_piece",
    "loss_allowance": "allowance",
    "material_price": "price",
}


def carried(form: Any, act: Callable[[], T], place: Place | None = None) -> T | None:
    """What `act()` answers; None where the form is not sound or the core refuses: each sentence then stands at its field."""
    if not form.validate_on_submit():
        return None
    try:
        return act()
    except RefusedTakehome as refused:
        put_faults(form, refused.faults, place)
    except Refused as refused:
        put(form, form._fields.get(refused.field), str(refused))
    return None


def put_faults(form: Any, faults: Iterable[EntryFault], place: Place | None = None) -> None:
    """Every fault at its field; the reasons are kept for what may be let pass."""
    faults = list(faults)
    form.codes = {fault.reason for fault in faults}
    for fault in faults:
        field = place(fault) if place else None
        put(form, form._fields.get(fault.field) if field is None else field, str(fault))


def put(form: Any, field: Any, sentence: str) -> None:
    """A sentence at a field, or over the form where no field is meant; lists of rows show it at the first."""
    if field is None or field.type in ("CSRFTokenField", "HiddenField"):
        form.form_errors = [*form.form_errors, sentence]
        return
    if field.type == "FieldList":
        entries = list(field)
        if not entries:
            form.form_errors = [*form.form_errors, sentence]
            return
        field = entries[0]
    if field.type == "FormField":
        field = next(iter(field.form))
    if sentence not in field.errors:
        field.errors = [*field.errors, sentence]


def by_name(form: Any, names: Mapping[str, str]) -> Place:
    """Fields that the form calls otherwise than the core does."""
    return lambda fault: form._fields.get(names.get(fault.field, fault.field))


def material_field(rows: list[tuple[Any, NewMaterial]], fault: EntryFault) -> Any:
    """The cell of the material that a fault is about: the first row that has this fault by itself."""
    name = OF_MATERIAL.get(fault.field)
    if name is None or not rows:
        return None
    for row, material in rows:
        if any(one is not None and one.reason == fault.reason for one in check_materials((material,))):
            return row[name]
    return rows[-1][0][name]
