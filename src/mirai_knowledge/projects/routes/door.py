"""What the doors of projects share."""

from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.text import clean_line


def search_words(q: str | None) -> str | None:
    """The words of a search as they are looked for; raises Invalid for control characters."""
    try:
        return None if q is None else clean_line(q)
    except ValueError as fault:
        raise Invalid(fields=(FieldError("q", "value.unusable", str(fault)),)) from fault
