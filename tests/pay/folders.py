"""Reads a folder of exchange files into the facts of the rules, with the csv module alone and no database."""

import csv
from bisect import bisect_right
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from tests.pay.law import TABLES
from workshop.kernel.calendar import Calendar, parse_weekly_rest
from workshop.kernel.dated import Dated, in_order
from workshop.kernel.money import parse_price, parse_scaled, parse_yuan
from workshop.kernel.periods import Period
from workshop.kernel.quantities import parse_quantity
from workshop.kernel.shares import Member
from workshop.pay.rules.facts import (
    Allowance,
    ClosedOrder,
    HourGroup,
    MinimumWage,
    Operation,
    Owed,
    PieceGroup,
    ShopFacts,
    TakehomeGroup,
    TaxBefore,
    TeamGroup,
    WorkerFacts,
)
from workshop.pay.rules.teams import team_shares

WORKLOADS = Path(__file__).parents[2].parent / "shared" / "workload"
STEPS = {"社保个人": "social", "司法": "court"}
STATUTORY = {
    2025: "1-1 1-28 1-29 1-30 1-31 4-4 5-1 5-2 5-31 10-1 10-2 10-3 10-6",
    2026: "1-1 2-16 2-17 2-18 2-19 4-5 5-1 5-2 6-19 9-25 10-1 10-2 10-3",
}
STATUTORY_DAYS = {
    date(year, *map(int, day.split("-"))): "法定" for year, days in STATUTORY.items() for day in days.split()
}
day = cache(lambda text: date.fromisoformat(text) if text else None)


def minutes(text: str) -> int:
    hours, rest = text.split(":")
    return int(hours) * 60 + int(rest)


def none(parse, text: str):
    return parse(text) if text else None


class Folder:
    """The files of a folder by name, and what the facts of a period are."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.workers = {row["worker_no"]: row for row in self.rows("workers")}
        self.shops = {row["workshop_code"]: row for row in self.rows("workshops")}
        self.operations = {
            row["op_code"]: Operation(row["op_code"], row["op_name"], row["unit"]) for row in self.rows("operations")
        }
        self.prices = self._prices()
        self.tiers = self._tiers()

    def rows(self, name: str) -> list[dict[str, str]]:
        file = self.path / f"{name}.csv"
        if not file.exists():
            return []
        with file.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))

    def _prices(self):
        prices = defaultdict(list)
        for row in self.rows("rates"):
            charge = none(parse_price, row["defect_charge_yuan"])
            prices[row["op_code"], row["grade"]].append((day(row["valid_from"]), parse_price(row["rate_yuan"]), charge))
        return {key: sorted(rows) for key, rows in prices.items()}

    def _tiers(self):
        sets = defaultdict(lambda: defaultdict(list))
        for row in self.rows("tiers"):
            unit = self.operations[row["op_code"]].unit
            slab = (parse_quantity(row["above"], unit), parse_price(row["rate_yuan"]))
            sets[row["op_code"]][day(row["valid_from"])].append(slab)
        return {op: sorted((on, tuple(sorted(slabs))) for on, slabs in dated.items()) for op, dated in sets.items()}

    def price(self, operation: str, on: date, grade: str):
        """(valid_from, price, charge, graded), the worker's grade first (2.2)."""
        for wanted in dict.fromkeys((grade, "")):
            rows = self.prices.get((operation, wanted), [])
            if place := bisect_right(rows, on, key=lambda r: r[0]):
                return (*rows[place - 1], bool(wanted))
        return None, None, None, False

    def slabs(self, operation: str, on: date):
        sets = self.tiers.get(operation, [])
        place = bisect_right(sets, on, key=lambda r: r[0])
        return sets[place - 1][1] if place else ()

    def shop(self, code: str, period: Period) -> ShopFacts:
        shifts = {}
        for row in sorted(self.rows("calendar"), key=lambda r: r["workshop_code"]):
            if row["workshop_code"] in ("", code):
                shifts[day(row["date"])] = row["day"] == "休"
        shop = self.shops[code]
        calendar = Calendar(STATUTORY_DAYS, frozenset(STATUTORY), parse_weekly_rest(shop["weekly_rest"]), shifts)
        minimums = (
            Dated(day(r["valid_from"]), MinimumWage(parse_yuan(r["monthly_yuan"]), parse_yuan(r["hourly_yuan"])))
            for r in self.rows("minimum_wages")
            if r["county_code"] == shop["county_code"]
        )
        return ShopFacts(period, calendar, in_order(minimums), self.operations, **TABLES)

    def facts(self, period: Period) -> dict[str, WorkerFacts]:
        """The facts of everyone for a period, entries summed to groups (the day is always kept)."""
        found = defaultdict(lambda: SimpleNamespace(attendance={}, clocked={}, worked=set(), lists=defaultdict(list)))
        self._attendance(found)
        self._pieces(found, period)
        self._teams(found, period)
        self._hours(found, period)
        self._takehome(found, period)
        self._owed(found, period)
        return {no: self._worker(no, row, found[no]) for no, row in self.workers.items()}

    def _worker(self, no, row, found) -> WorkerFacts:
        return WorkerFacts(
            worker=no,
            system=row["hours_system"],
            hire_date=day(row["hire_date"]),
            leave_date=day(row["leave_date"]),
            labour_contract=row["contract_kind"] == "劳动合同",
            monthly=none(parse_yuan, row["monthly_yuan"]),
            daily=none(parse_yuan, row["daily_yuan"]),
            hourly=none(parse_yuan, row["hourly_yuan"]),
            attendance=found.attendance,
            clocked=found.clocked,
            worked=frozenset(found.worked),
            allowances=tuple(self._allowances(no)),
            tax_before=found.__dict__.get("tax_before", TaxBefore()),
            has_id=bool(row["id_no"]),
            has_bank=bool(row["bank_card"]),
            **{name: tuple(rows) for name, rows in found.lists.items()},
        )

    def _attendance(self, found):
        for row in self.rows("attendance"):
            worker, on = found[row["worker_no"]], day(row["date"])
            worker.attendance[on] = row["status"]
            if row["clock_in"] and row["clock_out"]:
                worker.clocked[on] = (minutes(row["clock_in"]), minutes(row["clock_out"]))

    def _pieces(self, found, period):
        sums = defaultdict(lambda: [0, 0, 0])
        for row in self.rows("entries"):
            on, no, operation = day(row["date"]), row["worker_no"], row["op_code"]
            if on in period:
                unit = self.operations[operation].unit
                since, price, charge, graded = self.price(operation, on, self.workers[no]["grade"])
                slabs = () if graded else self.slabs(operation, on)
                total = sums[no, operation, price, charge, row["band"], on, since, slabs]
                for place, name in enumerate(("good", "defect_own", "defect_other")):
                    total[place] += parse_quantity(row[name], unit)
                found[no].worked.add(on)
        for (no, operation, price, charge, band, on, since, slabs), (good, own, other) in sums.items():
            group = PieceGroup(operation, price, charge, band, on, good, own, other, since, slabs)
            found[no].lists["pieces"].append(group)

    def _teams(self, found, period):
        members = defaultdict(list)
        for row in self.rows("team_members"):
            weight = none(lambda text: parse_scaled(text, 2, "系数"), row["weight"])
            members[row["entry_id"]].append(Member(row["worker_no"], none(int, row["minutes"]), weight))
        for row in self.rows("team_entries"):
            on, operation = day(row["date"]), row["op_code"]
            if on in period:
                price = self.price(operation, on, "")[1]
                quantity = parse_quantity(row["quantity"], self.operations[operation].unit)
                shares = team_shares(quantity, price, row["split"], members[row["entry_id"]])
                for no, share in shares.items():
                    found[no].lists["teams"].append(TeamGroup(operation, price, row["band"], on, share))
                    found[no].worked.add(on)

    def _hours(self, found, period):
        for row in self.rows("hours"):
            on = day(row["date"])
            if on in period:
                rate = none(parse_yuan, row["rate_yuan"])
                group = HourGroup(row["activity"], rate, row["band"], on, int(row["minutes"]))
                found[row["worker_no"]].lists["hours"].append(group)
                found[row["worker_no"]].worked.add(on)

    def _takehome(self, found, period):
        returns = defaultdict(list)
        for row in self.rows("takehome_returns"):
            returns[row["order_no"]].append(row)
        for order in self.rows("takehome_orders"):
            self._order(found[order["worker_no"]].lists, order, returns[order["order_no"]], period)

    def _order(self, lists, order, returns, period):
        operation, closed = order["op_code"], day(order["closed_on"])
        unit = self.operations[operation].unit
        grade = self.workers[order["worker_no"]]["grade"]
        written = none(parse_price, order["rate_yuan"])
        price = self.price(operation, day(order["issued_on"]), grade)[1] if written is None else written

        def total(names, rows):
            return sum(parse_quantity(row[name], unit) for row in rows for name in names)

        inspected = [row for row in returns if row["inspected_on"]]
        for row in inspected:
            if day(row["inspected_on"]) in period:
                quantity = total(("good", "defect_other"), [row])
                lists["takehome"].append(TakehomeGroup(operation, price, quantity))
        if closed and closed in period and order["material_per_piece"]:
            lists["closed_orders"].append(
                ClosedOrder(
                    order["order_no"],
                    closed,
                    issued=parse_scaled(order["material_issued"], 3, "料"),
                    returned=sum(parse_scaled(row["material_returned"] or "0", 3, "料") for row in returns),
                    pieces=total(("good", "defect_own", "defect_other"), returns),
                    per_piece=parse_scaled(order["material_per_piece"], 4, "单耗"),
                    allowance=parse_scaled(order["loss_allowance"] or "0", 4, "损耗"),
                    material_price=parse_price(order["material_yuan"] or "0"),
                    price=price,
                    paid=total(("good", "defect_other"), inspected),
                )
            )

    def _owed(self, found, period):
        for row in self.rows("advances"):
            if day(row["date"]) <= period.last:
                owed = Owed("advance", f"借支 {row['reason']}", day(row["date"]), parse_yuan(row["amount_yuan"]))
                found[row["worker_no"]].lists["owed"].append(owed)
        for row in self.rows("deductions"):
            if day(row["date"]) in period:
                step = STEPS.get(row["kind"], "other")
                owed = Owed(step, row["kind"], day(row["date"]), parse_yuan(row["amount_yuan"]))
                found[row["worker_no"]].lists["owed"].append(owed)
        for row in self.rows("prior_months"):
            income, withheld = parse_yuan(row["cumulative_income_yuan"]), parse_yuan(row["tax_withheld_yuan"])
            found[row["worker_no"]].tax_before = TaxBefore(income, int(row["cumulative_months"]), withheld)

    def _allowances(self, no):
        for row in self.rows_once("allowances"):
            if row["worker_no"] in ("", no):
                yield Allowance(
                    row["name"],
                    row["kind"],
                    parse_yuan(row["amount_yuan"]),
                    row["counts"] == "是",
                    row["taxable"] == "是",
                    day(row["valid_from"]),
                    day(row["valid_to"]),
                    not row["worker_no"],
                )

    @cache  # noqa: B019
    def rows_once(self, name: str):
        return tuple(self.rows(name))
