"""An office's own sheets: recognised, read, judged by the rooms, written, taken back; one door for page and command."""

from workshop.exchange.office.attendance import ATTENDANCE
from workshop.exchange.office.checking import Checked, check_sheet, choose_sort, find_layouts
from workshop.exchange.office.county_reply import COUNTY_REPLY
from workshop.exchange.office.output import OUTPUT
from workshop.exchange.office.prices import PRICES
from workshop.exchange.office.roster import ROSTER
from workshop.exchange.office.sort import Shown, Sort, Writing
from workshop.exchange.office.takehome import TAKEHOME

SORTS: dict[str, Sort] = {sort.kind: sort for sort in (ROSTER, PRICES, OUTPUT, ATTENDANCE, TAKEHOME, COUNTY_REPLY)}

__all__ = ["SORTS", "Checked", "Shown", "Sort", "Writing", "check_sheet", "choose_sort", "find_layouts"]
