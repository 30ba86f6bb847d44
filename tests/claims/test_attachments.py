"""What is put with a claim: of somebody in it, replaced once, called by a name that can be read, and really to be printed."""

import io

import pytest
from PIL import Image

from tests.claims.test_claiming import CHEN, checked, drafted, place  # noqa: F401  the stage
from tests.claims.year import Person, add_people
from tests.conftest import NOW, W001, W002
from tests.papers.reading import read_pages
from workshop.claims.actions.attachments import attach_document, clean_file_name, remove_attachment
from workshop.claims.queries.attachments import JPEG, get_attachment, list_attachments, read_attachment
from workshop.claims.queries.claims import get_claim
from workshop.kernel.faults import NotFound, Refused
from workshop.papers.pack.scans import fit_scan


def draw(mode: str = "RGB", kind: str = "JPEG", of: str = "", **more: object) -> bytes:
    """A page: ink to the left, paper (or nothing) to the right."""
    picture = Image.new(mode, (60, 80), {"RGBA": (0, 0, 0, 0), "LA": (0, 0)}.get(mode, "white"))
    picture.paste({"RGBA": (20, 20, 20, 255), "LA": (20, 255)}.get(mode, 0), (0, 0, 30, 80))
    buffer = io.BytesIO()
    picture.convert(of or mode).save(buffer, kind, **more)
    return buffer.getvalue()


def attach(claim: int, content: bytes = b"", name: str = "照.jpg", **more: object) -> int:
    told = {"worker_id": None, "replaces": None, **more}
    return attach_document(CHEN, NOW, W001, claim, "营业执照", name, content or draw(), **told)  # type: ignore[arg-type]


def test_a_scan_is_of_somebody_in_the_claim(place):  # noqa: F811
    claim = drafted(place)
    [person] = get_claim(W001, claim).people
    attach(claim, worker_id=person.worker_id)
    stranger = add_people(W001, (Person("B9", {}),))["B9"]
    for key in (stranger, 4711):
        with pytest.raises(Refused, match="不在这项申领里") as refused:
            attach(claim, worker_id=key)
        assert refused.value.field == "worker"


def test_a_scan_is_replaced_once_and_the_second_is_told_who_was_before(place):  # noqa: F811
    claim = drafted(place)
    first = attach(claim)
    second = attach(claim, replaces=first)
    with pytest.raises(Refused, match="已经由陈会计换过了"):
        attach(claim, replaces=first)
    with pytest.raises(Refused, match="已经由陈会计换过了"):
        remove_attachment(CHEN, NOW, W001, first, "拍糊了")
    remove_attachment(CHEN, NOW, W001, second, "拍糊了")
    with pytest.raises(Refused, match="已经由陈会计拿掉了"):
        remove_attachment(CHEN, NOW, W001, second, "拍糊了")
    assert list_attachments(W001, claim) == []


def test_a_scan_takes_the_place_of_one_of_the_same_claim_and_workshop(place):  # noqa: F811
    one, other = drafted(place), drafted(place)
    scan = attach(one)
    with pytest.raises(Refused, match="别的申领"):
        attach(other, replaces=scan)
    with pytest.raises(NotFound):
        attach(one, replaces=4711)
    with pytest.raises(NotFound):
        remove_attachment(CHEN, NOW, W002, scan, "拍糊了")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("执照.jpg", "执照.jpg"),
        ("执\x00照\x1b[2J.jpg", "执照[2J.jpg"),
        ("a\r\nb.jpg", "ab.jpg"),
        ("执照\u202egpj.exe", "执照gpj.exe"),
        ("\ud800.jpg", ".jpg"),
        (r"C:\fakepath\..\执照.jpg", "执照.jpg"),
        ("../../etc/执照.jpg", "执照.jpg"),
        ("𬱖𠅤.jpg", "𬱖𠅤.jpg"),
        ("长" * 200 + ".jpg", "长" * 116 + ".jpg"),
        ("", ""),
    ],
)
def test_a_file_is_called_by_what_can_be_stored_printed_and_seen(name: str, kept: str):
    assert clean_file_name(name) == kept


def test_what_a_browser_calls_a_file_is_cleaned_on_the_way_in(place, sign_in):  # noqa: F811
    claim = drafted(place)
    data = {"document": "营业执照", "file": (io.BytesIO(draw()), "执\x07照\u202e.jpg")}
    sent = sign_in("chen").post(f"/w/W001/claims/{claim}/scans", data=data, content_type="multipart/form-data")
    assert sent.status_code == 303
    assert [one.file_name for one in list_attachments(W001, claim)] == ["执照.jpg"]


PICTURES = {
    "jpeg": draw(),
    "webp": draw(kind="WEBP"),
    "webp without loss": draw(kind="WEBP", lossless=True),
    "webp that lets through": draw("RGBA", "WEBP", lossless=True),
    "png that lets through": draw("RGBA", "PNG"),
    "grey that lets through": draw("LA", "PNG"),
    "black and white": draw("1", "PNG"),
    "for print": draw(of="CMYK"),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_that_is_taken_is_printed_black_on_white(kind: str, place):  # noqa: F811
    key = attach(drafted(place), PICTURES[kind])
    kept = read_attachment(W001, key)
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.format == "JPEG"
        ink, paper = (picture.convert("L").getpixel((across, 40)) for across in (5, 55))
    assert paper > 240
    assert ink < 80
    assert len(read_pages(fit_scan(kept, get_attachment(W001, key).media_type, "照"))) == 1
    assert get_attachment(W001, key).media_type == JPEG


def test_a_deep_scan_keeps_its_greys(place):  # noqa: F811
    buffer = io.BytesIO()
    Image.new("I;16", (60, 80), 0x8000).save(buffer, "PNG")
    kept = read_attachment(W001, attach(drafted(place), buffer.getvalue()))
    assert 120 < Image.open(io.BytesIO(kept)).convert("L").getpixel((5, 5)) < 136


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_a_moving_picture_is_refused_with_the_reason(kind: str, place):  # noqa: F811
    frames = [Image.new("RGB", (60, 80), colour) for colour in ("red", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, kind, save_all=True, append_images=frames[1:], duration=100)
    with pytest.raises(Refused, match="会动的图"):
        attach(drafted(place), buffer.getvalue())


def test_a_picture_that_was_cut_off_is_refused(place):  # noqa: F811
    with pytest.raises(Refused, match="不是能用的照片"):
        attach(drafted(place), draw(kind="WEBP")[:60])
