"""The words of amounts, a family a file; importing this package fills the register."""

from workshop.claims.rules.amounts import choosing, figures, persons, rates, workshops

FAMILIES = (("按人", persons), ("按比例", rates), ("按车间", workshops), ("按数额", figures), ("组合", choosing))
