"""Ids. UUID version 7: sortable by time, made in Python, so a client or a job can name a thing before it is stored."""

from typing import NewType
from uuid import UUID

import uuid_utils.compat

PersonId = NewType("PersonId", UUID)
SessionId = NewType("SessionId", UUID)


def new_id() -> UUID:
    """A fresh UUIDv7."""
    return uuid_utils.compat.uuid7()
