"""Workshops and people: what a roster must say, and one identity number for one person."""

from dataclasses import replace
from typing import Any

from workshop.exchange.checks.comparing import new_worker
from workshop.exchange.checks.world import Check
from workshop.kernel.faults import Fault
from workshop.kernel.idno import age_on
from workshop.kernel.masking import mask_idno
from workshop.people.rules import check_worker
from workshop.people.rules.words import EARLIEST_AGE

_COLUMNS = {
    "categories": "category",
    "monthly_fen": "monthly_yuan",
    "daily_fen": "daily_yuan",
    "hourly_fen": "hourly_yuan",
}


def check_people(check: Check) -> None:
    """The rules of the people room on every new worker."""
    for code in check.world.targets:
        owners = {line.id_no: line for line in check.stored(code, "workers") if line.id_no}
        for line in check.new(code, "workers"):
            _check_one(check, line)
            owner = owners.setdefault(line.id_no, line) if line.id_no else line
            if owner is not line:
                where = f"第 {owner.row} 行" if owner.row else "已登记"
                message = f"与{where}的 {owner.worker_no} {owner.name} 是同一个身份证号"
                check.refuse("workers", line, "id_no", "duplicate_person", message, "请核对是否重复登记,保留一行")


def _check_one(check: Check, line: Any) -> None:
    for fault in check_worker(new_worker(line)):
        column = _COLUMNS.get(fault.column, fault.column)
        if fault.outcome == "refused" and not _grown_up(check, line, fault):
            check.refuse("workers", line, column, fault.reason, fault.message, fault.mend)
        else:
            part = check.parts["workers"]
            found = part.fault(line, column, fault.reason, fault.message, fault.mend)
            check.warnings.append(_masked(found, column))


def _grown_up(check: Check, line: Any, fault: Fault) -> bool:
    """A hiring under 16 years ago cannot be undone by refusing the record; a child of today is refused."""
    return fault.reason == "under_16" and age_on(line.birth_date, check.world.on) >= EARLIEST_AGE


def _masked(fault: Fault, column: str) -> Fault:
    value = mask_idno(fault.value) if column in ("id_no", "bank_card") else fault.value
    return replace(fault, value=value, outcome="warned")
