"""A supervisor's face on the tablet's lock screen."""

import io

import pytest
from PIL import Image

from tests.conftest import BOSS, NOW
from tests.floor.test_sync import tablet  # noqa: F401
from workshop.access.photos import SIDE, shrink
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
