"""A supervisor's face on the tablet's lock screen."""

import io

import pytest
from PIL import Image

from tests.conftest import BOSS, NOW
from tests.floor.test_sync import tablet  # noqa: F401
from workshop.access.photos import SIDE, fit_within, shrink
from workshop.access.pins import set_pin
from workshop.kernel.faults import Refused
from workshop.store.database import fetch_all


def picture(width: int = 400, height: int = 300, form: str = "PNG", **more) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, form, **more)
    return out.getvalue()


def test_a_photo_becomes_a_small_square():
    made = Image.open(io.BytesIO(shrink(picture())))
    assert (made.size, made.format) == ((SIDE, SIDE), "JPEG")


def test_where_and_when_it_was_taken_stays_behind():
    facts = Image.Exif()
    facts[0x010F] = "a telephone"
    assert not Image.open(io.BytesIO(shrink(picture(form="JPEG", exif=facts)))).getexif()


def test_what_somebody_wrote_into_the_file_stays_behind():
    assert b"13800001111" not in shrink(picture(form="JPEG", comment="13800001111"))


@pytest.mark.parametrize("size", [(3000, 4000), (40, 4000), (1500, 700), (7, 5)])
def test_a_page_read_at_a_smaller_scale_keeps_its_shape_and_the_sharpness_asked_for(size):
    made = Image.open(io.BytesIO(fit_within(picture(*size, form="JPEG"), 900)))
    factor = min(1, 900 / max(size))
    assert made.size == pytest.approx((max(1, size[0] * factor), size[1] * factor), abs=1)


@pytest.mark.parametrize(("form", "more"), [("PNG", {}), ("JPEG", {"progressive": True})])
def test_what_must_be_unpacked_whole_is_refused_sooner(form, more):
    with pytest.raises(Refused, match="太大"):
        fit_within(picture(4100, 4000, form, **more), 900)
    assert fit_within(picture(4100, 4000, "JPEG"), 900)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"<svg/>"])
def test_what_is_no_picture_is_refused_in_words(content):
    with pytest.raises(Refused, match="不是能用的照片"):
        shrink(content)


def test_a_picture_that_unpacks_to_too_much_is_refused():
    with pytest.raises(Refused):
        shrink(picture(9000, 9000))


def test_the_tablet_gets_the_face_with_its_names(tablet, sign_in):  # noqa: F811
    ((account,),) = fetch_all("SELECT id FROM account WHERE login = 'zhou'")
    set_pin(BOSS, NOW, account, "2580")
    data = {"photo": (io.BytesIO(picture()), "me.png")}
    assert sign_in("zhang").post(f"/w/W001/tablets/photo/{account}", data=data).status_code == 302
    headers = {"Authorization": f"Bearer {tablet.token}"}
    (holder,) = tablet.app.test_client().get("/api/reference", headers=headers).json["supervisors"]
    assert holder["photo"].startswith("data:image/jpeg;base64,")


def test_nobody_gives_a_photo_to_someone_of_another_workshop(app, sign_in):
    ((stranger,),) = fetch_all("SELECT id FROM account WHERE login = 'zhao'")
    data = {"photo": (io.BytesIO(picture()), "me.png")}
    assert sign_in("zhang").post(f"/w/W001/tablets/photo/{stranger}", data=data).status_code == 404
