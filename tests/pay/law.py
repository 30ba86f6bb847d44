"""The tax tables as the tests know them, beside the ones that the migrations ship."""

from workshop.pay.rules.facts import TaxTable

WAGES = TaxTable(
    (
        (36_000_00, 3, 0),
        (144_000_00, 10, 2_520_00),
        (300_000_00, 20, 16_920_00),
        (420_000_00, 25, 31_920_00),
        (660_000_00, 30, 52_920_00),
        (960_000_00, 35, 85_920_00),
        (None, 45, 181_920_00),
    ),
    5_000_00,
)
SERVICES = TaxTable(((20_000_00, 20, 0), (50_000_00, 30, 2_000_00), (None, 40, 7_000_00)), 800_00, 4_000_00, 20)
TABLES = {"wage_table": WAGES, "service_table": SERVICES}
