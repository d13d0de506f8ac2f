"""Lists that people can take with them as CSV or Excel: each slice says which, and what stands in a row.

A list is exported by the very query that shows it, page by page, so filters and rights are the same and memory is flat.
"""

from mirai_knowledge.kernel.lists.port import Column, Export, ExportedList, Value, all_lists, joined, listed, whole
from mirai_knowledge.kernel.lists.writing import MEDIA_TYPES, Asked, Format, TooManyRows, Written, write_list

__all__ = [
    "MEDIA_TYPES",
    "Asked",
    "Column",
    "Export",
    "ExportedList",
    "Format",
    "TooManyRows",
    "Value",
    "Written",
    "all_lists",
    "joined",
    "listed",
    "whole",
    "write_list",
]
