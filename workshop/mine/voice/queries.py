"""Which voice says a sentence: the village's own where it has every word, else one of the house."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sqlalchemy import select

from workshop.mine.speaking import Voice, has_words, join_words
from workshop.mine.voice.rows import VoiceClipRow
from workshop.mine.voice.sound import read_wav
from workshop.mine.voice.words import CLIPS, WORDS
from workshop.store.database import db

FOLDER = Path(__file__).resolve().parents[1] / "clips"
MANDARIN, CANTONESE = "cmn", "yue"
VOICES = {MANDARIN: "普通话", CANTONESE: "粤语"}
WHERE_CANTONESE = ("44", "45")  # Guangdong and Guangxi; elsewhere nobody is asked


@cache
def load_house_voice(name: str = MANDARIN) -> Voice:
    """A voice that comes with the program, read once."""
    return {path.stem: read_wav(path.read_bytes()) for path in (FOLDER / name).glob("*.wav")}


def list_recorded(workshop_id: int) -> dict[str, str]:
    """Clip → who recorded it."""
    row = VoiceClipRow
    found = db.session.execute(select(row.clip, row.recorded_by).where(row.workshop_id == workshop_id))
    return {clip: by for clip, by in found if clip in CLIPS}


def find_recorded(workshop_id: int, clip: str) -> bytes | None:
    """The recording of one word, as WAV."""
    row = VoiceClipRow
    found: bytes | None = db.session.scalar(select(row.sound).where(row.workshop_id == workshop_id, row.clip == clip))
    return found


def load_own_voice(workshop_id: int, words: Sequence[str]) -> Voice:
    """The recordings of the words of one sentence."""
    row, clips = VoiceClipRow, {WORDS[word].clip for word in words if word in WORDS}
    asked = select(row.clip, row.sound).where(row.workshop_id == workshop_id, row.clip.in_(clips))
    return {clip: read_wav(sound) for clip, sound in db.session.execute(asked)}


def may_be_cantonese(county_code: str) -> bool:
    """Whether people of this county are offered the Cantonese voice."""
    return county_code.startswith(WHERE_CANTONESE)


def speak(workshop_id: int, words: Sequence[str], voice: str = "") -> bytes:
    """The sentence as one WAV; `voice` ("cmn", "yue") asks for one of the house. A sentence is never said by two voices.

    Raises KeyError for a word that is not in the closed list.
    """
    if voice in VOICES:
        return join_words(words, load_house_voice(voice))
    own = load_own_voice(workshop_id, words)
    return join_words(words, own if has_words(own, words) else load_house_voice())
