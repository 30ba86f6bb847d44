"""What is read aloud 朗读: figures become words, words become one sound. Pure.

    words = ("今天", "做了", *say_quantity(120_000, "双"), PAUSE, "挣了", *say_amount(4_200))
    write_words(words)                     今天做了一百二十双,挣了四十二元        for the page and for the browser's own speech
    join_words(words, voice) -> bytes      one WAV, PCM 16 bit mono 11,025 Hz: plays in <audio controls> without script

    say_number(n) · say_amount(fen) · say_quantity(thousandths, unit) · say_day(date)   -> Words
    is_sayable(words) -> bool              every word is in the closed list `voice.words.WORDS`

Where sound cannot be played `static/voice/say.js` lets the browser speak what stands in `data-say` of the <audio>.

A view needs one call more: `voice.queries.speak(workshop_id, words, voice="")` chooses the village's own voice where it has every word of
the sentence, else Mandarin; a sentence is never said by two voices.
"""

from collections.abc import Sequence
from datetime import date

from workshop.mine.voice.sound import RATE, Samples, silence, write_wav
from workshop.mine.voice.words import DIGITS, SAME_UNIT, UNITS, WORDS

Words = tuple[str, ...]
Voice = dict[str, Samples]  # the name of a clip → its samples

PAUSE = ","
MOST = 100_000_000  # 一亿: no sum on a worker's page comes near it
_PAUSE_SECONDS, _GAP_SECONDS = 0.28, 0.03
_PLACES = ("千", "百", "十", "")


def say_number(number: int, before_unit: bool = True) -> Words:
    """A whole number below 一亿. Before a unit a lone 2 is 两; inside a number 2 is 二 but for 两百, 两千, 两万 at its head."""
    if number < 0:
        return ("负", *say_number(-number, before_unit))
    if number >= MOST:
        raise ValueError(f"{number} is more than the words reach")
    if number == 2 and before_unit:
        return ("两",)
    high, low = divmod(number, 10_000)
    if not high:
        return _say_section(low)
    head = ("两",) if high == 2 else _say_section(high)
    if not low:
        return (*head, "万")
    return (*head, "万", *(("零",) if low < 1_000 else ()), *_say_section(low, leads=False))


def _say_section(number: int, leads: bool = True) -> Words:
    """0 to 9999: places that are empty between others are one 零; 10 to 19 at the head of a number is 十, not 一十."""
    if number == 0:
        return ("零",)
    if leads and 10 <= number < 20:
        return ("十", *_digit(number - 10)) if number > 10 else ("十",)
    said: list[str] = []
    gap = False
    for digit, place in zip(map(int, f"{number:04d}"), _PLACES, strict=True):
        if digit:
            two = "两" if leads and not said and place in ("百", "千") else "二"
            said += ["零"] * bool(said and gap) + [*_digit(digit, two)] + [place] * bool(place)
        gap = not digit
    return tuple(said)


def _digit(digit: int, two: str = "二") -> Words:
    return (two,) if digit == 2 else (DIGITS[digit],)


def say_amount(fen: int) -> Words:
    """Money: 元, 角, 分, with 零 where 角 is nothing between the two; 0 is 零元."""
    if fen < 0:
        return ("负", *say_amount(-fen))
    yuan, rest = divmod(fen, 100)
    jiao, left = divmod(rest, 10)
    said = [*say_number(yuan), "元"] if yuan or not rest else []
    if jiao:
        said += [*_digit(jiao, "二" if said else "两"), "角"]
    if left:
        gap = ["零"] if said and not jiao else []
        said += [*gap, *_digit(left, "二" if said else "两"), "分"]
    return tuple(said)


def say_quantity(quantity: int, unit: str) -> Words:
    """A quantity in thousandths of its unit; a unit that no voice knows is left to the eye."""
    whole, rest = divmod(abs(quantity), 1_000)
    known = SAME_UNIT.get(unit, unit)
    after = (known,) if known in UNITS else ()
    digits = f"{rest:03d}".rstrip("0")
    number = (*say_number(whole, False), "点", *(DIGITS[int(d)] for d in digits)) if digits else say_number(whole)
    return (*(("负",) if quantity < 0 else ()), *number, *after)


def say_day(on: date) -> Words:
    """A date without its year: 二月二号, not 两."""
    return (*say_number(on.month, False), "月", *say_number(on.day, False), "号")


def write_words(words: Sequence[str]) -> str:
    """The sentence as it is read by the eye or by the browser's own speech."""
    return "".join(words)


def is_sayable(words: Sequence[str]) -> bool:
    """Whether a voice that has every clip can say it."""
    return all(word == PAUSE or word in WORDS for word in words)


def has_words(voice: Voice, words: Sequence[str]) -> bool:
    """Whether this voice has a clip of each word."""
    return all(word == PAUSE or (word in WORDS and WORDS[word].clip in voice) for word in words)


def join_words(words: Sequence[str], voice: Voice) -> bytes:
    """One WAV of the sentence. Raises KeyError for a word that the voice has no clip of."""
    joined = silence(0.05)
    for word in words:
        joined += silence(_PAUSE_SECONDS) if word == PAUSE else voice[WORDS[word].clip] + silence(_GAP_SECONDS)
    return write_wav(joined + silence(0.1), RATE)
