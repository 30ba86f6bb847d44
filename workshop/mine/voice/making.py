"""Makes the clips of the house with espeak-ng: `make clips`. The clips are made for the project and may be used freely."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from workshop.mine.voice.sound import level, read_wav, trim, write_clip
from workshop.mine.voice.words import WORDS, Word

FOLDER = Path(__file__).resolve().parents[1] / "clips"
# The voice of espeak-ng, and whether it reads pinyin or characters.
VOICES = {"cmn": ("cmn-latn-pinyin", "pinyin"), "yue": ("yue", "text")}
SPEED, PITCH = "160", "55"


def make_clip(word: Word, voice: str) -> bytes:
    """The clip of one word."""
    name, reads = VOICES[voice]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "word.wav"
        say = ["espeak-ng", "-v", name, "-s", SPEED, "-p", PITCH, "-w", str(path), getattr(word, reads)]
        subprocess.run(say, check=True)
        return write_clip(level(trim(read_wav(path.read_bytes()))))


def main() -> None:
    """Every word of every voice, and what the voice weighs."""
    for voice in VOICES:
        folder = FOLDER / voice
        folder.mkdir(parents=True, exist_ok=True)
        sizes = [(folder / f"{word.clip}.wav").write_bytes(make_clip(word, voice)) for word in WORDS.values()]
        print(f"{voice}: {len(sizes)} clips, {sum(sizes):,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
