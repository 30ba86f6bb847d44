"""Who brings what to the desk in these tests."""

import io
from datetime import datetime, timedelta

from PIL import Image

from tests.conftest import NOW, W001
from tests.pay.stage import CHEN, DAYS, MARCH, Stage
from workshop.desk.actions.matters import raise_matter
from workshop.desk.queries.matters import MatterLine, find_matter
from workshop.pay.actions import compute_run, object_to_slip, publish_slips
from workshop.store.audit import Actor

PHONE = Actor(None, "王桂香", "scan")
TOPICS = {"dispute": "unpaid", "request": "leave"}


def work_three_days(stage: Stage, paid: bool = True) -> None:
    """王桂香 sews on three days of March, recorded as e1 to e3; her pay is computed and made known, if it is `paid`."""
    stage.attend("001", DAYS[:3])
    for on in DAYS[:3]:
        stage.output("001", on, 600)
    if paid:
        compute_run(CHEN, NOW, W001, MARCH)
        publish_slips(CHEN, NOW, W001, MARCH)


def raised(stage: Stage, kind="dispute", words="三月少发 200 元", actor=PHONE, number="001", now=NOW, **more) -> int:
    """A matter of a worker; its id."""
    worker = stage.workers[number] if number else None
    topic = more.pop("topic", TOPICS.get(kind, ""))
    return raise_matter(W001, kind, worker, words, actor, now, topic=topic, **more)


def objected(stage: Stage, number="001", now=NOW, text="少 20 双") -> int:
    """An objection to the first line of a slip of March; its id."""
    return object_to_slip(PHONE, now, W001, MARCH, stage.workers[number], 1, "少记了", text)


def standing(matter_id: int, now: datetime = NOW) -> MatterLine:
    """Where a matter stands on a day."""
    found = find_matter(W001, matter_id, (now + timedelta(hours=8)).date())
    assert found is not None
    return found


def picture(colour: str = "red") -> bytes:
    """A photo as a phone takes it."""
    out = io.BytesIO()
    Image.new("RGB", (60, 80), colour).save(out, "JPEG")
    return out.getvalue()
