"""The text of files, page by page, read by a process of its own with limits on memory and time.

A file that makes its reader eat memory or never end takes nothing else with it: the process is ended, and why is said.
"""

from mirai_knowledge.kernel.extraction.plain import encoding_of
from mirai_knowledge.kernel.extraction.reading import ExtractedPart, Extraction, Unextractable, extract

__all__ = ["ExtractedPart", "Extraction", "Unextractable", "encoding_of", "extract"]
