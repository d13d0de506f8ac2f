"""`mks dev new-slice`: the files of the house for a slice that works from its first minute."""

from mirai_knowledge.entry.devtools.new_slice.names import NameRefused, Names, names
from mirai_knowledge.entry.devtools.new_slice.writing import create

__all__ = ["NameRefused", "Names", "create", "names"]
