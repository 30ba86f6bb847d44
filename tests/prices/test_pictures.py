"""Photos of products: put there by the office, seen by the workers of that workshop, small and without what a phone writes into them."""

import io

import pytest
from PIL import Image

from tests.conftest import BOSS, NOW, W001
from tests.floor.stage import SEW, WANG, set_the_stage
from tests.mine.phone import open_phone
from workshop.prices.actions import set_picture
from workshop.store.database import fetch_all

PRODUCT = 200


def a_photo(side: int = 900) -> bytes:
    kept = io.BytesIO()
    facts = Image.Exif()
    facts[0x010F] = "a phone"
    Image.new("RGB", (side, side * 2), "teal").save(kept, "JPEG", exif=facts)
    return kept.getvalue()


@pytest.fixture
def stage(app):
    set_the_stage()
    return app


def test_the_office_shows_what_a_product_looks_like(stage, sign_in):
    office = sign_in("chen")
    office.post(f"/w/W001/operations/{SEW}/picture", data={"photo": (io.BytesIO(a_photo()), "x.jpg")})
    shown = office.get(f"/w/W001/operations/{SEW}/picture")
    assert Image.open(io.BytesIO(shown.data)).size == (192, 192)
    assert b"a phone" in a_photo()
    assert b"a phone" not in shown.data


def test_the_worker_sees_it_and_another_product_is_not_there(stage):
    set_picture(BOSS, NOW, W001, SEW, a_photo())
    phone = open_phone(stage, WANG)
    assert phone.get(f"/m/picture/{PRODUCT}").mimetype == "image/jpeg"
    assert phone.get(f"/m/picture/{PRODUCT + 1}").status_code == 404


def test_a_later_photo_takes_its_place(stage):
    for _ in range(2):
        set_picture(BOSS, NOW, W001, SEW, a_photo())
    assert fetch_all("SELECT COUNT(*) FROM product_picture") == [(1,)]


def test_what_is_no_picture_is_refused_in_words(stage, sign_in):
    told = {"photo": (io.BytesIO(b"x"), "x.jpg")}
    page = sign_in("chen").post(f"/w/W001/operations/{SEW}/picture", data=told, follow_redirects=True)
    assert "不是能用的照片" in page.text


def test_an_operation_that_is_not_there_takes_no_picture(stage, sign_in):
    told = {"photo": (io.BytesIO(a_photo()), "x.jpg")}
    assert sign_in("chen").post("/w/W001/operations/987654321/picture", data=told).status_code == 404
