"""Names of people and operations by their keys, for sentences about events."""

from workshop.floor.rules.telling import Names
from workshop.store.database import fetch_all


def load_names(workshop_id: int) -> Names:
    """All of a workshop, two statements."""
    workers = fetch_all("SELECT id, name, worker_no FROM worker WHERE workshop_id = :w", w=workshop_id)
    operations = fetch_all("SELECT id, name, unit FROM operation WHERE workshop_id = :w", w=workshop_id)
    return Names({str(k): f"{name}({no})" for k, name, no in workers}, {str(k): name for k, name, _ in operations})
