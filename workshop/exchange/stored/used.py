"""Which prices are fixed on what stands: those cannot be taken back."""

from datetime import date

from sqlalchemy import select

from workshop.floor.rows import OutputRow, TeamOutputRow
from workshop.prices.rows import PriceRow
from workshop.store.database import db
from workshop.takehome.rows import TakehomeOrderRow


def prices_in_use(shop: int) -> set[tuple[int, str, date]]:
    """(operation id, grade, valid from) of every price that an entry, a team or an order carries."""
    row, team, order = OutputRow, TeamOutputRow, TakehomeOrderRow
    undone = select(row.reverses).where(row.workshop_id == shop, row.reverses.is_not(None))
    output = select(row.operation_id, row.price_grade, row.price_from).where(
        row.workshop_id == shop, row.price_from.is_not(None), row.reverses.is_(None), row.id.not_in(undone)
    )
    teams = select(team.operation_id, team.price_from).where(team.workshop_id == shop, team.price_from.is_not(None))
    # An order keeps the day of its price but not its grade: every grade of that day counts as used.
    same = (PriceRow.operation_id == order.operation_id) & (PriceRow.valid_from == order.price_from)
    orders = select(PriceRow.operation_id, PriceRow.grade, PriceRow.valid_from).join(
        order, same & (order.workshop_id == PriceRow.workshop_id)
    )
    used = {tuple(found) for found in db.session.execute(output.distinct())}
    used |= {(what, "", start) for what, start in db.session.execute(teams.distinct())}
    used |= {tuple(found) for found in db.session.execute(orders.where(PriceRow.workshop_id == shop).distinct())}
    return used  # type: ignore[return-value]
