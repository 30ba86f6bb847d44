"""Recording and taking away the words of a village's own voice."""

from datetime import datetime

from sqlalchemy import delete

from workshop.kernel.faults import NotFound, Refused
from workshop.mine.voice.rows import VoiceClipRow
from workshop.mine.voice.sound import BadSound, level, read_wav, trim, write_clip
from workshop.mine.voice.words import CLIPS
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.transaction import transaction


def record_word(actor: Actor, now: datetime, workshop_id: int, clip: str, content: bytes) -> None:
    """Keeps a WAV as the clip of a word, trimmed and levelled. Raises NotFound for no such word, Refused for no such sound."""
    if clip not in CLIPS:
        raise NotFound
    try:
        sound = write_clip(level(trim(read_wav(content))))
    except BadSound as bad:
        raise Refused(f"「{CLIPS[clip].text}」没有录上:{bad}", "请再录一次", "sound") from bad
    row = VoiceClipRow
    by = {"recorded_at": now, "recorded_by": actor.name, "recorded_by_id": actor.account_id}
    with transaction(actor, now) as tx:
        db.session.execute(delete(row).where(row.workshop_id == workshop_id, row.clip == clip))
        tx.insert(row, [{"workshop_id": workshop_id, "id": new_id(), "clip": clip, "sound": sound} | by])
        tx.tell("voice.record", f"voice/{clip}", {"word": CLIPS[clip].text, "bytes": len(sound)}, workshop_id)


def remove_words(actor: Actor, now: datetime, workshop_id: int, clip: str = "") -> None:
    """Takes one recording away, or all of them: a voice is a person's, who may want it back."""
    row = VoiceClipRow
    asked = [row.workshop_id == workshop_id, *([row.clip == clip] if clip else [])]
    with transaction(actor, now) as tx:
        db.session.execute(delete(row).where(*asked))
        tx.tell("voice.remove", f"voice/{clip or 'all'}", {}, workshop_id)
