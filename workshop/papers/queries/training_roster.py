"""Facts of the roster of trainees: who learned at work in the period, or a claim's people with what is claimed for each."""

from workshop.claims.rules.months import full_months
from workshop.kernel.periods import Period
from workshop.papers.listing import PaperHead
from workshop.papers.lists.roster_facts import RosterFacts
from workshop.papers.lists.training_roster import TraineeFacts
from workshop.papers.queries.claimed import Claimed
from workshop.papers.queries.roster import Whole, load_people
from workshop.papers.queries.trainings import Training, load_trainings
from workshop.people.queries import Workshop


def load_trainees(
    shop: Workshop, period: Period, whole: Whole, claimed: Claimed | None = None
) -> tuple[PaperHead, list[TraineeFacts]]:
    """Head and trainees by number, each with the training that began last."""
    span = (claimed.claim.first, claimed.claim.last) if claimed else (period.first, period.last)
    known = load_trainings(shop, *span)
    head, people = load_people(shop, period, whole, claimed, lambda line: line.id in known)
    return head, [_trainee(person, known.get(person.worker_id, []), claimed) for person in people]


def _trainee(person: RosterFacts, trainings: list[Training], claimed: Claimed | None) -> TraineeFacts:
    last = trainings[-1] if trainings else None
    months = full_months(last.first, last.last) if last else None
    standard, fen = "", None
    if claimed:
        mine = claimed.people[person.worker_id]
        months, fen = len(mine.months) or months, mine.fen
        standard = claimed.claim.facts.get("standard", "")
    return TraineeFacts(person, last.span if last else "", months, standard, fen, last.mentor if last else "")
