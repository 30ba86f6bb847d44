"""A day as the commands of this room and of those above it are told it."""

from datetime import date

import click

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)  # what papers and books can be about


class DayType(click.ParamType):
    """`2026-03-05`."""

    name = "日期"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or wrong usage."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.fail(f"「{value}」不是日期,应写成 2026-03-05", param, ctx)
        if len(value) != 10 or not EARLIEST <= day <= LATEST:
            self.fail(f"「{value}」应写成 2026-03-05,在 {EARLIEST} 至 {LATEST} 之间", param, ctx)
        return day
