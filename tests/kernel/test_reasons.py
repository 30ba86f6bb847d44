"""A reason is asked for, and one that no table holds is refused before it gets there."""

import pytest

from workshop.kernel.faults import Refused
from workshop.kernel.reasons import LONGEST, require_reason


def test_a_reason_is_kept_without_the_spaces_around_it():
    assert require_reason(" 数错 \n", "撤销") == "数错"
    assert require_reason("错" * LONGEST, "撤销") == "错" * LONGEST


@pytest.mark.parametrize(
    ("reason", "said"), [(" ", "撤销要写原因"), ("错" * (LONGEST + 1), "最多 200 个字"), ("数\x07错", "控制字符")]
)
def test_none_too_long_or_unprintable_is_refused_at_its_field(reason, said):
    with pytest.raises(Refused, match=said) as refused:
        require_reason(reason, "撤销")
    assert refused.value.field == "reason"
