"""Law and settings put in force from a day on, checked against their source, taken back: always by a new row."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from workshop.kernel.faults import Refused
from workshop.pay.actions.rewriting import Key, Subject, add_row
from workshop.pay.rows import PaySettingRow, SocialBaseRow, SocialRateRow, TaxBracketRow, TaxTableRow
from workshop.pay.rules.lawchecks import Brackets, check_base, check_rate, check_setting, check_tax_table
from workshop.store.audit import Actor, digest_rows
from workshop.store.ids import new_id
from workshop.store.transaction import transaction


@dataclass(frozen=True)
class NewPaySetting:
    """What a workshop sets from the first day of a month on; sums in fen. `source`: who decided it, by what."""

    valid_from: date
    guarantee_fen: int = 0
    floor_fen: int = 0
    contract_as_wages: bool = False
    contract_reason: str = ""
    attendance_blocks: bool = False
    source: str = ""
    checked_on: date | None = None


@dataclass(frozen=True)
class NewSocialRate:
    """A county's rates of one insurance in 1/10000 of the base, from a day on; floor and ceiling in fen, None: none.

    Rates of nothing end the insurance.
    """

    county_code: str
    kind: str
    valid_from: date
    person_rate: int
    employer_rate: int
    floor_fen: int | None = None
    ceiling_fen: int | None = None
    source: str = ""
    checked_on: date | None = None


@dataclass(frozen=True)
class NewSocialBase:
    """A worker's insurance base in fen from a day on, 0: it ends; `kinds` empty: every insurance of the county."""

    worker_id: int
    valid_from: date
    base_fen: int
    kinds: tuple[str, ...] = ()
    source: str = ""
    checked_on: date | None = None


@dataclass(frozen=True)
class NewTaxTable:
    """A tax table of the country from a day on, as `rules.facts.TaxTable`; `kind` wages or services."""

    kind: str
    valid_from: date
    brackets: Brackets
    free_fen: int
    free_to_fen: int | None = None
    percent_off: int = 0
    source: str = ""
    checked_on: date | None = None


def set_pay_settings(actor: Actor, now: datetime, workshop_id: int, rows: Sequence[NewPaySetting]) -> int:
    """Puts settings in force; one that stands there already in the same words is left. How many were written."""
    for row in rows:
        check_setting(row.valid_from, row.guarantee_fen, row.floor_fen, row.contract_as_wages, row.contract_reason)
        _source(row.source)
    written = 0
    with transaction(actor, now) as tx:
        for row in rows:
            key = {"workshop_id": workshop_id, "valid_from": row.valid_from}
            written += add_row(tx, _subject(PaySettingRow, key, workshop_id), asdict(row))
    return written


def set_social_rates(actor: Actor, now: datetime, rows: Sequence[NewSocialRate]) -> int:
    """Puts a county's rates in force for all its workshops."""
    for row in rows:
        check_rate(row.kind, row.person_rate, row.employer_rate, row.floor_fen, row.ceiling_fen)
        _source(row.source)
    written = 0
    with transaction(actor, now) as tx:
        for row in rows:
            key = {"county_code": row.county_code, "kind": row.kind, "valid_from": row.valid_from}
            written += add_row(tx, _subject(SocialRateRow, key), asdict(row))
    return written


def set_social_bases(actor: Actor, now: datetime, workshop_id: int, rows: Sequence[NewSocialBase]) -> int:
    """Puts bases down, many at once, with one leaf for all of them."""
    for row in rows:
        check_base(str(row.worker_id), row.base_fen, row.kinds)
    common = {"workshop_id": workshop_id, "withdrawn": False, "recorded_at": now, "recorded_by": actor.name}
    values = [asdict(row) | common | {"id": new_id(), "kinds": "、".join(row.kinds)} for row in rows]
    with transaction(actor, now) as tx:
        tx.insert(SocialBaseRow, values)
        if rows:
            detail = {"rows": len(rows), "sha256": digest_rows(asdict(row) for row in rows)}
            tx.tell("set.social_bases", "social_base", detail, workshop_id)
    return len(values)


def set_tax_tables(actor: Actor, now: datetime, rows: Sequence[NewTaxTable]) -> int:
    """Puts tax tables in force for every workshop."""
    for row in rows:
        check_tax_table(row.kind, row.brackets, row.free_fen, row.free_to_fen, row.percent_off)
        _source(row.source)
    with transaction(actor, now) as tx:
        for row in rows:
            key = {"kind": row.kind, "valid_from": row.valid_from}
            values = asdict(row)
            brackets: Brackets = values.pop("brackets")
            add_row(tx, _subject(TaxTableRow, key), values, _bracket_rows(brackets))
    return len(rows)


def _bracket_rows(brackets: Brackets) -> list[dict[str, Any]]:
    return [
        {"position": position, "up_to_fen": up_to, "percent": percent, "quick_fen": quick}
        for position, (up_to, percent, quick) in enumerate(brackets, 1)
    ]


def _source(text: str) -> None:
    if not text.strip():
        raise Refused("没有写依据", "请写文号、公告或谁定的", "source")


def _subject(row: Any, key: Key, workshop_id: int = 0) -> Subject:
    return Subject(row, key, workshop_id, TaxBracketRow if row is TaxTableRow else None)
