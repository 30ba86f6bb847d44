"""Setting a price on the page of an operation."""

from datetime import timedelta

import pytest

from tests.conftest import BOSS, NOW, W001
from workshop.access.guard import civil_today
from workshop.prices.actions import NewOperation, add_operations
from workshop.prices.queries import list_prices, load_price_book


@pytest.fixture
def sewing(app) -> int:
    return add_operations(BOSS, NOW, W001, [NewOperation("GLV-02", "GLV", "劳保手套", 2, "缝合", "双", 45)])["GLV-02"]


def post(client, operation_id: int, **changes: str):
    typed = {"valid_from": str(civil_today()), "rate": "0.0768", "grade": "", "defect_charge": "", "source": "工价会"}
    return client.post(f"/w/W001/operations/{operation_id}/price", data=typed | changes)


def test_a_price_is_set_and_told(sewing, sign_in):
    client = sign_in("chen")
    answer = post(client, sewing, defect_charge="0.0462")
    assert answer.status_code == 302
    page = client.get(answer.location).text
    assert "单价已保存" in page
    assert "陈会计" in page
    price = load_price_book(W001).find(sewing, "", civil_today())
    assert (price.rate, price.defect_charge) == (768, 462)


def test_full_width_digits_are_read(sewing, sign_in):
    assert post(sign_in("chen"), sewing, rate="０.０７６８").status_code == 302
    assert list_prices(W001, sewing)[0].rate == 768


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        ("0.07685", "最多 4 位小数"),
        ("0", "必须大于 0"),
        ("-0.5", "必须大于 0"),
        ("面议", "应是数字"),
        ("1e9", "应是数字"),
        ("NaN", "应是数字"),
        ("999999999", "大得不像真的"),
        ("", "请填写单价"),
    ],
)
def test_what_is_no_price_is_refused_in_words_with_what_was_typed(sewing, sign_in, rate, said):
    answer = post(sign_in("chen"), sewing, rate=rate)
    assert answer.status_code == 400
    assert said in answer.text
    assert f'value="{rate}"' in answer.text
    assert list_prices(W001, sewing) == []


@pytest.mark.parametrize("field", ["valid_from", "rate"])
def test_nothing_but_spaces_is_refused_at_its_field(sewing, sign_in, field):
    answer = post(sign_in("chen"), sewing, **{field: "  "})
    assert answer.status_code == 400
    assert "这一格没有填" in answer.text
    assert list_prices(W001, sewing) == []


def test_a_past_day_warns_that_entries_keep_their_price(sewing, sign_in):
    client = sign_in("chen")
    answer = post(client, sewing, valid_from=str(civil_today() - timedelta(days=3)))
    assert "已经录入的产量仍按录入时的单价算" in client.get(answer.location).text


def test_a_correction_shows_both(sewing, sign_in):
    client = sign_in("chen")
    post(client, sewing)
    post(client, sewing, rate="0.0786")
    page = client.get(f"/w/W001/operations/{sewing}").text
    assert "<s>0.0768</s>" in page
    assert "已更正" in page


def test_the_defect_charge_in_force_is_offered_again(sewing, sign_in):
    client = sign_in("chen")
    post(client, sewing, defect_charge="0.05")
    assert 'name="defect_charge" type="text" value="0.05"' in client.get(f"/w/W001/operations/{sewing}").text


def test_a_supervisor_sets_no_price(sewing, sign_in):
    assert post(sign_in("zhou"), sewing).status_code == 403
    assert list_prices(W001, sewing) == []


def test_an_operation_of_nobody_is_404(app, sign_in):
    assert sign_in("chen").get("/w/W001/operations/1").status_code == 404
