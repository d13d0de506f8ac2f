"""Whether people have worked on a document since a run loaded it."""

from mirai_knowledge.documents.model import Document


def seal(document: Document) -> None:
    """The document stands as the run leaves it."""
    document.intake_seal = _mark(document)


def is_untouched(document: Document) -> bool:
    """Whether neither its properties nor its text have been changed since."""
    return document.intake_seal == _mark(document)


def _mark(document: Document) -> str:
    # Both only ever count up: every change of properties, every save, publication and discarding moves one of them.
    return f"{document.version}.{document.draft_version}"
