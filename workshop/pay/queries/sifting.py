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
    wanted_names = find_names(workshop_id, q)
    return [slip for slip in chosen if wanted_names is None or slip.worker_id in wanted_names]


def find_names(workshop_id: int, q: str) -> set[int] | None:
    """Whom somebody means by a number, a name or its pinyin, as in the list of people; None: nothing was typed."""
    sought = fold(q)
    if not sought:
        return None
    people = fetch_all("SELECT id, worker_no, name_key, initials FROM worker WHERE workshop_id = :w", w=workshop_id)
    return {key for key, number, name, readings in people if matches(sought, number, name, readings, "")}
