"""On PostgreSQL the database itself keeps workshops apart: roles, rights and a policy for every table that is a workshop's."""

from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """What is done is done anew after every later migration and at every start, so that no table can be forgotten: see the store."""
    if op.get_bind().dialect.name == "postgresql":
        from workshop.store.row_security import protect

        protect(op.get_bind())
