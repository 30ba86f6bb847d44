"""The clips that a villager recorded; a new recording takes the place of the old one, and all can be taken away again."""

from sqlalchemy import BigInteger, DateTime, LargeBinary, String, UniqueConstraint

from workshop.store.columns import Column, of_workshop, row_key, workshop_key
from workshop.store.database import Row


class VoiceClipRow(Row):
    """One word in the village's own voice: `sound` is a WAV of µ-law, a person's voice, so it can be deleted."""

    __tablename__ = "voice_clip"
    __table_args__ = (of_workshop(), UniqueConstraint("workshop_id", "clip"))
    workshop_id = workshop_key()
    id = row_key()
    clip = Column(String(40), nullable=False)
    sound = Column(LargeBinary, nullable=False)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)
    recorded_by_id = Column(BigInteger)
