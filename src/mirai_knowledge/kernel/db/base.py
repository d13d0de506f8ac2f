"""The declarative base of every table, and the column types the slices share."""

import datetime as dt
from uuid import UUID

from sqlalchemy import DateTime, MetaData, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Session

from mirai_knowledge.kernel.errors import JsonValue

# Names that Alembic and people can predict.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Tx = Session
"""The transaction a verb works in. Only the edge, the worker and the CLI commit it."""


class Base(DeclarativeBase):
    """Every table of the application derives from this."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012
        dt.datetime: DateTime(timezone=True),
        UUID: Uuid(),
        JsonValue: JSONB(none_as_null=False),
        dict[str, JsonValue]: JSONB(),
        list[str]: JSONB(),
    }
