"""The address that leads from a paper to a worker's own pages."""

from collections.abc import Callable

from flask import current_app

from workshop.access.badges import newest_issues
from workshop.access.codes import make_code


def own_addresses(workshop_id: int) -> Callable[[int], str]:
    """Worker → what the code on his papers opens; empty where nobody has said under which address phones reach the program."""
    known = str(current_app.config.get("PUBLIC_ADDRESS", ""))
    issues = newest_issues(workshop_id) if known else {}

    def of(worker_id: int) -> str:
        return f"{known}/m/{make_code('badge', workshop_id, worker_id, issues.get(worker_id, 0))}" if known else ""

    return of
