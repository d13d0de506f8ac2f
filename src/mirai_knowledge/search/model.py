"""Which index a machine searches in, and how far that index has read the change feed."""

from datetime import datetime

from sqlalchemy import BigInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.kernel.db import Base


class NodeRow(Base):
    """One machine's index and its place in the feed: they move together, so an index is never read by another's place."""

    __tablename__ = "search_node"
    node: Mapped[str] = mapped_column(String(120), primary_key=True)
    index_name: Mapped[str] = mapped_column(String(120))
    xact: Mapped[int] = mapped_column(BigInteger)
    change_id: Mapped[int] = mapped_column(BigInteger)
    cluster: Mapped[int] = mapped_column(BigInteger, server_default=text("(pg_control_system()).system_identifier"))
    at: Mapped[datetime]
