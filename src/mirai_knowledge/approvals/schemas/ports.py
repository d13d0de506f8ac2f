"""Port: what else than an edition can pass a route, registered in `entry.wiring`."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked about: the document, and the part of it where it is no more than that."""

    document_id: UUID
    about_id: UUID | None
    approvers: str


class Subject(Protocol):
    """Something that is decided about: what rules call it, and what follows from the decision, in the same transaction."""

    purpose: str
    name: str

    def lock(self, tx: Tx, actor: Actor, document_id: UUID) -> None:
        """The subject waits with its own lock before its document's is taken, as its own verbs do."""

    def passed(self, tx: Tx, actor: Actor, asked: Asked) -> None:
        """The last stage has approved, and the actor was the last to do so."""


_subjects: dict[str, Subject] = {}


def decide_about(subject: Subject) -> None:
    """From now on requests can have this purpose, and rules can name it."""
    _subjects[subject.purpose] = subject


def find_subject(purpose: str) -> Subject | None:
    """The subject of that purpose; None for editions."""
    return _subjects.get(purpose)


def subject_names() -> dict[str, str]:
    """Every purpose with its name, as rules show it."""
    return {subject.purpose: subject.name for subject in _subjects.values()}
