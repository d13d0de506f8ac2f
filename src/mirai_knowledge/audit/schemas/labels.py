"""Port: how a subject of an upper slice is called. The slice registers a source for its kinds in `entry.wiring`."""

from collections.abc import Callable, Collection, Mapping
from typing import TypeAlias

from mirai_knowledge.kernel.db import Tx

LabelSource: TypeAlias = Callable[[Tx, Collection[str]], Mapping[str, str]]
"""`(tx, ids)` gives a label for each id that is known; the caller may read the audit log and thus see all of them."""

PERSON = "person"
"""The kind of the actors; its labels are people's names."""

_sources: dict[str, LabelSource] = {}
_fields: dict[str, str] = {}


def label_by(kind: str, source: LabelSource) -> None:
    """From now on subjects of that kind are called what the source says."""
    if kind in _sources:
        raise ValueError(f"labels of {kind} are registered twice")
    _sources[kind] = source


def field_holds(field: str, kind: str) -> None:
    """From now on values of the field of that name are shown as what they are the ids of."""
    if field in _fields:
        raise ValueError(f"the field {field} is told of twice")
    _fields[field] = kind


def kind_held_by(field: str) -> str | None:
    """What the values of the field are the ids of; None when they are shown as they stand."""
    return _fields.get(field)


def labels_of(tx: Tx, kind: str, ids: Collection[str]) -> Mapping[str, str]:
    """Labels of these subjects; ids that nobody can name are missing."""
    source = _sources.get(kind)
    return source(tx, ids) if source is not None and ids else {}
