"""Names of people and operations by their keys, for sentences about events."""

from dataclasses import dataclass

from workshop.store.database import fetch_all


@dataclass(frozen=True)
class Names:
    """Keys as events carry them (text) → what a person calls them."""

    workers: dict[str, str]
    operations: dict[str, str]


def load_names(workshop_id: int) -> Names:
    """All of a workshop, two statements."""
    workers = fetch_all("SELECT id, name, worker_no FROM worker WHERE workshop_id = :w", w=workshop_id)
    operations = fetch_all("SELECT id, name, unit FROM operation WHERE workshop_id = :w", w=workshop_id)
    return Names({str(k): f"{name}({no})" for k, name, no in workers}, {str(k): name for k, name, _ in operations})
