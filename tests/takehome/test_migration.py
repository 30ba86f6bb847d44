"""Orders from before materials had rows of their own keep everything."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, create_engine

from workshop.store.database import engine_options
from workshop.store.schema import _config

BEFORE = (
    "INSERT INTO workshop (id, code, name, village, county_code, weekly_rest, credit_code, head_name, phone)"
    " VALUES (1, 'W1', '车间', '', '990100', '日', '', '', '')",
    "INSERT INTO product (workshop_id, id, code, name) VALUES (1, 5, 'P', '手套')",
    "INSERT INTO operation (workshop_id, id, product_id, code, seq, name, unit) VALUES (1, 6, 5, 'O', 1, '缝合', '双')",
    "INSERT INTO worker (workshop_id, id, worker_no, name, name_key, initials, sex, id_no_tail, phone, relation_to_head,"
    " address, post, hire_date, recorded_at)"
    " VALUES (1, 7, '1', '李秀英', '', '', '女', '', '', '', '', '', '2026-01-01', '2026-01-01')",
    "INSERT INTO takehome_order (workshop_id, id, order_no, worker_id, operation_id, issued_on, price, material,"
    " material_issued, material_per_piece, loss_allowance, material_price, recorded_at, recorded_by, import_id) VALUES"
    " (1, 71, 'D1', 7, 6, '2026-03-02', 2000, '手套坯', 100000, 10000, 200, 80000, '2026-03-02', '周师傅', 5),"
    " (1, 72, 'D2', 7, 6, '2026-03-02', 2000, '', 0, NULL, 0, NULL, '2026-03-02', '周师傅', NULL)",
    "INSERT INTO takehome_return (workshop_id, id, order_id, returned_on, inspected_on, good, defect_own, defect_other,"
    " material_returned, recorded_at, recorded_by) VALUES"
    " (1, 81, 71, '2026-03-09', '2026-03-10', 90000, 2000, 1000, 2000, '2026-03-09', '周师傅'),"
    " (1, 82, 72, '2026-03-09', NULL, 5000, 0, 0, 0, '2026-03-09', '周师傅')",
)


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Connection]:
    """A database of before with two orders, brought to the new tables."""
    url = f"sqlite:///{tmp_path}/before.db"
    engine = create_engine(url, **engine_options(url))
    with engine.connect() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
        for statement in BEFORE:
            connection.exec_driver_sql(statement)
        connection.commit()
        command.upgrade(config, "0006")
        yield connection
    engine.dispose()


def rows(connection: Connection, sql: str) -> list[tuple]:
    return [tuple(row) for row in connection.exec_driver_sql(sql)]


def test_an_order_keeps_its_material_and_what_was_handed_out(migrated):
    materials = rows(
        migrated, "SELECT order_id, position, name, per_piece, loss_allowance, price FROM takehome_material"
    )
    assert materials == [(71, 1, "手套坯", 10_000, 200, 80_000)]
    supplies = rows(migrated, "SELECT order_id, entry_id, supplied_on, quantity, import_id FROM takehome_supply")
    assert supplies == [(71, "71", "2026-03-02", 100_000, 5)]


def test_what_came_back_is_paid_by_the_day_of_its_inspection(migrated):
    assert rows(migrated, "SELECT entry_id, pay_on, good, rework FROM takehome_return ORDER BY id") == [
        ("81", "2026-03-10", 90_000, 0),
        ("82", None, 5_000, 0),
    ]
    assert rows(migrated, "SELECT return_id, quantity FROM takehome_return_material") == [(81, 2_000)]


def test_no_row_is_left_without_its_parent(migrated):
    assert rows(migrated, "PRAGMA foreign_key_check") == []
