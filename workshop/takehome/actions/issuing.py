"""Work goes home: an order with its materials, and more material for it later."""

from datetime import date, datetime
from typing import Any

from workshop.floor.rules.checks import Trouble
from workshop.floor.rules.entries import FloorFacts
from workshop.kernel.quantities import format_quantity, is_measured
from workshop.prices.queries import load_price_book
from workshop.prices.rules import Price
from workshop.store.audit import Actor
from workshop.store.database import fetch_all
from workshop.store.ids import new_id
from workshop.store.transaction import transaction
from workshop.takehome.actions.recording import (
    NONE,
    Done,
    Issued,
    Writing,
    begin,
    find_done,
    hash_content,
    insert_signatures,
    own_id,
    require_order,
)
from workshop.takehome.queries.balances import Only
from workshop.takehome.queries.state import (
    find_limit,
    load_households,
    load_paces,
    load_relation,
    load_state,
    load_work,
    material_ids,
    next_number,
    open_bag,
    same_day_names,
)
from workshop.takehome.queries.store import find_batch, load_shelf
from workshop.takehome.rows import (
    BatchOrderRow,
    TakehomeMaterialRow,
    TakehomeMemberRow,
    TakehomeOrderRow,
    TakehomeSupplyRow,
)
from workshop.takehome.rules.balance import MaterialFacts, Pieces, expected_pieces
from workshop.takehome.rules.bulk import check_day
from workshop.takehome.rules.entries import NewIssue, NewMaterial, NewSupply, check_signature, settle, warn
from workshop.takehome.rules.issuing import (
    IssueFacts,
    check_materials,
    find_issue_troubles,
    find_issue_warnings,
    people_of,
)
from workshop.takehome.rules.load import Load, Work, compute_load
from workshop.takehome.rules.returning import OrderState


def issue_order(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    order: NewIssue,
    on: date | None = None,
    accept: frozenset[str] = NONE,
    known_at: datetime | None = None,
) -> Issued:
    """Issues an order; its price is fixed now, and its relation judged. `known_at`: prices as a tablet knew them offline.

    `accept`: reasons that a person has let pass (rules.ACCEPTABLE). Raises RefusedTakehome.
    """
    with transaction(actor, now) as tx:
        to = begin(tx, actor, now, workshop_id, on, accept)
        content = hash_content(order)
        if done := find_done(to, "takehome_order", order.id, content):
            return _issued_before(to, done.id, order.id)
        floor, price = to.floor(), None
        if order.price is None:
            price = _listed_price(to, order, floor, known_at)
        facts = load_issue_facts(to, order, floor, price)
        passed = settle(find_issue_troubles(order, facts), accept)
        values = _order_values(to, order, facts, price, content)
        _insert(to, order, values)
        told = {"order": values["order_no"], "worker": order.worker_id, "accepted": sorted({f.reason for f in passed})}
        tx.tell("takehome.issue", f"takehome_order/{values['id']}", told, workshop_id)
    warnings = [*passed, *(warn(one) for one in find_issue_warnings(order, facts) if one is not None)]
    return Issued(values["id"], values["order_no"], values["entry_id"], False, tuple(warnings))


def _issued_before(to: Writing, order_id: int, entry_id: str) -> Issued:
    sql = "SELECT order_no FROM takehome_order WHERE workshop_id = :w AND id = :id"
    return Issued(order_id, fetch_all(sql, w=to.workshop_id, id=order_id)[0][0], entry_id, True)


def _listed_price(to: Writing, order: NewIssue, floor: FloorFacts, known_at: datetime | None) -> Price | None:
    worker = floor.workers.get(order.worker_id)
    grade = worker.terms_on(order.issued_on)[0] if worker else ""
    return load_price_book(to.workshop_id, known_at).find(order.operation_id, grade, order.issued_on)


def load_issue_facts(to: Writing, order: NewIssue, floor: FloorFacts, price: Price | None) -> IssueFacts:
    """Everything that an issue is judged by."""
    shop, people = to.workshop_id, people_of(order)
    households = load_households(shop, people)
    home = households.get(order.worker_id)
    limit = find_limit(shop, order.worker_id, home, order.issued_on)
    sql = "SELECT 1 FROM takehome_order WHERE workshop_id = :w AND order_no = :number"
    return IssueFacts(
        floor=floor,
        relation=load_relation(shop, order.worker_id, order.issued_on),
        price=price.rate if price else None,
        bag_order=open_bag(shop, order.bag_no),
        taken=bool(order.order_no and fetch_all(sql, w=shop, number=order.order_no)),
        households=households,
        batch_known=order.batch_id is None or find_batch(shop, order.batch_id) is not None,
        shelf=load_shelf(shop, order.batch_id) if order.batch_id is not None else None,
        same_day=same_day_names(shop, order.worker_id, order.operation_id, order.issued_on, people),
        limit=limit,
        load=_load(to, order, floor, home if limit and limit.whose == "全户" else None),
    )


def _load(to: Writing, order: NewIssue, floor: FloorFacts, household_id: int | None) -> Load:
    """What is out, of the person or of the household, with this order in it."""
    only = (
        Only(household_id=household_id, open_only=True)
        if household_id
        else Only(worker_id=order.worker_id, open_only=True)
    )
    operation = floor.operations.get(order.operation_id)
    materials = [MaterialFacts(m.issued, 0, Pieces(), m.per_piece, False) for m in order.materials]
    due = expected_pieces(order.quantity, materials, operation is None or not is_measured(operation.unit))
    work = [*load_work(to.workshop_id, only), Work(order.operation_id, due or 0)]
    return compute_load(work, load_paces(to.workshop_id, people_of(order), order.issued_on))


def _order_values(to: Writing, order: NewIssue, facts: IssueFacts, price: Price | None, content: str) -> dict[str, Any]:
    taken = ("worker_id", "operation_id", "issued_on", "due_on", "quantity", "bag_no", "most", "note")
    return (
        to.stamp()
        | {name: getattr(order, name) for name in taken}
        | {
            "id": new_id(),
            "entry_id": own_id(order.id),
            "content_hash": content,
            "order_no": order.order_no.strip() or next_number(to.workshop_id, order.issued_on),
            "price": order.price if price is None else price.rate,
            "price_from": price.valid_from if price else None,
            "relation": facts.relation.kind,
            "relation_reason": facts.relation.reason,
            "closed_on": None,
            "voided_on": None,
            "void_reason": "",
            "import_id": None,
        }
    )


def _insert(to: Writing, order: NewIssue, values: dict[str, Any]) -> None:
    shop, order_id = to.workshop_id, values["id"]
    to.tx.insert(TakehomeOrderRow, [values])
    materials = insert_materials(to, order_id, order.materials, 1)
    handed = [(materials[place], one.issued) for place, one in enumerate(order.materials, 1) if one.issued]
    insert_supplies(to, order_id, order.issued_on, handed, values["entry_id"], values["content_hash"])
    members = [{"workshop_id": shop, "order_id": order_id} | member._asdict() for member in order.members]
    to.tx.insert(TakehomeMemberRow, members if len(members) > 1 else [])
    if order.batch_id is not None:
        to.tx.insert(BatchOrderRow, [{"workshop_id": shop, "order_id": order_id, "batch_id": order.batch_id}])
    insert_signatures(to, order_id, "order", order_id, order.signatures)


def insert_materials(to: Writing, order_id: int, materials: tuple[NewMaterial, ...], first: int) -> dict[int, int]:
    """Adds materials to an order from a position on; answers position → id."""
    rows: list[dict[str, Any]] = [
        {
            "workshop_id": to.workshop_id,
            "id": new_id(),
            "order_id": order_id,
            "position": place,
            "name": one.name.strip(),
            "unit": one.unit.strip(),
            "per_piece": one.per_piece,
            "loss_allowance": one.loss_allowance,
            "price": one.price,
        }
        for place, one in enumerate(materials, first)
    ]
    to.tx.insert(TakehomeMaterialRow, rows)
    return {row["position"]: row["id"] for row in rows}


def insert_supplies(
    to: Writing, order_id: int, on: date, handed: list[tuple[int, int]], entry_id: str, content: str
) -> list[int]:
    """Writes (material, quantity) handed out together; answers the keys of the rows."""
    common = to.stamp() | {"entry_id": entry_id, "content_hash": content, "order_id": order_id, "supplied_on": on}
    plain = {"reverses": None, "reason": "", "import_id": None}
    rows = [common | plain | {"id": new_id(), "material_id": key, "quantity": count} for key, count in handed]
    to.tx.insert(TakehomeSupplyRow, rows)
    return [row["id"] for row in rows]


def supply_material(
    actor: Actor,
    now: datetime,
    workshop_id: int,
    supply: NewSupply,
    on: date | None = None,
    accept: frozenset[str] = NONE,
) -> Done:
    """Hands out more material for an open order 补料. Raises RefusedTakehome."""
    with transaction(actor, now) as tx:
        to = begin(tx, actor, now, workshop_id, on, accept)
        content = hash_content(supply)
        if done := find_done(to, "takehome_supply", supply.id, content):
            return done
        order = load_state(workshop_id, require_order(to, supply.order, supply.supplied_on))
        settle(_supply_troubles(supply, order, to.today), accept)
        keys = material_ids(workshop_id, order.order_id)
        new = insert_materials(to, order.order_id, supply.new_materials, len(keys) + 1)
        handed = [(keys[place], quantity) for place, quantity in supply.quantities if quantity]
        handed += [(new[len(keys) + n], one.issued) for n, one in enumerate(supply.new_materials, 1) if one.issued]
        entry_id = own_id(supply.id)
        rows = insert_supplies(to, order.order_id, supply.supplied_on, handed, entry_id, content)
        insert_signatures(to, order.order_id, "supply", rows[0], supply.signatures)
        tx.tell(
            "takehome.supply", f"takehome_order/{order.order_id}", {"supply": rows[0], "rows": len(rows)}, workshop_id
        )
    return Done(rows[0], entry_id, order.order_id)


def _supply_troubles(supply: NewSupply, order: OrderState, today: date) -> list[Trouble | None]:
    known = {material.position: material for material in order.materials}
    names = [(material.name, material.unit) for material in order.materials]
    issued = f"{order.order_no} 的领料日期"
    troubles = [
        *check_open(order),
        check_day("supplied_on", supply.supplied_on, order.issued_on, today, "补料日期", issued),
        *check_materials(supply.new_materials, names),
        *(check_signature(signature) for signature in supply.signatures),
    ]
    for place, quantity in supply.quantities:
        if place not in known or quantity <= 0 or (quantity % 1000 and not _divisible(known[place].unit)):
            shown, mend = format_quantity(quantity), "请核对补的是什么料、多少"
            troubles.append(Trouble("materials", shown, "material_unusable", "补料的品种或数量不对", mend))
    if not supply.quantities and not any(one.issued for one in supply.new_materials):
        troubles.append(Trouble("materials", "", "quantity_nothing", "没有写补了什么料", "没有补料就不用记"))
    return troubles


def _divisible(unit: str) -> bool:
    return not unit or is_measured(unit)


def check_open(order: OrderState) -> list[Trouble | None]:
    """Nothing more is handed out for an order that is over."""
    if order.voided_on is not None:
        return [Trouble("order", order.order_no, "order_voided", "这张外发单已经作废", "请核对单号或袋号")]
    if order.closed_on is not None:
        message = f"这张外发单已在 {order.closed_on} 结单"
        return [Trouble("order", order.order_no, "order_closed", message, "请核对袋号;还要发料请另开一张单")]
    return []
