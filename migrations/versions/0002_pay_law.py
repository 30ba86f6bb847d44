"""Law as dated data: settings of pay, insurance rates and bases, tax tables with the first version, reversals of what was agreed."""

from datetime import date, datetime

import sqlalchemy as sa
from alembic import op

from workshop.pay.rows.frozen import freeze
from workshop.store.triggers import append_only_triggers

revision = "0002"
down_revision = "0001"

APPEND_ONLY = ("pay_setting", "social_rate", "social_base", "tax_table", "tax_bracket", "agreed_reversal")

# The first version of the country's tables, as published; nobody here has compared them, so no day of checking stands there.
_SOURCE = "个人所得税法(2018 年修正);国家税务总局公告 2018 年第 61 号附件 2 个人所得税预扣率表"
TAX_TABLES = {
    "wages": (1, 5_000_00, None, 0, f"{_SOURCE}一(工资薪金,累计预扣)"),
    "services": (2, 800_00, 4_000_00, 20, f"{_SOURCE}二(劳务报酬)"),
}
TAX_BRACKETS = {
    "wages": (
        (36_000_00, 3, 0),
        (144_000_00, 10, 2_520_00),
        (300_000_00, 20, 16_920_00),
        (420_000_00, 25, 31_920_00),
        (660_000_00, 30, 52_920_00),
        (960_000_00, 35, 85_920_00),
        (None, 45, 181_920_00),
    ),
    "services": ((20_000_00, 20, 0), (50_000_00, 30, 2_000_00), (None, 40, 7_000_00)),
}


def upgrade() -> None:
    """Adds the tables, the agreement of a deduction, and the tax tables in force since 2019."""
    _add_tables()
    for column in (
        sa.Column("agreement", sa.String(length=200), nullable=True),
        sa.Column("agreed_by", sa.String(length=64), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
    ):
        op.add_column("deduction", column)
    _ship_tax_tables()
    dialect = op.get_bind().dialect.name
    for statement in (*append_only_triggers(APPEND_ONLY, dialect), *freeze("run_law", "{row}.run_id", dialect)):
        op.execute(statement)


def _ship_tax_tables() -> None:
    table = sa.table(
        "tax_table",
        *(
            sa.column(name)
            for name in ("id", "kind", "free_fen", "free_to_fen", "percent_off", "source", "recorded_by")
        ),
        sa.column("valid_from", sa.Date()),
        sa.column("recorded_at", sa.DateTime()),
        sa.column("withdrawn", sa.Boolean()),
    )
    bracket = sa.table(
        "tax_bracket", *(sa.column(name) for name in ("table_id", "position", "up_to_fen", "percent", "quick_fen"))
    )
    common = {"valid_from": date(2019, 1, 1), "recorded_at": datetime(2019, 1, 1), "withdrawn": False}
    for kind, (key, free, free_to, percent_off, source) in TAX_TABLES.items():
        figures = {"free_fen": free, "free_to_fen": free_to, "percent_off": percent_off, "source": source}
        op.execute(table.insert().values(id=key, kind=kind, recorded_by="随程序带来", **figures, **common))
        for position, (up_to, percent, quick) in enumerate(TAX_BRACKETS[kind], 1):
            rates = {"up_to_fen": up_to, "percent": percent, "quick_fen": quick}
            op.execute(bracket.insert().values(table_id=key, position=position, **rates))


def _add_tables() -> None:
    op.create_table(
        "pay_setting",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("guarantee_fen", sa.BigInteger(), nullable=False),
        sa.Column("floor_fen", sa.BigInteger(), nullable=False),
        sa.Column("contract_as_wages", sa.Boolean(), nullable=False),
        sa.Column("contract_reason", sa.String(length=200), nullable=False),
        sa.Column("attendance_blocks", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_pay_setting_workshop_id_workshop")),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_pay_setting")),
    )
    op.create_table(
        "social_rate",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("county_code", sa.String(length=6), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("person_rate", sa.Integer(), nullable=False),
        sa.Column("employer_rate", sa.Integer(), nullable=False),
        sa.Column("floor_fen", sa.BigInteger(), nullable=True),
        sa.Column("ceiling_fen", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_social_rate")),
    )
    op.create_index("ix_social_rate_county", "social_rate", ["county_code"], unique=False)
    op.create_table(
        "social_base",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("worker_id", sa.BigInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("base_fen", sa.BigInteger(), nullable=False),
        sa.Column("kinds", sa.String(length=100), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "worker_id"],
            ["worker.workshop_id", "worker.id"],
            name=op.f("fk_social_base_workshop_id_worker_id_worker"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_social_base")),
    )
    op.create_index("ix_social_base_worker", "social_base", ["workshop_id", "worker_id"], unique=False)
    op.create_table(
        "tax_table",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("free_fen", sa.BigInteger(), nullable=False),
        sa.Column("free_to_fen", sa.BigInteger(), nullable=True),
        sa.Column("percent_off", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tax_table")),
    )
    op.create_table(
        "tax_bracket",
        sa.Column("table_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("up_to_fen", sa.BigInteger(), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("quick_fen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["table_id"], ["tax_table.id"], name=op.f("fk_tax_bracket_table_id_tax_table")),
        sa.PrimaryKeyConstraint("table_id", "position", name=op.f("pk_tax_bracket")),
    )
    op.create_table(
        "agreed_reversal",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("source_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=op.f("fk_agreed_reversal_workshop_id_workshop")),
        sa.PrimaryKeyConstraint("workshop_id", "kind", "source_id", name=op.f("pk_agreed_reversal")),
    )
    op.create_table(
        "run_law",
        sa.Column("workshop_id", sa.BigInteger(), nullable=False),
        sa.Column("run_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id", "run_id"],
            ["pay_run.workshop_id", "pay_run.id"],
            name=op.f("fk_run_law_workshop_id_run_id_pay_run"),
        ),
        sa.PrimaryKeyConstraint("workshop_id", "run_id", "part", name=op.f("pk_run_law")),
    )
