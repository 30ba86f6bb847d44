"""Slips of a run narrowed to those that somebody looks for: by name, number or initials, by what is the matter with them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from workshop.kernel.text import fold
from workshop.pay.queries.runs import ProblemLine
from workshop.pay.queries.slips import SlipHead
from workshop.people.rules import matches
from workshop.store.database import fetch_all

SHOWS: dict[str, str] = {
    "holding": "有必须处理的问题",
    "asked": "有要看的问题",
    "topup": "有补差",
    "carried": "有结转",
    "zero": "实发为零",
}
_OF_SUMS: Mapping[str, Callable[[SlipHead], bool]] = {
    "topup": lambda slip: slip.topup > 0,
    "carried": lambda slip: slip.carried > 0,
    "zero": lambda slip: slip.net == 0,
}


def sift_slips(
    workshop_id: int, slips: Sequence[SlipHead], problems: Iterable[ProblemLine], q: str = "", show: str = ""
) -> list[SlipHead]:
    """The slips that fit what was typed and the choice of SHOWS; an unknown choice shows all of them."""
    chosen = list(slips)
    if show in _OF_SUMS:
        chosen = [slip for slip in chosen if _OF_SUMS[show](slip)]
    elif show in SHOWS:
        wanted = {p.worker_id for p in problems if p.holds == (show == "holding")}
        chosen = [slip for slip in chosen if slip.worker_id in wanted]
    sought = fold(q)
    if not sought:
        return chosen
    names = {
        key: (name, readings)
        for key, name, readings in fetch_all(
            "SELECT id, name_key, initials FROM worker WHERE workshop_id = :w", w=workshop_id
        )
    }
    return [slip for slip in chosen if matches(sought, slip.worker_no, *names[slip.worker_id], "")]
