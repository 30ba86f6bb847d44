"""What must be done after somebody was hurt, by when, and what of it is done."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from workshop.desk.rules.limits import Deadline
from workshop.desk.rules.matters import Injury


@dataclass(frozen=True)
class Duty:
    """Something to do; `due` None: at once."""

    words: str
    done: bool
    due: date | None = None
    how: str = ""


def list_duties(injury: Injury, deadlines: Iterable[Deadline], documents: Collection[str]) -> list[Duty]:
    """In the order of doing: the person first, then what proves it, then the offices."""
    found = [
        Duty("先送医院", bool(injury.hospital), how="写下医院,病历、发票留好"),
        Duty(
            "写清哪天、几点、在哪里、伤在哪里",
            all((injury.happened_on, injury.at, injury.place, injury.body, injury.how)),
        ),
        Duty("写下谁看见了", bool(injury.witness), how="没有人看见就写「没有」"),
        Duty("现场照片", "现场照片" in documents),
        Duty("病历、诊断证明", "病历、诊断" in documents, how="申请认定时要交"),
    ]
    own = [one for one in deadlines if one.limit.name == "injury_report"]
    return found + [Duty(one.limit.words, one.done_on is not None, one.due, one.limit.source) for one in own]
