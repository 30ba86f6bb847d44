"""What a page costs on a village network, and that what it says is a sound."""

import gzip
import re
from pathlib import Path

from tests.mine.phone import PAGES, open_phone, own_address, set_the_month

MOST_BYTES = 20 * 1024
BESIDE = ("mine.css", "mine_pad.js", "voice/say.js")
SPOKEN = ("/m/", "/m/month", "/m/slips/2026-03", "/m/home", "/m/owed", "/m/day/2026-03-03")


def test_no_page_with_its_style_and_script_weighs_more_than_twenty_kilobytes(app, monkeypatch):
    stage = set_the_month(monkeypatch)
    beside = sum(len(gzip.compress((Path(app.static_folder) / name).read_bytes())) for name in BESIDE)
    phone = open_phone(app, stage.workers["001"])
    phone.set_cookie("look", "lp")
    pages = {place: phone.get(place).text for place in PAGES}
    pages["pad"] = app.test_client().get(own_address(stage.workers["001"])).text
    weights = {place: len(gzip.compress(page.encode())) + beside for place, page in pages.items()}
    assert max(weights.values()) <= MOST_BYTES, weights
    used = set(re.findall(r'(?:src|stylesheet" href)="/static/([^"]+)"', "".join(pages.values())))
    assert used == set(BESIDE)


def test_what_is_read_aloud_is_a_sound_and_the_words_stand_there_too(app, monkeypatch):
    phone = open_phone(app, set_the_month(monkeypatch).workers["001"])
    said = {}
    for place in SPOKEN:
        page = phone.get(place).text
        address, words = re.search(r'<audio[^>]* src="([^"]+)"[^>]* data-say="([^"]+)"', page).groups()
        sound = phone.get(address)
        assert (sound.status_code, sound.mimetype, sound.data[:4]) == (200, "audio/wav", b"RIFF")
        said[place] = words
    assert said["/m/"] == "今天做了三百八十八双,挣了七十七元六角"
    assert said["/m/home"] == "带回家做的,手里还有八十个"
    assert said["/m/owed"] == "借支还剩三百元"
