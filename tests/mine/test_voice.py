"""A village lends its own voice: word by word, small sound files only, used for whole sentences or not at all."""

import io
import math
import struct
from array import array

import pytest

from tests.conftest import BOSS, NOW, W001, W002
from workshop.kernel.faults import NotFound, Refused
from workshop.mine.speaking import join_words, say_amount
from workshop.mine.voice.actions import record_word, remove_words
from workshop.mine.voice.queries import list_recorded, load_house_voice, load_own_voice, speak
from workshop.mine.voice.sound import MOST_BYTES, RATE, read_wav, write_wav
from workshop.store.database import fetch_all

TWO_YUAN = say_amount(200)


def hum(seconds: float = 0.5, rate: int = RATE, height: int = 8_000) -> bytes:
    """Somebody humming, with a breath before and after."""
    tone = [round(height * math.sin(at * 2 * math.pi * 180 / rate)) for at in range(round(seconds * rate))]
    quiet = [0] * (rate // 5)
    return write_wav(array("h", quiet + tone + quiet), rate)


def test_a_sentence_is_said_in_the_village_voice_once_all_its_words_are_recorded(app):
    before = speak(W001, TWO_YUAN)
    record_word(BOSS, NOW, W001, "liang3", hum())
    assert speak(W001, TWO_YUAN) == before == join_words(TWO_YUAN, load_house_voice())
    record_word(BOSS, NOW, W001, "yuan2", hum(0.4))
    own = speak(W001, TWO_YUAN)
    assert own == join_words(TWO_YUAN, load_own_voice(W001, TWO_YUAN)) != before
    assert speak(W002, TWO_YUAN) == before
    assert speak(W001, TWO_YUAN, "cmn") == before


def test_a_word_recorded_again_takes_the_place_of_the_first(app):
    record_word(BOSS, NOW, W001, "yuan2", hum(0.4))
    record_word(BOSS, NOW, W001, "yuan2", hum(1.0))
    (length,) = (len(sound) for sound in load_own_voice(W001, ["元"]).values())
    assert 0.9 < length / RATE < 1.1


def test_a_recording_is_kept_without_the_silence_around_it_and_as_loud_as_the_others(app):
    record_word(BOSS, NOW, W001, "yuan2", hum(0.5, 48_000, 1_500))
    (sound,) = load_own_voice(W001, ["元"]).values()
    power = (sum(value * value for value in sound) / len(sound)) ** 0.5
    assert 0.45 < len(sound) / RATE < 0.6
    assert 4_000 < power < 5_000


def test_a_voice_can_be_taken_away_and_the_record_says_so(app):
    record_word(BOSS, NOW, W001, "yuan2", hum())
    remove_words(BOSS, NOW, W001)
    assert list_recorded(W001) == {}
    assert fetch_all("SELECT COUNT(*) FROM audit_leaf WHERE action IN ('voice.record', 'voice.remove')") == [(2,)]


def lie(rate: int = RATE, bits: int = 16, kind: int = 1, size: int = 0xFFFFFFF0) -> bytes:
    """A header that promises what is not there."""
    layout = struct.pack("<4sIHHIIHH", b"fmt ", 16, kind, 1, rate, rate * 2, 2, bits)
    return b"RIFF" + struct.pack("<I", size) + b"WAVE" + layout + b"data" + struct.pack("<I", size) + b"\0\0"


HOSTILE = {
    "empty": b"",
    "a page": b"<script>alert(1)</script>" * 10,
    "a program": b"MZ" + bytes(300),
    "a header alone": hum()[:44],
    "a header cut short": hum()[:30],
    "sizes that lie": lie(),
    "float samples": lie(kind=3, bits=32),
    "no rate": lie(rate=0),
    "a chunk without end": b"RIFF\0\0\0\0WAVEjunk\xff\xff\xff\x7f",
    "ten thousand empty chunks": b"RIFF\0\0\0\0WAVE" + b"junk\0\0\0\0" * 10_000,
    "silence": write_wav(array("h", bytes(2 * RATE))),
    "too long": write_wav(array("h", [5_000, -5_000] * (RATE * 3))),
    "too large": hum() + bytes(MOST_BYTES),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_short_recording_is_refused_in_words(app, what):
    with pytest.raises(Refused, match="没有录上"):
        record_word(BOSS, NOW, W001, "yuan2", HOSTILE[what])
    assert list_recorded(W001) == {}


def test_a_word_that_is_not_in_the_list_cannot_be_recorded(app):
    with pytest.raises(NotFound):
        record_word(BOSS, NOW, W001, "../../x", hum())


@pytest.mark.parametrize("layout", ["8 bit", "stereo", "rate 44100"])
def test_files_of_other_recorders_are_understood(layout):
    tone = [round(6_000 * math.sin(at / 10)) for at in range(RATE)]
    files = {
        "8 bit": struct.pack(
            "<4sI4s4sIHHIIHH4sI", b"RIFF", 0, b"WAVE", b"fmt ", 16, 1, 1, RATE, RATE, 1, 8, b"data", RATE
        )
        + bytes((value >> 8) + 128 for value in tone),
        "stereo": struct.pack(
            "<4sI4s4sIHHIIHH4sI", b"RIFF", 0, b"WAVE", b"fmt ", 16, 1, 2, RATE, RATE * 4, 4, 16, b"data", RATE * 4
        )
        + b"".join(struct.pack("<hh", value, 0) for value in tone),
        "rate 44100": write_wav(array("h", [value for value in tone for _ in range(4)]), RATE * 4),
    }
    samples = read_wav(files[layout])
    assert abs(len(samples) - RATE) < 5
    assert 5_000 < max(samples) <= 6_100


def test_the_page_leads_from_one_missing_word_to_the_next(sign_in):
    client = sign_in("zhou")
    page = client.get("/w/W001/dialect").text
    assert "还差 65 个词" in page
    answer = client.post("/w/W001/dialect/ling2", data={"sound": (io.BytesIO(hum()), "word.wav")})
    assert answer.status_code == 303
    page = client.get("/w/W001/dialect").text
    assert "「零」录好了" in page
    assert "还差 64 个词" in page
    assert '<p class="say" lang="zh-CN">一</p>' in page
    assert client.get("/w/W001/dialect/ling2.wav").mimetype == "audio/wav"
    assert client.get("/w/W001/dialect/yi1.wav").status_code == 404


def test_what_could_not_be_recorded_is_said_beside_the_same_word(sign_in):
    client = sign_in("zhou")
    answer = client.post("/w/W001/dialect/san1", data={"sound": (io.BytesIO(b"x"), "word.wav")}, follow_redirects=True)
    assert "「三」没有录上:不是 WAV 录音文件" in answer.text
    assert '<p class="say" lang="zh-CN">三</p>' in answer.text


def test_only_the_manager_takes_a_voice_away(sign_in):
    assert sign_in("zhou").post("/w/W001/dialect").status_code == 403
    assert sign_in("zhang").post("/w/W001/dialect").status_code == 303
