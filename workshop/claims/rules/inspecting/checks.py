"""The register of checks: each with its numbers on the two lists, its Chinese name and the finding it comes from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workshop.claims.rules.inspecting.facts import InspectionFacts
from workshop.claims.rules.inspecting.questions import Question

Look = Callable[[InspectionFacts], Iterator[Question]]


@dataclass(frozen=True)
class Check:
    """One check. `found`: numbers among what inspectors find; `run`: numbers among the checks that should be run.

    `finding` is what was found in real inspections or what the check is against; `look` None: `needs` says what the house lacks for it
    or where it is held instead.
    """

    code: str
    name: str
    found: tuple[int, ...]
    run: tuple[int, ...]
    finding: str
    look: Look | None = None
    needs: str = ""


CHECKS: dict[str, Check] = {}


def check(code: str, name: str, found: tuple[int, ...], run: tuple[int, ...], finding: str) -> Callable[[Look], Look]:
    """Puts a rule into the register."""

    def register(look: Look) -> Look:
        assert code not in CHECKS, code
        CHECKS[code] = Check(code, name, found, run, finding, look)
        return look

    return register


def not_here(code: str, name: str, found: tuple[int, ...], run: tuple[int, ...], needs: str) -> None:
    """A check that is not run here, with the reason."""
    CHECKS[code] = Check(code, name, found, run, "", None, needs)
