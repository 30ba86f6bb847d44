"""What the commands of this room and of those above it are told: a workshop and a period."""

import click

from workshop.kernel.faults import NotFound
from workshop.kernel.periods import BadPeriod, Period
from workshop.people.queries import Workshop, find_workshop, list_workshops


class PeriodType(click.ParamType):
    """`2026-03`, or a half for part-time workers."""

    name = "期间"

    def convert(self, value: str | Period, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """The period, or wrong usage."""
        try:
            return value if isinstance(value, Period) else Period.parse(value)
        except BadPeriod as error:
            self.fail(str(error), param, ctx)


workshop_option = click.option("--workshop", "code", required=True, help="车间编号,例如 W001")
period_option = click.option("--period", type=PeriodType(), required=True, help="2026-03;非全日制 2026-03-H1、-H2")


def get_workshop(code: str) -> Workshop:
    """The workshop of a code. Raises NotFound, naming those that are there."""
    found = find_workshop(code)
    if found is None:
        known = "、".join(place.code for place in list_workshops()) or "无"
        raise NotFound(f"没有编号为 {code} 的车间。现有车间:{known}")
    return found
