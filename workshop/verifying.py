"""Everything the records promise, checked again: whole, sealed, and the same in every place that tells it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from workshop.claims.queries.frozen import check_claims, count_frozen
from workshop.desk.queries.checking import check_matters, count_matters
from workshop.papers.issue.checking import check_issued
from workshop.papers.lists.comparing import check_wage_sheet
from workshop.pay.actions.bank_files import check_bank_files
from workshop.pay.queries.four_sums import check_four_sums
from workshop.pay.queries.ledger import check_ledger
from workshop.pay.queries.runs import Run, list_runs
from workshop.pay.queries.stored import check_run
from workshop.people.queries import Workshop, list_workshops
from workshop.store.backup import check_database
from workshop.store.chain import check_chain
from workshop.store.settings import Settings


@dataclass(frozen=True)
class Checked:
    """What was looked at, and a sentence for each thing that is not as it was."""

    what: str
    broken: tuple[str, ...]


def check_everything(settings: Settings) -> Iterator[Checked]:
    """One answer after the other, so that a large database says how far it is. Raises Refused for a database that is damaged."""
    rows = check_database(settings.database_url)
    yield Checked(f"数据库完整,{len(rows)} 张表 {sum(rows.values())} 行", ())
    yield Checked("审计链完整", tuple(check_chain()))
    shops = list_workshops()
    runs = [(shop, run) for shop in shops for run in list_runs(shop.id)]
    closed = [(shop, run) for shop, run in runs if run.closed]
    yield _each(f"{len(runs)} 期工资与计算时一字不差", runs, lambda s, r: check_run(s.id, r.id))
    yield _each(f"{len(closed)} 期锁定的工资条、工资表、发放、台账四个合计相等", closed, _four_sums)
    yield _each(f"{len(closed)} 期台账与工资条逐行一致", closed, lambda s, r: check_ledger(s.id, r.id))
    yield _each("银行文件与做成时一字不差", closed, lambda s, r: check_bank_files(s.id, r))
    yield _every(f"{count_frozen()} 稿核对过的申领与核对时一字不差", shops, check_claims)
    yield _every(f"{count_matters()} 件事项与写下时一字不差", shops, check_matters)
    yield _every("签发的材料与签发时一字不差", shops, check_issued)


def _four_sums(shop: Workshop, run: Run) -> Iterator[str]:
    yield from check_four_sums(shop.id, run)
    yield from check_wage_sheet(shop, run)


def _each(what: str, runs: list[tuple[Workshop, Run]], check: Callable[[Workshop, Run], Iterable[str]]) -> Checked:
    return Checked(what, tuple(f"{shop.code} {one}" for shop, run in runs for one in check(shop, run)))


def _every(what: str, shops: Iterable[Workshop], check: Callable[[int], Iterable[str]]) -> Checked:
    return Checked(what, tuple(f"{shop.code} {one}" for shop in shops for one in check(shop.id)))
