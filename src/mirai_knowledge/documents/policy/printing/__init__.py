"""What a printed document holds, as plain data for the template `document.typ` beside this file."""

from pathlib import Path

from mirai_knowledge.documents.policy.printing.beside import Beside, beside_of, print_beside
from mirai_knowledge.documents.policy.printing.stamps import stamps_of
from mirai_knowledge.documents.policy.printing.standing import Standing, standing_of
from mirai_knowledge.documents.policy.printing.tree import Picture, blocks_of_table, blocks_of_text, breakable

__all__ = [
    "MAX_CHARS",
    "TEMPLATE",
    "Beside",
    "Picture",
    "Standing",
    "beside_of",
    "blocks_of_table",
    "blocks_of_text",
    "breakable",
    "print_beside",
    "stamps_of",
    "standing_of",
]

TEMPLATE = Path(__file__).with_name("document.typ")
MAX_CHARS = 800_000
"""About 500 pages, more than the longest law on the safety of work; laying out more takes longer than anybody waits."""
