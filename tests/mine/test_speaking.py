"""Every figure of a worker's page can be said: amounts, quantities, hours and days, word by word, and each word has its clip."""

import random
from datetime import date

import pytest

from workshop.mine.speaking import (
    PAUSE,
    has_words,
    is_sayable,
    join_words,
    say_amount,
    say_day,
    say_number,
    say_quantity,
    write_words,
)
from workshop.mine.voice.queries import FOLDER, VOICES, load_house_voice
from workshop.mine.voice.sound import RATE, read_wav
from workshop.mine.voice.words import CLIPS, WORDS

VALUES = {digit: at for at, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}


def hear_number(words: tuple[str, ...]) -> int:
    """What a listener understands: digits gather at their places, 万 lifts all that came before it."""
    total = section = digit = 0
    for word in words:
        if word in VALUES:
            digit = VALUES[word]
        elif word == "万":
            total, section, digit = (section + digit) * 10_000, 0, 0
        else:
            section += (digit or 1) * PLACES[word]
            digit = 0
    return total + section + digit


def hear_amount(words: tuple[str, ...]) -> int:
    """Fen of what was said in 元, 角 and 分."""
    fen, rest = 0, list(words)
    for unit, worth in (("元", 100), ("角", 10), ("分", 1)):
        if unit in rest:
            at = rest.index(unit)
            fen += worth * hear_number(tuple(rest[:at]))
            rest = rest[at + 1 :]
    assert not rest
    return fen


@pytest.mark.parametrize(
    ("fen", "said"),
    [
        (0, "零元"),
        (5, "五分"),
        (20, "两角"),
        (100, "一元"),
        (105, "一元零五分"),
        (200, "两元"),
        (222, "两元二角二分"),
        (1_000, "十元"),
        (1_250, "十二元五角"),
        (11_000, "一百一十元"),
        (20_000, "两百元"),
        (100_100, "一千零一元"),
        (101_010, "一千零一十元一角"),
        (220_000, "两千二百元"),
        (1_000_000, "一万元"),
        (1_050_000, "一万零五百元"),
        (2_000_200, "两万零二元"),
        (9_999_999, "九万九千九百九十九元九角九分"),
        (-350, "负三元五角"),
    ],
)
def test_money_is_said_as_people_say_it(fen, said):
    assert write_words(say_amount(fen)) == said


def test_every_whole_amount_to_99999_yuan_is_understood_as_it_was_meant():
    assert [yuan for yuan in range(100_000) if hear_amount(say_amount(yuan * 100)) != yuan * 100] == []


def test_every_jiao_and_fen_is_understood_after_any_kind_of_yuan():
    kinds = (0, 1, 2, 9, 10, 12, 20, 100, 101, 110, 200, 1_000, 1_001, 1_010, 2_002, 10_000, 10_001, 20_200, 99_999)
    meant = [yuan * 100 + rest for yuan in kinds for rest in range(100)]
    assert [fen for fen in meant if hear_amount(say_amount(fen)) != fen] == []


def test_what_follows_the_yuan_never_depends_on_how_many_they_are():
    """So the two tests above together cover all ten million amounts."""
    tails = {rest: say_amount(100 + rest)[2:] for rest in range(100)}
    chosen = random.Random(7)
    for _ in range(20_000):
        yuan, rest = chosen.randrange(1, 100_000), chosen.randrange(100)
        assert say_amount(yuan * 100 + rest) == say_amount(yuan * 100) + tails[rest]


def test_numbers_to_a_hundred_million_are_understood():
    chosen = random.Random(11)
    for number in (chosen.randrange(100_000_000) for _ in range(20_000)):
        assert hear_number(say_number(number)) == number


def test_a_number_that_no_wage_reaches_is_refused():
    with pytest.raises(ValueError, match="100000000"):
        say_number(100_000_000)


def test_two_is_liang_before_a_unit_and_er_in_a_date_and_after_a_point():
    assert write_words(say_quantity(2_000, "双")) == "两双"
    assert write_words(say_quantity(2_250, "公斤")) == "二点二五公斤"
    assert write_words(say_day(date(2026, 2, 2))) == "二月二号"
    assert write_words(say_quantity(12_000, "件")) == "十二件"


def test_a_unit_that_no_voice_knows_is_left_to_the_eye():
    assert write_words(say_quantity(30_000, "托盘")) == "三十"
    assert write_words(say_quantity(30_000, "千克")) == "三十公斤"


def test_all_words_that_figures_need_are_in_the_closed_list():
    said = [say_amount(fen) for fen in (*range(0, 2_000), 9_999_999, -205)]
    said += [say_quantity(n * 125, unit) for n in range(200) for unit in ("双", "箱")]
    said += [say_day(date(2026, m, m + 9)) for m in range(1, 13)]
    assert all(map(is_sayable, said))


def test_no_two_words_share_a_clip():
    assert len(CLIPS) == len(WORDS)


@pytest.mark.parametrize("voice", VOICES)
def test_a_voice_of_the_house_has_every_word_and_weighs_little(voice):
    files = list((FOLDER / voice).glob("*.wav"))
    assert {path.stem for path in files} == set(CLIPS)
    assert sum(path.stat().st_size for path in files) <= 400 * 1024


@pytest.mark.parametrize("voice", VOICES)
def test_every_clip_is_a_sound_neither_silent_nor_cut_off(voice):
    wrong = []
    for clip, samples in load_house_voice(voice).items():
        most = max(map(abs, samples))
        power = (sum(value * value for value in samples) / len(samples)) ** 0.5
        pinned = sum(abs(value) >= 32_000 for value in samples)
        seconds = len(samples) / RATE
        if pinned or most < 6_000 or not 1_500 <= power <= 6_000 or not 0.1 <= seconds <= 1.8:
            wrong.append((clip, most, round(power), pinned, round(seconds, 2)))
    assert wrong == []


def test_a_sentence_is_one_sound_as_long_as_its_words():
    voice = load_house_voice()
    words = ("今天", "做了", *say_quantity(120_000, "双"), PAUSE, "挣了", *say_amount(4_205))
    heard = read_wav_of_any_length(join_words(words, voice))
    spoken = sum(len(voice[WORDS[word].clip]) for word in words if word != PAUSE)
    assert write_words(words) == "今天做了一百二十双,挣了四十二元零五分"
    assert has_words(voice, words)
    assert 0 < len(heard) - spoken < RATE


def read_wav_of_any_length(content: bytes):
    """A sentence is longer than what a clip may be."""
    assert content[:4] == b"RIFF"
    assert content[20:24] == b"\x01\x00\x01\x00", "PCM, mono"
    assert int.from_bytes(content[24:28], "little") == RATE
    return memoryview(content[44:]).cast("h")


def test_reading_back_a_stored_clip_changes_nothing():
    content = (FOLDER / "cmn" / "yi1.wav").read_bytes()
    assert read_wav(content) == load_house_voice()["yi1"]
