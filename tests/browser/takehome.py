"""Bags out in households, as the reference of a tablet carries them."""

from datetime import date, timedelta
from typing import Any

from tests.browser.fake_sync import FakeSync

YARN = {"name": "棉纱", "unit": "公斤", "per_piece": 500, "loss": 300, "price": 125000}
LABEL = {"name": "商标", "unit": "个", "per_piece": 10000, "loss": 200, "price": 800}


def give_work_home(fake: FakeSync, bags: int) -> None:
    """Makes the workshop of `fake` one that gives work home: two kinds of work, and so many bags out, every fifth overdue."""
    today = date.fromisoformat(fake.reference["today"])
    people = [worker["id"] for worker in fake.reference["workers"][:12]]
    fake.reference = fake.reference | {
        "version": f"t{bags}",
        "takehome": {
            "code": "g1-",
            "next_bag": str(bags + 1),
            "due_days": 7,
            "people": people,
            "jobs": [
                {"id": "702:1", "operation": "702", "materials": [YARN, LABEL]},
                {"id": "703:1", "operation": "703", "materials": [YARN]},
            ],
            "last": {people[1]: "703:1"},
            "bags": [make_bag(n, people[n % 12], today) for n in range(bags)],
            "applied": [],
        },
    }


def make_bag(n: int, worker: str, today: date) -> dict[str, Any]:
    """One bag with yarn and labels for two hundred pairs, some of them brought back."""
    sums = {"good": 1000 * (n * 7 % 150), "own": 2000, "other": 1000, "rework": 0, "waiting": 0}
    materials = [
        YARN | {"position": 1, "issued": 10_500, "returned": 0},
        LABEL | {"position": 2, "issued": 200_000, "returned": 0},
    ]
    due = today + timedelta(days=-2 if n % 5 == 0 else n % 9)
    return {
        "order": str(8_000_000_000_000_000 + n),
        "issue": "",
        "bag": str(n + 1),
        "worker": worker,
        "operation": "702",
        "issued_on": (today - timedelta(days=10)).isoformat(),
        "due": due.isoformat(),
        "closed": None,
        "price": 768,
        "quantity": None,
        "contract": False,
        "most": None,
        "materials": materials,
    } | sums
