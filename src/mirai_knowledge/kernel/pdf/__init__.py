"""PDF by typst, in a process of its own with limits of memory and time.

What people typed reaches a template only as data (`sys.inputs`), never as source; fonts come from packages, never from the
machine. What was printed once is kept by the hash of everything that is in it.
"""

from mirai_knowledge.kernel.pdf.cache import PdfCache
from mirai_knowledge.kernel.pdf.printing import PdfTooSlow, Printer, Sheet

__all__ = ["PdfCache", "PdfTooSlow", "Printer", "Sheet"]
