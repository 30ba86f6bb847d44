"""A roster 花名册: new people."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from workshop.exchange.office.known import KnownPeople
from workshop.exchange.office.sort import Judged, Shown, Sort, Writing, fault_at, text_of
from workshop.kernel.faults import Fault
from workshop.kernel.money import plain_yuan
from workshop.people import files
from workshop.people.actions import add_workers, undo_workers
from workshop.people.queries import next_worker_no
from workshop.people.rules import NewWorker, check_worker, complete_worker
from workshop.sheets.layout import Layout

NO_NUMBER = "0"  # stands in for a number that is given when the row is written
_COLUMNS = {"categories": "category", "hourly_fen": "hourly", "birth_date": "id_no"}


def load_known(shop: int) -> files.RosterKnown:
    """Who is there already."""
    people = KnownPeople(shop)
    return files.RosterKnown(people.has_id, people.worker_nos)


def judge(shop: int, on: date, rows: Sequence[Any], layouts: Mapping[str, Layout]) -> Judged:
    """What the people room would refuse; a roster without the day of hiring cannot be taken."""
    good, faults = [], []
    for line in rows:
        found = list(_faults(line, layouts[line.sheet]))
        faults += found
        if not found:
            good.append(line)
    return Judged(tuple(good), (), tuple(faults))


def _faults(line: Any, layout: Layout) -> list[Fault]:
    if line.hire_date is None:
        mend = "请补上入职日期这一列,写成 2026-03-05 这样"
        return [fault_at(line, layout.letter_of("hire_date"), "", "date_missing", "没有入职日期", mend)]
    return [
        fault_at(line, layout.letter_of(_COLUMNS.get(f.column, f.column)), f.value, f.reason, f.message, f.mend)
        for f in check_worker(complete_worker(new_worker(line, line.worker_no or NO_NUMBER)))
        if f.outcome == "refused"
    ]


def new_worker(line: Any, number: str) -> NewWorker:
    """A line of a roster as the people room takes it; without a word on hours the standard ones hold (劳动法 art. 36)."""
    return NewWorker(
        worker_no=number,
        name=line.name,
        sex=line.sex,
        id_no=line.id_no,
        birth_date=line.birth_date,
        phone=line.phone,
        bank_card=line.bank_card,
        hire_date=line.hire_date,
        leave_date=None,
        categories=tuple(filter(None, line.category.split("、"))),
        household_no="",
        contract_kind=line.contract_kind,
        contract_from=None,
        contract_to=None,
        hours_system=line.hours_system or "standard",
        grade="",
        monthly_fen=None,
        daily_fen=None,
        hourly_fen=line.hourly,
    )


def write(to: Writing, rows: Sequence[Any]) -> list[str]:
    """Takes the people in; who has no number gets the next one."""
    taken = {line.worker_no for line in rows}
    numbers = iter(_free_numbers(next_worker_no(to.shop), taken))
    people = [new_worker(line, line.worker_no or next(numbers)) for line in rows]
    add_workers(to.actor, to.now, to.shop, people, import_id=to.import_id)
    return []


def _free_numbers(first: str, taken: set[str]) -> Any:
    head = first.rstrip("0123456789")
    width, number = len(first) - len(head), int(first[len(head) :])
    while True:
        found = head + str(number).zfill(width)
        if found not in taken:
            yield found
        number += 1


def undo(to: Writing) -> int:
    """Takes the people back while nothing has used them."""
    return undo_workers(to.actor, to.now, to.shop, to.import_id)


def show(line: Any) -> dict[str, str]:
    """The line as text, by the names of the exchange files."""
    names = "worker_no name sex id_no birth_date phone bank_card hire_date category contract_kind hours_system"
    shown = {name: text_of(getattr(line, name)) for name in names.split()}
    return shown | {"hourly_yuan": "" if line.hourly is None else plain_yuan(line.hourly)}


SHOWN = (
    Shown("worker_no", "工号"),
    Shown("name", "姓名"),
    Shown("sex", "性别"),
    Shown("id_no", "身份证号"),
    Shown("birth_date", "出生日期"),
    Shown("phone", "手机"),
    Shown("bank_card", "银行卡号"),
    Shown("hire_date", "入职日期"),
    Shown("category", "人员类别"),
    Shown("contract_kind", "合同类型"),
    Shown("hours_system", "工时制度"),
    Shown("hourly_yuan", "时薪", number=True),
)

ROSTER = Sort(
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
    fixed={},
)
