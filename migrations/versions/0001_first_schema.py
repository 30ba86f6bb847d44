"""The first schema."""

import sqlalchemy as sa
from alembic import op

from workshop.pay.rows import frozen_triggers
from workshop.store.triggers import append_only_triggers

revision = "0001"
down_revision = None

APPEND_ONLY = (
    "audit_leaf",
    "form_nonce",
    "audit_seal",
    "sealed_leaf",
    "output",
    "team_output",
    "team_share",
    "hours",
    "attendance",
    "inbox",
    "judgement",
    "conflict",
    "cleared_double",
    "confirmation",
    "proposal",
    "proposal_decision",
    "target",
    "ticket",
    "void_ticket",
)


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("workshop_id", sa.BigInteger(), nullable=True),
        sa.Column("county_code", sa.String(length=6), nullable=True),
        sa.Column("worker_id", sa.BigInteger(), nullable=True),
        sa.Column("disabled_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    op.create_table(
        "audit_leaf",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("actor_name", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("commitment", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_leaf")),
    )
    op.create_index("ix_audit_leaf_subject", "audit_leaf", ["workshop_id", "subject"], unique=False)
    op.create_table(
        "audit_seal",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("leaves", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_seal")),
    )
    op.create_table(
        "backup",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("file", sa.String(length=400), nullable=False),
        sa.Column("copy", sa.String(length=400), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("epoch", sa.String(length=32), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup")),
    )
    op.create_table(
        "cleared_double",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("first_id", sa.String(length=64), nullable=False),
        sa.Column("second_id", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "first_id", "second_id", name=op.f("pk_cleared_double")),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(), nullable=False),
        sa.Column("enrolled_by", sa.String(length=64), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_device_token_hash")),
    )
    op.create_index("ix_device_workshop", "device", ["workshop_id"], unique=False)
    op.create_table(
        "enrolment",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_enrolment")),
    )
    op.create_table(
        "form_nonce",
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("nonce", name=op.f("pk_form_nonce")),
    )
    op.create_table(
        "inbox",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("device_id", sa.BigInteger(), nullable=False),
        sa.Column("device_epoch", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_inbox")),
        sa.UniqueConstraint(
            "workshop_id",
            "device_id",
            "device_epoch",
            "seq",
            name=op.f("uq_inbox_workshop_id_device_id_device_epoch_seq"),
        ),
    )
    op.create_index("ix_inbox_date", "inbox", ["workshop_id", "date"], unique=False)
    op.create_table(
        "login_attempt",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("login_key", sa.String(length=64), nullable=False),
        sa.Column("address_key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempt")),
    )
    op.create_index("ix_login_attempt_address", "login_attempt", ["address_key", "at"], unique=False)
    op.create_index("ix_login_attempt_login", "login_attempt", ["login_key", "at"], unique=False)
    op.create_table(
        "meta",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
    )
    op.create_table(
        "minimum_wage",
        sa.Column("county_code", sa.String(length=6), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("monthly_fen", sa.BigInteger(), nullable=False),
        sa.Column("hourly_fen", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("county_code", "valid_from", name=op.f("pk_minimum_wage")),
    )
    op.create_table(
        "photo",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("image", sa.LargeBinary(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_photo")),
    )
    op.create_table(
        "pin",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("iterations", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_pin")),
    )
    op.create_table(
        "sealed_leaf",
        sa.Column("leaf_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seal_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("leaf_id", name=op.f("pk_sealed_leaf")),
    )
    op.create_index(op.f("ix_sealed_leaf_seal_seq"), "sealed_leaf", ["seal_seq"], unique=False)
    op.create_table(
        "session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_account_id"), "session", ["account_id"], unique=False)
    op.create_table(
        "shifted_day",
        sa.Column("workshop_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("rest", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "date", name=op.f("pk_shifted_day")),
    )
    op.create_table(
        "statutory_day",
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("date", name=op.f("pk_statutory_day")),
    )
    op.create_table(
        "statutory_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_statutory_year")),
    )
    op.create_table(
        "upload_mark",
        sa.Column("workshop_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("device_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("device_epoch", sa.String(length=36), nullable=False),
        sa.Column("received_to", sa.BigInteger(), nullable=False),
        sa.Column("backed_up_to", sa.BigInteger(), nullable=False),
        sa.Column("high", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "device_id", "device_epoch", name=op.f("pk_upload_mark")),
    )
    op.create_table(
        "workshop",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("village", sa.String(length=80), nullable=False),
        sa.Column("county_code", sa.String(length=6), nullable=False),
        sa.Column("weekly_rest", sa.String(length=6), nullable=False),
        sa.Column("credit_code", sa.String(length=18), nullable=False),
        sa.Column("head_name", sa.String(length=64), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop")),
        sa.UniqueConstraint("code", name=op.f("uq_workshop_code")),
    )
    op.create_table(
        "conflict",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.String(length=64), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("device_id", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "event_id"],
            ["inbox.workshop_id", "inbox.id"],
            name=op.f("fk_conflict_workshop_id_event_id_inbox"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "event_id", "content_hash", name=op.f("pk_conflict")),
    )
    op.create_table(
        "household",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("household_no", sa.String(length=32), nullable=False),
        sa.Column("head_name", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_household_workshop_id_workshop")),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_household")),
        sa.UniqueConstraint("workshop_id", "household_no", name=op.f("uq_household_workshop_id_household_no")),
    )
    op.create_table(
        "import",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("rows_refused", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("undone_by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_import_workshop_id_workshop")),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_import")),
    )
    op.create_table(
        "judgement",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "event_id"],
            ["inbox.workshop_id", "inbox.id"],
            name=op.f("fk_judgement_workshop_id_event_id_inbox"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "event_id", "version", name=op.f("pk_judgement")),
    )
    op.create_index("ix_judgement_state", "judgement", ["workshop_id", "state"], unique=False)
    op.create_table(
        "pay_run",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("rules_version", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("workers", sa.Integer(), nullable=False),
        sa.Column("gross", sa.BigInteger(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("computed_at", sa.DateTime(), nullable=False),
        sa.Column("computed_by", sa.String(length=64), nullable=False),
        sa.Column("computed_by_id", sa.BigInteger(), nullable=True),
        sa.Column("hands", sa.String(length=400), nullable=False),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("approved_by", sa.String(length=64), nullable=True),
        sa.Column("approved_by_id", sa.BigInteger(), nullable=True),
        sa.Column("locked_at", sa.DateTime(), nullable=True),
        sa.Column("locked_by", sa.String(length=64), nullable=True),
        sa.Column("paid_at", sa.DateTime(), nullable=True),
        sa.Column("paid_by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_pay_run_workshop_id_workshop")),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_pay_run")),
        sa.UniqueConstraint("workshop_id", "period", "part", name=op.f("uq_pay_run_workshop_id_period_part")),
    )
    op.create_table(
        "pending",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "event_id"],
            ["inbox.workshop_id", "inbox.id"],
            name=op.f("fk_pending_workshop_id_event_id_inbox"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "event_id", name=op.f("pk_pending")),
    )
    op.create_table(
        "product",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_product_workshop_id_workshop")),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_product")),
        sa.UniqueConstraint("workshop_id", "code", name=op.f("uq_product_workshop_id_code")),
    )
    op.create_table(
        "ticket_batch",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("bundle_size", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("printed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_ticket_batch_workshop_id_workshop")),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_ticket_batch")),
    )
    op.create_index("ix_ticket_batch_made", "ticket_batch", ["workshop_id", "made_at"], unique=False)
    op.create_table(
        "operation",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("unit", sa.String(length=8), nullable=False),
        sa.Column("std_seconds", sa.Integer(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id", "product_id"],
            ["product.workshop_id", "product.id"],
            name=op.f("fk_operation_workshop_id_product_id_product"),
        ),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_operation_workshop_id_workshop")),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_operation")),
        sa.UniqueConstraint("workshop_id", "code", name=op.f("uq_operation_workshop_id_code")),
    )
    op.create_table(
        "run_inputs",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("run_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("ids", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "run_id"],
            ["pay_run.workshop_id", "pay_run.id"],
            name=op.f("fk_run_inputs_workshop_id_run_id_pay_run"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "run_id", "source", name=op.f("pk_run_inputs")),
    )
    op.create_table(
        "run_problem",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("run_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("sentence", sa.String(length=600), nullable=False),
        sa.Column("mend", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "run_id"],
            ["pay_run.workshop_id", "pay_run.id"],
            name=op.f("fk_run_problem_workshop_id_run_id_pay_run"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "run_id", "position", name=op.f("pk_run_problem")),
    )
    op.create_table(
        "worker",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("worker_no", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("name_key", sa.String(length=64), nullable=False),
        sa.Column("initials", sa.String(length=400), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("id_no_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id_no_index", sa.LargeBinary(length=16), nullable=True),
        sa.Column("id_no_tail", sa.String(length=4), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("household_id", sa.BigInteger(), nullable=True),
        sa.Column("relation_to_head", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("post", sa.String(length=40), nullable=False),
        sa.Column("hire_date", sa.Date(), nullable=False),
        sa.Column("leave_date", sa.Date(), nullable=True),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "household_id"],
            ["household.workshop_id", "household.id"],
            name=op.f("fk_worker_workshop_id_household_id_household"),
        ),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_worker_workshop_id_workshop")),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_worker")),
        sa.UniqueConstraint("workshop_id", "id_no_index", name=op.f("uq_worker_workshop_id_id_no_index")),
        sa.UniqueConstraint("workshop_id", "worker_no", name=op.f("uq_worker_workshop_id_worker_no")),
    )
    op.create_index("ix_worker_name_key", "worker", ["workshop_id", "name_key"], unique=False)
    op.create_table(
        "advance",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_advance_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_advance")),
    )
    op.create_index("ix_advance_worker", "advance", ["workshop_id", "worker_id"], unique=False)
    op.create_table(
        "allowance",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("taxable", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_allowance_workshop_id_worker_id_worker"),
        ),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_allowance_workshop_id_workshop")),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_allowance")),
    )
    op.create_table(
        "attendance",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("status", sa.String(length=4), nullable=False),
        sa.Column("clock_in", sa.Integer(), nullable=True),
        sa.Column("clock_out", sa.Integer(), nullable=True),
        sa.Column("overtime_minutes", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_attendance_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "worker_id", "date", "version", name=op.f("pk_attendance")),
    )
    op.create_index("ix_attendance_date", "attendance", ["workshop_id", "date", "worker_id"], unique=False)
    op.create_table(
        "bank_account",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("bank_name", sa.String(length=80), nullable=False),
        sa.Column("holder_name", sa.String(length=64), nullable=False),
        sa.Column("card_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("card_index", sa.LargeBinary(length=16), nullable=False),
        sa.Column("card_tail", sa.String(length=4), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_bank_account_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_bank_account")),
    )
    op.create_index("ix_bank_account_card", "bank_account", ["workshop_id", "card_index"], unique=False)
    op.create_index("ix_bank_account_worker", "bank_account", ["workshop_id", "worker_id"], unique=False)
    op.create_table(
        "confirmation",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_confirmation_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "worker_id", "date", "version", name=op.f("pk_confirmation")),
    )
    op.create_table(
        "contract",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_contract_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_contract")),
    )
    op.create_index("ix_contract_worker", "contract", ["workshop_id", "worker_id"], unique=False)
    op.create_table(
        "deduction",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_deduction_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_deduction")),
    )
    op.create_index("ix_deduction_worker", "deduction", ["workshop_id", "worker_id"], unique=False)
    op.create_table(
        "hours",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("pay_on", sa.Date(), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("activity", sa.String(length=40), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=True),
        sa.Column("band", sa.String(length=10), nullable=False),
        sa.Column("reverses", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_hours_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_hours")),
        sa.UniqueConstraint("workshop_id", "reverses", name=op.f("uq_hours_workshop_id_reverses")),
    )
    op.create_index("ix_hours_pay", "hours", ["workshop_id", "pay_on", "worker_id"], unique=False)
    op.create_table(
        "locked",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("locked_to", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_locked_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "worker_id", name=op.f("pk_locked")),
    )
    op.create_table(
        "output",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("pay_on", sa.Date(), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("operation_id", sa.BigInteger(), nullable=False),
        sa.Column("good", sa.BigInteger(), nullable=False),
        sa.Column("defect_own", sa.BigInteger(), nullable=False),
        sa.Column("defect_other", sa.BigInteger(), nullable=False),
        sa.Column("band", sa.String(length=10), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("price_grade", sa.String(length=20), nullable=False),
        sa.Column("price_from", sa.Date(), nullable=True),
        sa.Column("defect_charge", sa.BigInteger(), nullable=True),
        sa.Column("reverses", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id", "operation_id"],
            ["operation.workshop_id", "operation.id"],
            name=op.f("fk_output_workshop_id_operation_id_operation"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_output_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_output")),
        sa.UniqueConstraint("workshop_id", "reverses", name=op.f("uq_output_workshop_id_reverses")),
    )
    op.create_index("ix_output_date", "output", ["workshop_id", "date", "worker_id"], unique=False)
    op.create_index("ix_output_pay", "output", ["workshop_id", "pay_on", "worker_id"], unique=False)
    op.create_index(
        "ix_output_unpriced",
        "output",
        ["workshop_id", "id"],
        unique=False,
        sqlite_where=sa.text("price IS NULL"),
        postgresql_where=sa.text("price IS NULL"),
    )
    op.create_index("ix_output_worker", "output", ["workshop_id", "worker_id", "date"], unique=False)
    op.create_table(
        "price",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("operation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("grade", sa.String(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.Column("defect_charge", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id", "operation_id"],
            ["operation.workshop_id", "operation.id"],
            name=op.f("fk_price_workshop_id_operation_id_operation"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "operation_id", "grade", "valid_from", "version", name=op.f("pk_price")),
    )
    op.create_table(
        "prior_months",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("income_fen", sa.BigInteger(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("tax_withheld_fen", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_prior_months_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "worker_id", "year", name=op.f("pk_prior_months")),
    )
    op.create_table(
        "run_absence",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("run_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("worker_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "run_id"],
            ["pay_run.workshop_id", "pay_run.id"],
            name=op.f("fk_run_absence_workshop_id_run_id_pay_run"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_run_absence_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "run_id", "worker_id", name=op.f("pk_run_absence")),
    )
    op.create_table(
        "slip",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("gross", sa.BigInteger(), nullable=False),
        sa.Column("topup", sa.BigInteger(), nullable=False),
        sa.Column("tax", sa.BigInteger(), nullable=False),
        sa.Column("loss", sa.BigInteger(), nullable=False),
        sa.Column("advance", sa.BigInteger(), nullable=False),
        sa.Column("other", sa.BigInteger(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("carried", sa.BigInteger(), nullable=False),
        sa.Column("taxed", sa.BigInteger(), nullable=False),
        sa.Column("labour_service", sa.Boolean(), nullable=False),
        sa.Column("attended_halves", sa.Integer(), nullable=False),
        sa.Column("due_days", sa.Integer(), nullable=False),
        sa.Column("minimum_rule", sa.String(length=4), nullable=False),
        sa.Column("minimum_sentence", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "run_id"],
            ["pay_run.workshop_id", "pay_run.id"],
            name=op.f("fk_slip_workshop_id_run_id_pay_run"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_slip_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_slip")),
    )
    op.create_index("ix_slip_run", "slip", ["workshop_id", "run_id"], unique=False)
    op.create_index("ux_slip_worker_period", "slip", ["workshop_id", "worker_id", "period"], unique=True)
    op.create_table(
        "takehome_order",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("order_no", sa.String(length=32), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("operation_id", sa.BigInteger(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("price_from", sa.Date(), nullable=True),
        sa.Column("material", sa.String(length=80), nullable=False),
        sa.Column("material_issued", sa.BigInteger(), nullable=False),
        sa.Column("material_per_piece", sa.BigInteger(), nullable=True),
        sa.Column("loss_allowance", sa.Integer(), nullable=False),
        sa.Column("material_price", sa.BigInteger(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id", "operation_id"],
            ["operation.workshop_id", "operation.id"],
            name=op.f("fk_takehome_order_workshop_id_operation_id_operation"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_takehome_order_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_takehome_order")),
        sa.UniqueConstraint("workshop_id", "order_no", name=op.f("uq_takehome_order_workshop_id_order_no")),
    )
    op.create_index("ix_takehome_order_worker", "takehome_order", ["workshop_id", "worker_id"], unique=False)
    op.create_table(
        "target",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("operation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "operation_id"],
            ["operation.workshop_id", "operation.id"],
            name=op.f("fk_target_workshop_id_operation_id_operation"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "operation_id", "valid_from", "version", name=op.f("pk_target")),
    )
    op.create_table(
        "team_output",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("pay_on", sa.Date(), nullable=False),
        sa.Column("operation_id", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("split", sa.String(length=20), nullable=False),
        sa.Column("band", sa.String(length=10), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("price_from", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("reverses", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id", "operation_id"],
            ["operation.workshop_id", "operation.id"],
            name=op.f("fk_team_output_workshop_id_operation_id_operation"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_team_output")),
        sa.UniqueConstraint("workshop_id", "reverses", name=op.f("uq_team_output_workshop_id_reverses")),
    )
    op.create_index("ix_team_output_pay", "team_output", ["workshop_id", "pay_on"], unique=False)
    op.create_table(
        "ticket",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("bundle", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "batch_id"],
            ["ticket_batch.workshop_id", "ticket_batch.id"],
            name=op.f("fk_ticket_workshop_id_batch_id_ticket_batch"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "operation_id"],
            ["operation.workshop_id", "operation.id"],
            name=op.f("fk_ticket_workshop_id_operation_id_operation"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_ticket")),
        sa.UniqueConstraint(
            "workshop_id",
            "batch_id",
            "bundle",
            "operation_id",
            name=op.f("uq_ticket_workshop_id_batch_id_bundle_operation_id"),
        ),
    )
    op.create_table(
        "tier",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("operation_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("above", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "operation_id"],
            ["operation.workshop_id", "operation.id"],
            name=op.f("fk_tier_workshop_id_operation_id_operation"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "operation_id", "valid_from", "above", name=op.f("pk_tier")),
    )
    op.create_table(
        "worker_category",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_worker_category_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "worker_id", "category", "valid_from", name=op.f("pk_worker_category")),
    )
    op.create_table(
        "worker_pin",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("iterations", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_worker_pin_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "worker_id", name=op.f("pk_worker_pin")),
    )
    op.create_table(
        "worker_terms",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("hours_system", sa.String(length=16), nullable=False),
        sa.Column("grade", sa.String(length=20), nullable=False),
        sa.Column("monthly_fen", sa.BigInteger(), nullable=True),
        sa.Column("daily_fen", sa.BigInteger(), nullable=True),
        sa.Column("hourly_fen", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_worker_terms_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "worker_id", "valid_from", name=op.f("pk_worker_terms")),
    )
    op.create_table(
        "proposal",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("operation_id", sa.BigInteger(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("good", sa.BigInteger(), nullable=False),
        sa.Column("defect_own", sa.BigInteger(), nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "operation_id"],
            ["operation.workshop_id", "operation.id"],
            name=op.f("fk_proposal_workshop_id_operation_id_operation"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "ticket_id"],
            ["ticket.workshop_id", "ticket.id"],
            name=op.f("fk_proposal_workshop_id_ticket_id_ticket"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_proposal_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_proposal")),
    )
    op.create_index("ux_proposal_ticket", "proposal", ["workshop_id", "ticket_id", "turn"], unique=True)
    op.create_table(
        "slip_balance",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("slip_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "slip_id"],
            ["slip.workshop_id", "slip.id"],
            name=op.f("fk_slip_balance_workshop_id_slip_id_slip"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "slip_id", "position", name=op.f("pk_slip_balance")),
    )
    op.create_table(
        "slip_deduction",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("slip_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step", sa.String(length=8), nullable=False),
        sa.Column("rule", sa.String(length=4), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("owed", sa.BigInteger(), nullable=False),
        sa.Column("taken", sa.BigInteger(), nullable=False),
        sa.Column("carried", sa.BigInteger(), nullable=False),
        sa.Column("sentence", sa.String(length=600), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "slip_id"],
            ["slip.workshop_id", "slip.id"],
            name=op.f("fk_slip_deduction_workshop_id_slip_id_slip"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "slip_id", "position", name=op.f("pk_slip_deduction")),
    )
    op.create_table(
        "slip_line",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("slip_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("rule", sa.String(length=4), nullable=False),
        sa.Column("operation_id", sa.BigInteger(), nullable=True),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("band", sa.String(length=10), nullable=False),
        sa.Column("twice", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("taxable", sa.Boolean(), nullable=False),
        sa.Column("late", sa.BigInteger(), nullable=False),
        sa.Column("sentence", sa.String(length=600), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "slip_id"],
            ["slip.workshop_id", "slip.id"],
            name=op.f("fk_slip_line_workshop_id_slip_id_slip"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "slip_id", "position", name=op.f("pk_slip_line")),
    )
    op.create_table(
        "slip_source",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("source_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("slip_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "slip_id"],
            ["slip.workshop_id", "slip.id"],
            name=op.f("fk_slip_source_workshop_id_slip_id_slip"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "kind", "source_id", name=op.f("pk_slip_source")),
    )
    op.create_index("ix_slip_source_slip", "slip_source", ["workshop_id", "slip_id"], unique=False)
    op.create_table(
        "takehome_return",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=False),
        sa.Column("inspected_on", sa.Date(), nullable=True),
        sa.Column("good", sa.BigInteger(), nullable=False),
        sa.Column("defect_own", sa.BigInteger(), nullable=False),
        sa.Column("defect_other", sa.BigInteger(), nullable=False),
        sa.Column("material_returned", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id", "order_id"],
            ["takehome_order.workshop_id", "takehome_order.id"],
            name=op.f("fk_takehome_return_workshop_id_order_id_takehome_order"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_takehome_return")),
    )
    op.create_index("ix_takehome_return_inspected", "takehome_return", ["workshop_id", "inspected_on"], unique=False)
    op.create_index("ix_takehome_return_order", "takehome_return", ["workshop_id", "order_id"], unique=False)
    op.create_table(
        "team_share",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("team_output_id", sa.String(length=64), nullable=False),
        sa.Column("worker_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("weight", sa.Integer(), nullable=True),
        sa.Column("share", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id", "team_output_id"],
            ["team_output.workshop_id", "team_output.id"],
            name=op.f("fk_team_share_workshop_id_team_output_id_team_output"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_team_share_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "team_output_id", "worker_id", name=op.f("pk_team_share")),
    )
    op.create_index("ix_team_share_worker", "team_share", ["workshop_id", "worker_id"], unique=False)
    op.create_table(
        "void_ticket",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "ticket_id"],
            ["ticket.workshop_id", "ticket.id"],
            name=op.f("fk_void_ticket_workshop_id_ticket_id_ticket"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "ticket_id", name=op.f("pk_void_ticket")),
    )
    op.create_table(
        "open_proposal",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("proposal_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "proposal_id"],
            ["proposal.workshop_id", "proposal.id"],
            name=op.f("fk_open_proposal_workshop_id_proposal_id_proposal"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "proposal_id", name=op.f("pk_open_proposal")),
    )
    op.create_table(
        "proposal_decision",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("proposal_id", sa.String(length=64), nullable=False),
        sa.Column("approved", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "proposal_id"],
            ["proposal.workshop_id", "proposal.id"],
            name=op.f("fk_proposal_decision_workshop_id_proposal_id_proposal"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "proposal_id", name=op.f("pk_proposal_decision")),
    )
    dialect = op.get_bind().dialect.name
    for statement in (*append_only_triggers(APPEND_ONLY, dialect), *frozen_triggers(dialect)):
        op.execute(statement)
