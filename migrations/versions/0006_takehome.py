"""Take-home work whole: client orders and batches, several materials, shares, rework, reversals, signatures, limits."""

import sqlalchemy as sa
from alembic import op

from workshop.store.triggers import append_only_triggers

revision = "0006"
down_revision = "0005"

APPEND_ONLY = ("batch_receipt", "takehome_mark", "takehome_limit")

# What an order said of its one material becomes a row of its own; the keys of the order serve again.
_MOVE = (
    "INSERT INTO takehome_material (workshop_id, id, order_id, position, name, unit, per_piece, loss_allowance, price)"
    " SELECT workshop_id, id, id, 1, material, '', material_per_piece, loss_allowance, material_price FROM takehome_order"
    " WHERE material <> '' OR material_issued <> 0 OR material_per_piece IS NOT NULL OR material_price IS NOT NULL"
    " OR loss_allowance <> 0",
    "INSERT INTO takehome_supply (workshop_id, id, entry_id, content_hash, order_id, material_id, supplied_on, quantity,"
    " reverses, reason, recorded_at, recorded_by, import_id)"
    " SELECT workshop_id, id, CAST(id AS VARCHAR(64)), '', id, id, issued_on, material_issued, NULL, '', recorded_at,"
    " recorded_by, import_id FROM takehome_order WHERE material_issued <> 0",
    "INSERT INTO takehome_return_material (workshop_id, return_id, material_id, quantity)"
    " SELECT r.workshop_id, r.id, r.order_id, r.material_returned FROM takehome_return r"
    " JOIN takehome_material m ON m.workshop_id = r.workshop_id AND m.id = r.order_id WHERE r.material_returned <> 0",
    "UPDATE takehome_order SET entry_id = CAST(id AS VARCHAR(64))",
    "UPDATE takehome_return SET entry_id = CAST(id AS VARCHAR(64)), pay_on = inspected_on",
)
_OUT = "bag_no IS NOT NULL AND closed_on IS NULL AND voided_on IS NULL"


def upgrade() -> None:
    """Adds the tables and columns, moves each order's material into rows of its own."""
    _add_clients()
    _add_parts()
    _add_marks()
    _widen_orders()
    _widen_returns()
    for statement in _MOVE:
        op.execute(statement)
    _index()
    for column in ("material", "material_issued", "material_per_piece", "loss_allowance", "material_price"):
        op.drop_column("takehome_order", column)
    op.drop_column("takehome_return", "material_returned")
    for statement in append_only_triggers(APPEND_ONLY, op.get_bind().dialect.name):
        op.execute(statement)


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length=length), nullable=False, server_default="")


def _widen_orders() -> None:
    for column in (
        _text("entry_id", 64),
        _text("content_hash", 64),
        sa.Column("bag_no", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.BigInteger(), nullable=True),
        sa.Column("most", sa.BigInteger(), nullable=True),
        _text("relation", 10),
        _text("relation_reason", 200),
        _text("note", 200),
        sa.Column("voided_on", sa.Date(), nullable=True),
        _text("void_reason", 200),
    ):
        op.add_column("takehome_order", column)


def _widen_returns() -> None:
    for column in (
        _text("entry_id", 64),
        _text("content_hash", 64),
        sa.Column("pay_on", sa.Date(), nullable=True),
        sa.Column("rework", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("inspects", sa.BigInteger(), nullable=True),
        sa.Column("reverses", sa.BigInteger(), nullable=True),
        _text("reason", 200),
    ):
        op.add_column("takehome_return", column)


def _index() -> None:
    op.create_index("ix_takehome_order_entry", "takehome_order", ["workshop_id", "entry_id"], unique=True)
    op.create_index("ix_takehome_order_closed", "takehome_order", ["workshop_id", "closed_on"])
    where = sa.text(_OUT)
    op.create_index(
        "ix_takehome_order_bag",
        "takehome_order",
        ["workshop_id", "bag_no"],
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )
    op.drop_index("ix_takehome_return_inspected", "takehome_return")
    op.create_index("ix_takehome_return_pay", "takehome_return", ["workshop_id", "pay_on"])
    op.create_index("ix_takehome_return_returned", "takehome_return", ["workshop_id", "returned_on"])
    op.create_index("ix_takehome_return_entry", "takehome_return", ["workshop_id", "entry_id"], unique=True)
    op.create_index("ix_takehome_return_reverses", "takehome_return", ["workshop_id", "reverses"], unique=True)


def _add_clients() -> None:
    op.create_table(
        "client_order",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("client", sa.String(length=80), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("other_costs_fen", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("voided_on", sa.Date(), nullable=True),
        sa.Column("void_reason", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "product_id"],
            ["product.workshop_id", "product.id"],
            name=op.f("fk_client_order_workshop_id_product_id_product"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_client_order")),
        sa.UniqueConstraint("workshop_id", "number", name=op.f("uq_client_order_workshop_id_number")),
    )
    op.create_table(
        "client_order_operation",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("client_order_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("operation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "client_order_id"],
            ["client_order.workshop_id", "client_order.id"],
            name=op.f("fk_client_order_operation_workshop_id_client_order_id_client_order"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "operation_id"],
            ["operation.workshop_id", "operation.id"],
            name=op.f("fk_client_order_operation_workshop_id_operation_id_operation"),
        ),
        sa.PrimaryKeyConstraint(
            "workshop_id", "client_order_id", "operation_id", name=op.f("pk_client_order_operation")
        ),
    )
    op.create_table(
        "batch",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("client_order_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "client_order_id"],
            ["client_order.workshop_id", "client_order.id"],
            name=op.f("fk_batch_workshop_id_client_order_id_client_order"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_batch")),
        sa.UniqueConstraint("workshop_id", "number", name=op.f("uq_batch_workshop_id_number")),
    )
    op.create_table(
        "batch_receipt",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.String(length=64), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("unit", sa.String(length=8), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("reverses", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "batch_id"],
            ["batch.workshop_id", "batch.id"],
            name=op.f("fk_batch_receipt_workshop_id_batch_id_batch"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_batch_receipt")),
        sa.UniqueConstraint("workshop_id", "reverses", name=op.f("uq_batch_receipt_workshop_id_reverses")),
    )
    op.create_index("ix_batch_receipt_batch", "batch_receipt", ["workshop_id", "batch_id"], unique=False)
    op.create_index("ix_batch_receipt_entry", "batch_receipt", ["workshop_id", "entry_id"], unique=True)
    op.create_table(
        "batch_order",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "batch_id"],
            ["batch.workshop_id", "batch.id"],
            name=op.f("fk_batch_order_workshop_id_batch_id_batch"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "order_id"],
            ["takehome_order.workshop_id", "takehome_order.id"],
            name=op.f("fk_batch_order_workshop_id_order_id_takehome_order"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "order_id", name=op.f("pk_batch_order")),
    )
    op.create_index("ix_batch_order_batch", "batch_order", ["workshop_id", "batch_id"], unique=False)


def _add_parts() -> None:
    op.create_table(
        "takehome_material",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("unit", sa.String(length=8), nullable=False),
        sa.Column("per_piece", sa.BigInteger(), nullable=True),
        sa.Column("loss_allowance", sa.Integer(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id", "order_id"],
            ["takehome_order.workshop_id", "takehome_order.id"],
            name=op.f("fk_takehome_material_workshop_id_order_id_takehome_order"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_takehome_material")),
        sa.UniqueConstraint(
            "workshop_id", "order_id", "position", name=op.f("uq_takehome_material_workshop_id_order_id_position")
        ),
    )
    op.create_table(
        "takehome_supply",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.String(length=64), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("material_id", sa.BigInteger(), nullable=False),
        sa.Column("supplied_on", sa.Date(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("reverses", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id", "material_id"],
            ["takehome_material.workshop_id", "takehome_material.id"],
            name=op.f("fk_takehome_supply_workshop_id_material_id_takehome_material"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "order_id"],
            ["takehome_order.workshop_id", "takehome_order.id"],
            name=op.f("fk_takehome_supply_workshop_id_order_id_takehome_order"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_takehome_supply")),
        sa.UniqueConstraint("workshop_id", "reverses", name=op.f("uq_takehome_supply_workshop_id_reverses")),
    )
    op.create_index(
        "ix_takehome_supply_entry", "takehome_supply", ["workshop_id", "entry_id", "material_id"], unique=True
    )
    op.create_index("ix_takehome_supply_material", "takehome_supply", ["workshop_id", "material_id"], unique=False)
    op.create_index("ix_takehome_supply_order", "takehome_supply", ["workshop_id", "order_id"], unique=False)
    op.create_table(
        "takehome_member",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("worker_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "order_id"],
            ["takehome_order.workshop_id", "takehome_order.id"],
            name=op.f("fk_takehome_member_workshop_id_order_id_takehome_order"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_takehome_member_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "order_id", "worker_id", name=op.f("pk_takehome_member")),
    )
    op.create_index("ix_takehome_member_worker", "takehome_member", ["workshop_id", "worker_id"], unique=False)
    op.create_table(
        "takehome_return_material",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("return_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("material_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "material_id"],
            ["takehome_material.workshop_id", "takehome_material.id"],
            name=op.f("fk_takehome_return_material_workshop_id_material_id_takehome_material"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "return_id"],
            ["takehome_return.workshop_id", "takehome_return.id"],
            name=op.f("fk_takehome_return_material_workshop_id_return_id_takehome_return"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "return_id", "material_id", name=op.f("pk_takehome_return_material")),
    )
    op.create_index(
        "ix_takehome_return_material_material", "takehome_return_material", ["workshop_id", "material_id"], unique=False
    )
    op.create_table(
        "takehome_return_share",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("return_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("worker_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("pieces", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "return_id"],
            ["takehome_return.workshop_id", "takehome_return.id"],
            name=op.f("fk_takehome_return_share_workshop_id_return_id_takehome_return"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_takehome_return_share_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "return_id", "worker_id", name=op.f("pk_takehome_return_share")),
    )
    op.create_index(
        "ix_takehome_return_share_worker", "takehome_return_share", ["workshop_id", "worker_id"], unique=False
    )


def _add_marks() -> None:
    op.create_table(
        "takehome_mark",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.String(length=10), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("image", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "order_id"],
            ["takehome_order.workshop_id", "takehome_order.id"],
            name=op.f("fk_takehome_mark_workshop_id_order_id_takehome_order"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_takehome_mark")),
    )
    op.create_index("ix_takehome_mark_order", "takehome_mark", ["workshop_id", "order_id"], unique=False)
    op.create_table(
        "takehome_limit",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=True),
        sa.Column("household_id", sa.BigInteger(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("pieces", sa.BigInteger(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("blocks", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "household_id"],
            ["household.workshop_id", "household.id"],
            name=op.f("fk_takehome_limit_workshop_id_household_id_household"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_takehome_limit_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_takehome_limit")),
    )
