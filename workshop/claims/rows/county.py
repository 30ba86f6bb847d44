"""Tables of a county's figures. Replicated everywhere: no workshop owns them."""

from sqlalchemy import BigInteger, Date, DateTime, Index, String

from workshop.store.columns import Column
from workshop.store.database import Row
from workshop.store.rows import append_only


@append_only
class CountyStandardRow(Row):
    """A standard 标准 such as the poverty line, from a day on, in fen; null takes the figure of that day back.

    The latest entry of a day counts. Minimum wages stand in `minimum_wage`.
    """

    __tablename__ = "county_standard"
    __table_args__ = (Index("ix_county_standard_county", "county_code"),)
    id = Column(BigInteger, primary_key=True, autoincrement=False)
    county_code = Column(String(6), nullable=False)
    name = Column(String(20), nullable=False)
    valid_from = Column(Date, nullable=False)
    fen = Column(BigInteger)
    source = Column(String(200), nullable=False)
    checked_on = Column(Date)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)


@append_only
class CountySettingRow(Row):
    """What a county chose for a setting of a programme, from a day on, written as in a programme file; empty takes it back."""

    __tablename__ = "county_setting"
    __table_args__ = (Index("ix_county_setting_county", "county_code"),)
    id = Column(BigInteger, primary_key=True, autoincrement=False)
    county_code = Column(String(6), nullable=False)
    programme = Column(String(80), nullable=False)
    name = Column(String(80), nullable=False)
    valid_from = Column(Date, nullable=False)
    value = Column(String(40), nullable=False)
    source = Column(String(200), nullable=False)
    checked_on = Column(Date)
    recorded_at = Column(DateTime, nullable=False)
    recorded_by = Column(String(64), nullable=False)
