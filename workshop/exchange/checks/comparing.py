"""What is there already: the same row is recognised, the same key with other content is a fault."""

from collections import Counter, defaultdict
from typing import Any

from workshop.exchange.checks.world import EVERYWHERE, Check
from workshop.kernel.masking import mask_idno, mask_tail
from workshop.people.rules import NewWorker, complete_worker

_MASKS = {"id_no": mask_idno, "bank_card": mask_tail}
_FOREVER = "已记下的不会被改写;记错了请在页面上更正,或给这一行换一个编号"


def compare(check: Check) -> None:
    """Leaves in `placed` what is new."""
    _complete_workers(check)
    for code in [EVERYWHERE, *check.world.targets]:
        _compare_teams(check, code)
        _refuse_changed_tiers(check, code)
        for name in list(check.placed[code]):
            if name not in ("team_entries", "team_members"):
                keyed = bool(check.parts[name].spec.key)
                (_compare_keyed if keyed else _compare_alike)(check, code, name)


def _complete_workers(check: Check) -> None:
    """Sex and birth date out of the identity number, as they will be stored."""
    for files in check.placed.values():
        files["workers"] = [_completed(line) for line in files["workers"]]


def _completed(line: Any) -> Any:
    if line.birth_date and line.sex:
        return line
    full = complete_worker(new_worker(line))
    return line._replace(sex=full.sex, birth_date=full.birth_date)


def new_worker(line: Any) -> NewWorker:
    """A line of `workers` as the people room takes it."""
    return NewWorker(
        worker_no=line.worker_no,
        name=line.name,
        sex=line.sex,
        id_no=line.id_no,
        birth_date=line.birth_date,
        phone=line.phone,
        bank_card=line.bank_card,
        hire_date=line.hire_date,
        leave_date=line.leave_date,
        categories=line.category,
        household_no=line.household_no,
        contract_kind=line.contract_kind,
        contract_from=line.contract_from,
        contract_to=line.contract_to,
        hours_system=line.hours_system,
        grade=line.grade,
        monthly_fen=line.monthly_yuan,
        daily_fen=line.daily_yuan,
        hourly_fen=line.hourly_yuan,
    )


def _compare_keyed(check: Check, code: str, name: str) -> None:
    key_of = check.parts[name].spec.key_of
    before = {key_of(line): line for line in check.stored(code, name)}
    if not before:
        return
    fresh = []
    for line in check.placed[code][name]:
        known = before.get(key_of(line))
        if known is None:
            fresh.append(line)
        elif known[1:] != line[1:]:
            _differs(check, name, line, known)
    check.placed[code][name] = fresh


def _differs(check: Check, name: str, line: Any, known: Any) -> None:
    spec = check.parts[name].spec
    column = next(c for c in spec.by_name if getattr(known, c) != getattr(line, c))
    value = getattr(known, column)
    shown = "" if value in (None, "", ()) else spec.by_name[column].kind.write(value)
    masked = _MASKS[column](shown) if column in _MASKS else shown
    message = f"与已有的不同,已有的是「{masked}」" if shown else "与已有的不同,已有的这一项是空的"
    check.refuse(name, line, column, "exists_differently", message, _FOREVER)


def _compare_alike(check: Check, code: str, name: str) -> None:
    """Files without a key: as many equal rows as are stored are taken for those."""
    before = Counter(tuple(line[1:]) for line in check.stored(code, name))
    fresh = []
    for line in check.placed[code][name]:
        content = tuple(line[1:])
        if before[content]:
            before[content] -= 1
        else:
            fresh.append(line)
    check.placed[code][name] = fresh


def _refuse_changed_tiers(check: Check, code: str) -> None:
    """Slabs of one operation and day are one set: a set that is there takes no further slab."""
    before = {(line.op_code, line.valid_from) for line in check.stored(code, "tiers")}
    known = {check.parts["tiers"].spec.key_of(line) for line in check.stored(code, "tiers")}
    for line in check.placed[code]["tiers"]:
        if (line.op_code, line.valid_from) in before and check.parts["tiers"].spec.key_of(line) not in known:
            message = f"{line.op_code} 从 {line.valid_from} 起的阶梯已经有了,没有这一档"
            check.refuse("tiers", line, "above", "exists_differently", message, "请用新的生效日期写一套完整的阶梯")


def _compare_teams(check: Check, code: str) -> None:
    """A team that is there is the same only with the same members."""
    before = {line.entry_id: line for line in check.stored(code, "team_entries")}
    if not before:
        return
    then, now = (_members(lines) for lines in (check.stored(code, "team_members"), check.placed[code]["team_members"]))
    fresh = []
    for line in check.placed[code]["team_entries"]:
        known = before.get(line.entry_id)
        if known is None:
            fresh.append(line)
        elif known[1:] != line[1:]:
            _differs(check, "team_entries", line, known)
        elif then[line.entry_id] != now[line.entry_id]:
            message = "这一条集体产量已经有了,成员不一样"
            check.refuse("team_entries", line, "entry_id", "exists_differently", message, _FOREVER)
    ids = {line.entry_id for line in fresh}
    members = check.placed[code]["team_members"]
    check.placed[code]["team_entries"] = fresh
    check.placed[code]["team_members"] = [line for line in members if line.entry_id in ids]


def _members(lines: list[Any]) -> dict[str, set[Any]]:
    groups: dict[str, set[Any]] = defaultdict(set)
    for line in lines:
        groups[line.entry_id].add(line[1:])
    return groups
