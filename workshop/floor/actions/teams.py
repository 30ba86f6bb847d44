"""Recording team output 集体计件: the amount is rounded once, the shares are the amount, always (3.4)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from workshop.floor.actions.recording import (
    Recorded,
    Stamp,
    civil_day,
    in_chunks,
    judged,
    leave_out_existing,
    load_stored,
    pay_day,
    tell_rows,
    with_make_up,
    without_price,
)
from workshop.floor.queries.facts import load_floor_facts
from workshop.floor.rows import TeamOutputRow, TeamShareRow
from workshop.floor.rules.checks import find_team_faults
from workshop.floor.rules.entries import EntryFault, FloorFacts, NewTeamOutput, RefusedRows
from workshop.kernel.money import FEN_IN_PRICE, round_half_up
from workshop.kernel.quantities import QUANTITY_SCALE
from workshop.kernel.shares import BadSplit, Member, split_team
from workshop.prices.queries import load_price_book
from workshop.prices.rules import PriceBook
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction


def record_team_output(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    rows: Sequence[NewTeamOutput],
    import_id: int | None = None,
    on: date | None = None,
    make_up: frozenset[tuple[int, date]] = frozenset(),
) -> Recorded:
    """Records team output at the price without grade and shares it out; otherwise as `record_output`."""
    with transaction(actor, now) as tx:
        new, existing, warnings = leave_out_existing(rows, _content, lambda ids: _stored(workshop_id, ids))
        facts = load_floor_facts(workshop_id, civil_day(now, on), {row.date for _, row in new})
        facts = with_make_up(facts, make_up)
        entries = judged(new, lambda batch: find_team_faults(batch, facts))
        stamp = Stamp(workshop_id, now, actor.name, import_id)
        outputs, shares = _build(new, facts, load_price_book(workshop_id), stamp)
        tx.insert(TeamOutputRow, outputs)
        tx.insert(TeamShareRow, shares)
        tell_rows(tx, "team_output.record", entries, stamp)
        unpriced = [pair for pair, output in zip(new, outputs, strict=True) if output["price"] is None]
        warnings += [without_price(index, row, facts) for index, row in unpriced]
    return Recorded(tuple(row.id for row in entries), existing, tuple(warnings))


def _build(
    new: Sequence[tuple[int, NewTeamOutput]], facts: FloorFacts, book: PriceBook, stamp: Stamp
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of the teams and of their members; raises RefusedRows for weights that cannot share anything."""
    outputs, shares, faults = [], [], []
    for index, row in new:
        price = book.find(row.operation_id, "", row.date)
        amount = round_half_up(row.quantity * price.rate, QUANTITY_SCALE * FEN_IN_PRICE) if price else None
        try:
            shares += _shares(row, amount, facts, stamp.workshop_id)
        except BadSplit as error:
            faults.append(EntryFault(index, "members", "", "split_impossible", str(error), "请核对分钟和系数"))
        outputs.append(_output(row, price, amount, facts, stamp))
    if faults:
        raise RefusedRows(faults)
    return outputs, shares


def _output(row: NewTeamOutput, price: Any, amount: int | None, facts: FloorFacts, stamp: Stamp) -> dict[str, Any]:
    values = row._asdict()
    del values["members"]
    # The whole team is paid in one period: the first that is open for every member.
    pay_on = max(pay_day(row.date, facts.locked.get(member.worker_id)) for member in row.members)
    rate, since = (price.rate, price.valid_from) if price else (None, None)
    return stamp.common() | values | {"pay_on": pay_on, "price": rate, "price_from": since, "amount": amount}


def _shares(row: NewTeamOutput, amount: int | None, facts: FloorFacts, workshop_id: int) -> list[dict[str, Any]]:
    members = [Member(facts.workers[m.worker_id].worker_no, m.minutes, m.weight) for m in row.members]
    # Shared out even without a price, so that weights which cannot work are refused while someone is there to mend them.
    shared = split_team(amount or 0, row.split, members)
    return [
        {
            "workshop_id": workshop_id,
            "team_output_id": row.id,
            **member._asdict(),
            "share": None if amount is None else shared[facts.workers[member.worker_id].worker_no],
        }
        for member in row.members
    ]


def _content(row: NewTeamOutput) -> tuple[Any, ...]:
    return (*row[1:6], tuple(sorted(tuple(member) for member in row.members)))


def _stored(workshop_id: int, ids: Sequence[str]) -> dict[str, tuple[tuple[Any, ...], bool]]:
    row = TeamOutputRow
    columns = (row.id, row.date, row.operation_id, row.quantity, row.split, row.band)
    heads = load_stored(row, columns, workshop_id, ids)
    if not heads:
        return {}
    teams: dict[str, list[tuple[Any, ...]]] = {}
    for team, *member in team_members(workshop_id, list(heads)):
        teams.setdefault(team, []).append(tuple(member))
    return {key: ((*head, tuple(sorted(teams.get(key, ())))), undone) for key, (head, undone) in heads.items()}


def team_members(workshop_id: int, ids: Sequence[str]) -> list[tuple[str, int, int | None, int | None]]:
    """(team output, worker, minutes, weight) of every member."""
    row = TeamShareRow
    query = select(row.team_output_id, row.worker_id, row.minutes, row.weight)
    mine = query.where(row.workshop_id == workshop_id)
    return [
        tuple(line)
        for chunk in in_chunks(ids)
        for line in db.session.execute(mine.where(row.team_output_id.in_(chunk)))
    ]
