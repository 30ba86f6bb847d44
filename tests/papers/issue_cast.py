"""Papers to issue, with invented people and no pay run behind them: what is asked, what is said, and who asks."""

from datetime import datetime

from tests.conftest import W001
from tests.papers.cast import HEAD, wage
from workshop.kernel.periods import Period
from workshop.papers.issue.issuing import issue_paper
from workshop.papers.issue.values import IssuedPaper
from workshop.papers.kind import Asked, Kind
from workshop.papers.kinds import KINDS
from workshop.papers.listing import ListPaper
from workshop.papers.lists.wage_sheet import build_wage_sheet
from workshop.people.queries import find_workshop_by_id
from workshop.store.audit import Actor

NOW = datetime(2026, 4, 2, 1, 22)  # 09:22 in the workshop
CHEN = Actor(11, "陈会计", "accountant")
IDNO = "99010019750510258X"
SHEET: Kind = KINDS["wage-sheet"]
NAMES = ("王桂香", "李秀英", "赵大山", "陈小梅")


def sheet(people: int = 4, **changed: object) -> ListPaper:
    """A wage sheet of so many people."""
    return build_wage_sheet(HEAD, [wage(NAMES[at % 4], f"A{at:05}", **changed) for at in range(people)])


def asked(month: int = 3, workshop_id: int = W001, **more: object) -> Asked:
    """A month's paper of a workshop."""
    return Asked(find_workshop_by_id(workshop_id), Period(2026, month), **more)


def issue(paper: ListPaper | None = None, of: Asked | None = None, kind: Kind = SHEET, **more: object) -> IssuedPaper:
    """A paper issued by the accountant."""
    of = of or asked()
    return issue_paper(CHEN, NOW, of.shop, kind, of, paper or sheet(), **more)
