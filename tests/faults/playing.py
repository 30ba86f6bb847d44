"""Plays a random history through the program's own actions, and looks after every step that matters."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.faults.histories import Account, Days, Made, Work
from tests.faults.stage import CHEN, GLUE, NOW, SEW, ZHANG, Person, Theatre
from tests.faults.violations import (
    Violation,
    check,
    check_brought,
    check_frozen,
    check_links,
    check_paid,
    check_sums,
    frozen,
    load,
    new_sums,
    run_workers,
)
from workshop.floor.actions import (
    lock_days,
    record_attendance,
    record_hours,
    record_output,
    record_team_output,
    reverse_hours,
    reverse_output,
    reverse_team_output,
)
from workshop.kernel.periods import Period
from workshop.pay.actions import (
    NewAdvance,
    NewAllowance,
    NewDeduction,
    add_advances,
    add_allowances,
    add_deductions,
    approve_run,
    compute_run,
    lock_run,
    put_back,
    take_out,
)
from workshop.pay.actions.changing import change_run
from workshop.pay.queries.runs import Run, get_run
from workshop.prices.actions import NewPrice, set_prices
from workshop.store.transaction import transaction
from workshop.takehome.actions import NewOrder, NewReturn, close_order, issue_orders, record_returns

UNDO = {"piece": reverse_output, "hourly": reverse_hours, "team": reverse_team_output}
TODAY = date(2026, 12, 1)


class Play:
    """One history. `mixed` dice: the same history with the entries of each recording in another order, without detours."""

    def __init__(self, theatre: Theatre, seed: int, mixed: Random | None = None) -> None:
        theatre.restore()
        self.theatre, self.seed, self.mixed = theatre, seed, mixed
        self.dice, self.detours = Random(seed), Random(-1 - seed)
        self.cast = theatre.casts[seed % len(theatre.casts)]
        self.shop = self.cast.workshop_id
        self.account, self.days = Account(self.cast), Days(self.cast, self.dice)
        self.runs: dict[str, tuple[int, str]] = {}
        self.hashes: dict[str, str] = {}
        self.left: dict[str, Counter[Any]] = {}
        self.advances: list[tuple[date, Person, int]] = []
        self.asked: Counter[str] = Counter()
        self.extra = 100_000

    def play(self) -> dict[str, str]:
        """The whole history; answers the fingerprint of every run. Raises Violation."""
        month = Period(2026, self.dice.choice((3, 4, 5)))
        for _ in range(self.dice.choice((1, 1, 1, 1, 1, 2, 2, 3))):
            self._month(month)
            month = month.next
        if any(key[0] >= month.code and quantity for key, quantity in self.account.sums.items()):
            self._pay_half(month, 1)
            self._pay_half(month, 2)
            self._pay(month)
        for run_id, digest in self.runs.values():
            check_frozen(self.shop, run_id, digest)
        unpaid = {key for key, quantity in self.account.sums.items() if quantity and key[0] not in self.hashes}
        check(not unpaid, "recorded and never paid", unpaid)
        return self.hashes

    def _month(self, month: Period) -> None:
        middle = month.first + timedelta(days=14)
        before = (month.first - timedelta(days=28), month.first - timedelta(days=1)) if self.runs else (middle, middle)
        self._agree(month)
        late, start = self.days.late(*before, self._few()), month.first
        if any(person.halves for person in self.cast.people):
            self._record(self.days.work(month.first, middle, late))
            self._correct()
            self._pay_half(month, 1)
            late, start = self.days.late(month.first, middle, self._few()), middle + timedelta(days=1)
        self._reprice(month)
        self._take_home(month)
        self._record(self.days.work(start, month.last, late))
        self._correct()
        self._pay_half(month, 2)
        self._pay(month)

    def _pay_half(self, month: Period, half: int) -> None:
        if any(person.halves for person in self.cast.people):
            self._pay(Period(month.year, month.month, half))

    def _few(self) -> int:
        return self.dice.choice((0, 0, 1, 2))

    def _record(self, work: Work) -> None:
        self.account.record(work)
        parts: list[list[Any]] = [work.attendance, work.output, work.hours, work.teams]
        actions: list[Any] = [record_attendance, record_output, record_hours, record_team_output]
        for action, rows in zip(actions, parts, strict=True):
            for some in self._in_order(rows):
                action(CHEN, NOW, self.shop, some, on=TODAY)

    def _in_order(self, rows: list[Any]) -> list[list[Any]]:
        if self.mixed is None or len(rows) < 2:
            return [rows] if rows else []
        shuffled = self.mixed.sample(rows, len(rows))
        cut = self.mixed.randrange(1, len(rows))
        return [shuffled[cut:], shuffled[:cut]]

    def _agree(self, month: Period) -> None:
        """Advances, deductions, allowances."""
        for person in self.cast.people:
            if self.dice.random() < 0.3:
                on, amount = month.first + timedelta(days=self.dice.randrange(15)), self.dice.randrange(1, 300_000)
                add_advances(CHEN, NOW, self.shop, [NewAdvance(person.id, on, amount, "看病")])
                self.advances.append((on, person, amount))
            if self.dice.random() < 0.15:
                kind = self.dice.choice(("社保个人", "司法"))
                row = NewDeduction(person.id, month.first, self.dice.randrange(1, 30_000), kind)
                add_deductions(CHEN, NOW, self.shop, [row])
        if self.dice.random() < 0.3:
            kind, everyone = self.dice.choice(("month", "day", "full_attendance", "once")), self.dice.random() < 0.5
            worker = None if everyone else self.dice.choice(self.cast.people).id
            counts, taxable = self.dice.random() < 0.5, self.dice.random() < 0.5
            item = NewAllowance(worker, "补贴", kind, self.dice.randrange(1, 20_000), counts, taxable, month.first)
            add_allowances(CHEN, NOW, self.shop, [item])

    def _reprice(self, month: Period) -> None:
        """A new price, also for days that are over: what is recorded keeps its own (2.3)."""
        if self.dice.random() < 0.4:
            on, rate = month.first + timedelta(days=self.dice.randrange(28)), self.dice.randrange(100, 9000)
            code = self.dice.choice((SEW, GLUE))
            set_prices(CHEN, NOW, self.shop, [NewPrice(code, on, "", rate, None)])
            self.account.prices.append((code, "", on, rate))

    def _take_home(self, month: Period) -> None:
        """An order goes out, comes back in two parts and is closed."""
        homes = [p for p in self.cast.people if p.system == "contract" or (p.system == "standard" and p.no == "A1")]
        if not homes or self.dice.random() < 0.6:
            return
        person, issued = self.dice.choice(homes), month.first + timedelta(days=11)
        price = self.account.price(SEW, person.grade, issued)
        number, out = f"D{month.month}", self.dice.randrange(1, 200) * 1000
        material = ("棉布", out, 10_000, 200, 80_000)
        order = NewOrder(number, person.id, self.cast.operations[SEW], issued, None, None, *material)
        [order_id] = issue_orders(CHEN, NOW, self.shop, [order], on=TODAY).values()
        for day in (17, 19):
            good, own, other = (self.dice.randrange(n) * 1000 for n in (80, 4, 3))
            if not good + own + other:
                continue
            on = month.first + timedelta(days=day)
            back = NewReturn(order_id, on, on, good, own, other)
            record_returns(CHEN, NOW, self.shop, [back], on=TODAY)
            self.account.count(person, "takehome", SEW, price, good + other, on)
        close_order(CHEN, NOW, self.shop, order_id, month.first + timedelta(days=20), on=TODAY)

    def _correct(self) -> None:
        """Some entries were wrong: reversed, and half of them written anew."""
        standing = [made for made in self.account.made if not made.undone]
        for made in self.dice.sample(standing, min(len(standing), self._few())):
            self._undo(made)
            if made.kind == "piece" and self.dice.random() < 0.5:
                row: Any = made.row
                again = row._replace(id=f"{row.id}x", good=row.good + 1000)
                self._record(Work(output=[again]))

    def _undo(self, made: Made) -> None:
        UNDO[made.kind](CHEN, NOW, self.shop, made.id, "数错了")
        self.account.undo(made)

    def _pay(self, period: Period) -> None:
        """Computed, looked at, approved by another, locked; who was left out is paid by a supplement."""
        sha256 = compute_run(CHEN, NOW, self.shop, period).sha256
        slips = load(self.shop, period)
        if self.mixed is None:
            self._detour(period, sha256, [slip.worker_id for slip in slips])
        out = self._leave_out(period, [slip.worker_id for slip in slips])
        self._lock(period)
        if out:
            compute_run(CHEN, NOW, self.shop, period)
            self._lock(period)
        slips = load(self.shop, period)
        self.account.lock([slip.worker_id for slip in slips], period)
        for slip in slips:
            check_sums(slip)
        check_paid(self.account, period, slips)
        check_brought(self.left, slips)
        self._check_advances(period, slips)
        if slips and self.mixed is None and self.seed % 2:
            check_links(self.shop, period, self.detours.choice(slips), self.detours)

    def _leave_out(self, period: Period, workers: list[int]) -> bool:
        chosen = self.dice.random() < 0.1 and len(workers) > 1
        if chosen:
            take_out(CHEN, NOW, self.shop, period, self.dice.choice(sorted(workers)), "核对")
        return chosen

    def _lock(self, period: Period) -> None:
        run = self._lock_with_all_hands(period) if self.seed % 5 == 0 else self._lock_alone(period)
        self.runs[f"{run.period}/{run.part}"] = run.id, frozen(self.shop, run.id)
        self.hashes[run.period] = self.hashes.get(run.period, "") + run.sha256

    def _lock_with_all_hands(self, period: Period) -> Run:
        approve_run(ZHANG, NOW, self.shop, period)
        return lock_run(CHEN, NOW, self.shop, period)

    def _lock_alone(self, period: Period) -> Run:
        """What a lock comes to, without the computing again that approval and lock begin with."""
        with transaction(CHEN, NOW):
            run = get_run(self.shop, period.code)
            change_run(self.shop, run.id, state="locked", locked_at=NOW, locked_by=CHEN.name)
            lock_days(CHEN, NOW, self.shop, run_workers(self.shop, run.id), period.last)
        return run

    def _check_advances(self, period: Period, slips: list[Any]) -> None:
        """Each advance is asked for once, in the first run that reaches it."""
        self.asked += new_sums(slips, "借支")
        given: Counter[str] = Counter()
        for on, person, amount in self.advances:
            if on <= period.last and person.halves == bool(period.half):
                given[person.no] += amount
        mine = {person.no for person in self.cast.people if person.halves == bool(period.half)}
        asked = {no: fen for no, fen in self.asked.items() if no in mine}
        check(asked == given, "an advance was not asked for once", asked, given)

    def _detour(self, period: Period, sha256: str, workers: list[int]) -> None:
        """What must change nothing: computing again, a reversal, taking out and putting back, a restore."""
        if not workers:
            return
        luck = self.detours.random()
        if luck < 0.35:
            self._same(period, sha256, "computing twice gave other bytes")
        elif luck < 0.6:
            self._add_and_undo(period)
            self._same(period, sha256, "a reversal did not restore")
        elif luck < 0.8:
            worker = self.detours.choice(workers)
            take_out(CHEN, NOW, self.shop, period, worker, "核对")
            run = put_back(CHEN, NOW, self.shop, period, worker)
            check(run.sha256 == sha256, "put back is not as before", period)
        elif luck < 0.95:
            backup = self.theatre.copy()
            self._add_and_undo(period, undo=False)
            compute_run(CHEN, NOW, self.shop, period)
            self.theatre.restore(backup)
            self._same(period, sha256, "a restored database computes otherwise")

    def _same(self, period: Period, sha256: str, what: str) -> None:
        check(compute_run(CHEN, NOW, self.shop, period).sha256 == sha256, what, period.code)

    def _add_and_undo(self, period: Period, undo: bool = True) -> None:
        days = Days(self.cast, self.detours)
        self.extra += 1000
        days.number = self.extra
        work = days.late(period.first, period.last, 2)
        for row in work.output:
            record_output(CHEN, NOW, self.shop, [row], on=TODAY)
        for row in work.hours:
            record_hours(CHEN, NOW, self.shop, [row], on=TODAY)
        if undo:
            for action, rows in ((reverse_output, work.output), (reverse_hours, work.hours)):
                for row in rows:
                    action(CHEN, NOW, self.shop, row.id, "多记了")


def play(theatre: Theatre, seed: int) -> int:
    """Plays a history; every eighth a second time in another order. Answers how many runs it locked. Raises Violation."""
    try:
        hashes = Play(theatre, seed).play()
        if seed % 8 == 0:
            again = Play(theatre, seed, mixed=Random(seed)).play()
            check(again == hashes, "the order of entries changed a slip", hashes, again)
    except Violation as found:
        raise Violation(f"history {seed}: {found}") from found
    return len(hashes)
