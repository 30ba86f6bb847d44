"""Sound as numbers: WAV read and written, trimmed and levelled. Pure, on the standard library.

A clip is mono, 11,025 Hz, kept as µ-law (ITU-T G.711): a byte a sample with the range of thirteen bits, an eighth of what CDs take. What
leaves for a phone is plain PCM of 16 bits, which every browser plays.
"""

import struct
from array import array

Samples = array  # of type "h"

RATE = 11_025
MOST_SECONDS, LEAST_SECONDS = 4.0, 0.08
MOST_BYTES = 800_000  # four seconds of stereo at 48 kHz, and a header
PEAK = 26_000  # of 32,767: loud, with room
QUIET = 400  # below it is breath and room
_PCM, _MULAW, _EXTENSIBLE = 1, 7, 0xFFFE
_BIAS, _CLIP = 0x84, 32_635


class BadSound(ValueError):
    """A file that is no short recording; its sentence is for the person who recorded."""


def read_wav(content: bytes) -> Samples:
    """Samples at 11,025 Hz of a WAV file: PCM of 8 or 16 bits or µ-law, mono or stereo. Raises BadSound."""
    if len(content) > MOST_BYTES:
        raise BadSound("文件太大,一个词只要录一两秒")
    kind, channels, rate, bits, sound = _find_chunks(content)
    samples = _decode(kind, bits, sound)[::channels]  # of two channels the left one
    if not LEAST_SECONDS <= len(samples) / rate <= MOST_SECONDS:
        raise BadSound("太短或太长:一个词录 1 到 4 秒")
    return resample(samples, rate)


def _find_chunks(content: bytes) -> tuple[int, int, int, int, bytes]:
    """(kind, channels, rate, bits, sound) of a RIFF file, sizes not believed."""
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise BadSound("不是 WAV 录音文件")
    at, layout = 12, b""
    while at + 8 <= len(content):
        name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        body = content[at + 8 : at + 8 + size]
        if name == b"fmt ":
            layout = body
        if name == b"data" and len(layout) >= 16:
            return (*_check_layout(layout), body)
        at += 8 + size + size % 2
    raise BadSound("WAV 文件不完整")


def _check_layout(layout: bytes) -> tuple[int, int, int, int]:
    kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", layout[:16])
    if kind == _EXTENSIBLE and len(layout) >= 26:
        kind = int.from_bytes(layout[24:26], "little")
    if (
        (kind, bits) not in ((_PCM, 8), (_PCM, 16), (_MULAW, 8))
        or channels not in (1, 2)
        or not 8_000 <= rate <= 48_000
    ):
        raise BadSound("只收 8 位或 16 位的普通 WAV(PCM),采样率 8000 到 48000")
    return kind, channels, rate, bits


def _decode(kind: int, bits: int, sound: bytes) -> Samples:
    if kind == _MULAW:
        return decode_mulaw(sound)
    if bits == 8:
        return array("h", [(byte - 128) << 8 for byte in sound])
    samples = array("h", sound[: len(sound) // 2 * 2])
    if struct.pack("=H", 1) == b"\0\1":
        samples.byteswap()
    return samples


def resample(samples: Samples, rate: int, to: int = RATE) -> Samples:
    """At another rate: what is too high for it is averaged away, the rest drawn by straight lines."""
    if rate == to or not samples:
        return samples
    step = rate / to
    if step > 1:
        samples = _smooth(samples, step)
    last, out = len(samples) - 1, array("h")
    for at in range(int(len(samples) / step)):
        place = at * step
        left = int(place)
        here, there = samples[left], samples[min(left + 1, last)]
        out.append(int(here + (there - here) * (place - left)))
    return out


def _smooth(samples: Samples, step: float) -> Samples:
    """A running mean over `step` samples, twice: a filter with a soft edge."""
    width = max(2, round(step))
    for _ in range(2):
        total, out = 0, array("h")
        for at, value in enumerate(samples):
            total += value - (samples[at - width] if at >= width else 0)
            out.append(total // width)
        samples = out
    return samples


def trim(samples: Samples) -> Samples:
    """Without the silence before and after, with soft edges. Raises BadSound when there is nothing but silence."""
    loud = [at for at, value in enumerate(samples) if abs(value) > QUIET]
    if not loud or loud[-1] - loud[0] < RATE * LEAST_SECONDS / 2:
        raise BadSound("听不到声音,请靠近一点再录")
    margin = RATE // 100
    kept = samples[max(0, loud[0] - margin) : loud[-1] + 2 * margin]
    for at in range(min(margin, len(kept))):
        kept[at] = kept[at] * at // margin
        kept[-1 - at] = kept[-1 - at] * at // margin
    return kept


def level(samples: Samples, loudness: int = 4_500) -> Samples:
    """As loud as the other clips, by its mean power, and nowhere over the peak."""
    power = (sum(value * value for value in samples) / max(1, len(samples))) ** 0.5
    most = max(map(abs, samples), default=0)
    factor = min(loudness / max(power, 1.0), PEAK / max(most, 1))
    return array("h", [round(value * factor) for value in samples])


def silence(seconds: float) -> Samples:
    """Nothing, for a while."""
    return array("h", bytes(2 * round(RATE * seconds)))


def write_wav(samples: Samples, rate: int = RATE) -> bytes:
    """A WAV file of PCM, 16 bits, mono."""
    return _riff(_PCM, rate, 16, struct.pack(f"<{len(samples)}h", *samples))


def write_clip(samples: Samples) -> bytes:
    """A WAV file of µ-law: half the size, for keeping."""
    return _riff(_MULAW, RATE, 8, bytes(map(_encode_one, samples)))


def _riff(kind: int, rate: int, bits: int, sound: bytes) -> bytes:
    width = bits // 8
    layout = struct.pack("<4sIHHIIHH", b"fmt ", 16, kind, 1, rate, rate * width, width, bits)
    body = layout + struct.pack("<4sI", b"data", len(sound)) + sound
    return struct.pack("<4sI4s", b"RIFF", 4 + len(body), b"WAVE") + body


def _encode_one(value: int) -> int:
    sign = 0x80 if value < 0 else 0
    size = min(abs(value), _CLIP) + _BIAS
    exponent = size.bit_length() - 8
    return ~(sign | exponent << 4 | size >> exponent + 3 & 0x0F) & 0xFF


def _decode_one(byte: int) -> int:
    byte = ~byte & 0xFF
    size = (((byte & 0x0F) << 3) + _BIAS << (byte >> 4 & 7)) - _BIAS
    return -size if byte & 0x80 else size


_DECODED = array("h", map(_decode_one, range(256)))


def decode_mulaw(sound: bytes) -> Samples:
    """Samples of µ-law bytes."""
    return array("h", [_DECODED[byte] for byte in sound])
