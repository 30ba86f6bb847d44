"""The forms there are, and how each is made."""

from workshop.papers.form import FormPaper
from workshop.papers.home_papers import make_contract
from workshop.papers.kind import Asked, Kind, Numbers


def _contract(asked: Asked, numbers: Numbers) -> FormPaper:
    return make_contract(asked.shop, asked.period, asked.worker_id, asked.order_id, numbers)


CONTRACT = Kind(
    "contract",
    "加工承揽合同",
    "与承揽人订的合同,按外发单填好,签字盖章留空",
    _contract,
    ("id_no", "phone"),
    of_run=False,
    of_home=True,
    of_one=True,
)
DOCUMENT_KINDS: tuple[Kind, ...] = ()
