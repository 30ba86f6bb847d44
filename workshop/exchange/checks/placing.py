"""Which workshop a row goes to, and whether what it names is there: in the folder or in the database."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from workshop.exchange.checks.world import EVERYWHERE, Check

_BY_WORKER = ("entries", "hours", "attendance", "takehome_orders", "advances", "deductions", "prior_months")


def place(check: Check) -> None:
    """Puts every line to its workshops; a line that names what is nowhere is refused."""
    _place_workshops(check)
    _place_workers(check)
    _place_everywhere(check)
    homes = _homes(check, "workers", "worker_no")
    _place_allowances(check, homes)
    for name in _BY_WORKER:
        for line in check.lines(name):
            code = _home_of(check, homes, name, line)
            if code is not None and _operation_is_there(check, code, name, line):
                check.placed[code][name].append(line)
    _place_teams(check, homes)
    _place_returns(check)


def _place_workshops(check: Check) -> None:
    for line in check.lines("workshops"):
        check.placed[line.workshop_code]["workshops"].append(line)
    known = {EVERYWHERE, *check.world.targets}
    for line in check.lines("calendar"):
        if line.workshop_code in known:
            check.placed[line.workshop_code]["calendar"].append(line)
        else:
            _unknown_workshop(check, "calendar", line)
    check.placed[EVERYWHERE]["minimum_wages"] += check.lines("minimum_wages")


def _unknown_workshop(check: Check, name: str, line: Any) -> None:
    if check.spoilt("workshops", line.workshop_code):
        check.dropped[name].add(line.row)
        return
    message, mend = "没有这个车间", f"请核对车间编号,现有 {'、'.join(check.world.targets) or '无'}"
    check.refuse(name, line, "workshop_code", "unknown_workshop", message, mend)


def _place_workers(check: Check) -> None:
    for line in check.lines("workers"):
        if line.workshop_code in check.world.targets:
            check.placed[line.workshop_code]["workers"].append(line)
        else:
            _unknown_workshop(check, "workers", line)


def _place_everywhere(check: Check) -> None:
    """Operations and their prices carry no workshop: every workshop of the folder gets them."""
    codes = check.world.targets
    for code in codes:
        check.placed[code]["operations"] += check.lines("operations")
    for name in ("rates", "tiers"):
        for line in check.lines(name):
            if all(_operation_is_there(check, code, name, line) for code in codes):
                for code in codes:
                    check.placed[code][name].append(line)


def _operation_is_there(check: Check, code: str, name: str, line: Any) -> bool:
    op_code = getattr(line, "op_code", None)
    if op_code is None or op_code in check.keys(code, "operations"):
        return True
    if check.spoilt("operations", op_code):
        check.dropped[name].add(line.row)
        return False
    mend = "请核对工序编号,或在 operations 里登记这道工序"
    check.refuse(name, line, "op_code", "unknown_operation", "没有这道工序", mend)
    return False


def _homes(check: Check, name: str, column: str) -> dict[str, set[str]]:
    """A key (worker number, order number) → the workshops that have it."""
    homes: dict[str, set[str]] = defaultdict(set)
    for code in check.world.targets:
        for line in check.all_of(code, name):
            homes[getattr(line, column)].add(code)
    return homes


def _home_of(check: Check, homes: dict[str, set[str]], name: str, line: Any) -> str | None:
    """The one workshop of the line's worker; None, and a fault, where there is none or more than one."""
    found = homes.get(line.worker_no, ())
    if len(found) == 1:
        return next(iter(found))
    if not found and check.spoilt("workers", line.worker_no):
        check.dropped[name].add(line.row)
    elif not found:
        check.refuse(name, line, "worker_no", "unknown_worker", "没有这个工号", "请核对工号,或在 workers 里登记这个人")
    else:
        shops = "、".join(sorted(found))
        mend = "请用 --workshop 指明车间,或给每人一个不同的工号"
        check.refuse(name, line, "worker_no", "ambiguous_worker", f"几个车间({shops})都有这个工号", mend)
    return None


def _place_allowances(check: Check, homes: dict[str, set[str]]) -> None:
    for line in check.lines("allowances"):
        codes: Iterable[str | None] = check.world.targets
        if line.worker_no:
            codes = [_home_of(check, homes, "allowances", line)]
        for code in codes:
            if code is not None:
                check.placed[code]["allowances"].append(line)


def _place_teams(check: Check, homes: dict[str, set[str]]) -> None:
    """A team is at home where its members are, all of them in one workshop."""
    teams = {line.entry_id: line for line in check.lines("team_entries")}
    members: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    broken = set(check.parts["team_members"].spoilt)
    for line in check.lines("team_members"):
        if line.entry_id not in teams:
            _without_team(check, line)
            continue
        code = _home_of(check, homes, "team_members", line)
        if code is None:
            broken.add(line.entry_id)
        else:
            members[line.entry_id].append((code, line))
    for entry_id, team in teams.items():
        _place_team(check, team, members[entry_id], entry_id in broken)


def _without_team(check: Check, line: Any) -> None:
    if check.spoilt("team_entries", line.entry_id):
        check.dropped["team_members"].add(line.row)
        return
    mend = "请核对编号,或在 team_entries 里补上这一条"
    check.refuse("team_members", line, "entry_id", "unknown_entry", "没有这一条集体产量", mend)


def _place_team(check: Check, team: Any, members: list[tuple[str, Any]], broken: bool) -> None:
    codes = {code for code, _ in members}
    if len(codes) == 1:
        code = codes.pop()
        if _operation_is_there(check, code, "team_entries", team):
            check.placed[code]["team_entries"].append(team)
            check.placed[code]["team_members"] += [line for _, line in members]
    elif codes:
        message = f"成员分属几个车间({'、'.join(sorted(codes))})"
        check.refuse("team_entries", team, "entry_id", "team_across_workshops", message, "请按车间分成几条")
    elif not broken and not check.parts["team_members"].unread:
        mend = "请在 team_members 里写明哪些人做的"
        check.refuse("team_entries", team, "entry_id", "team_empty", "集体产量没有成员", mend)


def _place_returns(check: Check) -> None:
    homes = _homes(check, "takehome_orders", "order_no")
    for line in check.lines("takehome_returns"):
        found = homes.get(line.order_no, ())
        if len(found) == 1:
            check.placed[next(iter(found))]["takehome_returns"].append(line)
        elif not found and check.spoilt("takehome_orders", line.order_no):
            check.dropped["takehome_returns"].add(line.row)
        else:
            what = "几个车间都有这张外发单" if found else "没有这张外发单"
            mend = "请核对单号,或在 takehome_orders 里补上这一张"
            check.refuse("takehome_returns", line, "order_no", "unknown_order", what, mend)
