"""The verbs of the migration: read a folder, plan it, load it, take a run back."""

from mirai_knowledge.legacy.service.loading import load, plan
from mirai_knowledge.legacy.service.preparing import Source, open_source
from mirai_knowledge.legacy.service.undoing import undo

__all__ = ["Source", "load", "open_source", "plan", "undo"]
