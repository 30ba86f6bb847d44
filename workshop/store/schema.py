"""The schema of a database brought to the program's version, and the check that its keys are the right ones."""

from flask import current_app
from sqlalchemy import inspect, select

from workshop.store.database import db, writing
from workshop.store.keys import KeyTrouble
from workshop.store.rows import MetaRow


def prepare_database() -> None:
    """Creates or migrates the tables, then compares the key file with the database. Raises KeyTrouble."""
    token = writing.set(True)
    try:
        if not inspect(db.engine).has_table("workshop"):
            db.create_all()
        _check_keys()
    finally:
        writing.reset(token)


def _check_keys() -> None:
    ours = current_app.extensions["workshop-keys"].fingerprint
    theirs = db.session.scalar(select(MetaRow.value).where(MetaRow.name == "keys"))
    if theirs is None:
        db.session.add(MetaRow(name="keys", value=ours))
        db.session.commit()
    elif theirs != ours:
        raise KeyTrouble("这台机器的密钥文件不是这个数据库的。请把建库时的密钥文件放回原处(设置 WORKSHOP_KEY_FILE)")
    db.session.rollback()
