"""Fetching a file of a job: on the record, because whole numbers may stand in it."""

from datetime import datetime

from workshop.store.audit import Actor
from workshop.store.jobs.files import read_file
from workshop.store.jobs.queries import get_file
from workshop.store.jobs.values import JobFile
from workshop.store.transaction import transaction


def fetch_file(actor: Actor, now: datetime, workshop_id: int, file_id: int) -> tuple[JobFile, bytes]:
    """A file and its content. Raises NotFound, also when its time is over; Refused when it is not what was made."""
    file = get_file(workshop_id, file_id)
    content = read_file(file)
    with transaction(actor, now) as tx:
        tx.tell("job.fetch", f"job/{file.job_id}", {"name": file.name, "sha256": file.sha256}, workshop_id)
    return file, content
