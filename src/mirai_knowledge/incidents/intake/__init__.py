"""Batch verbs of incidents: former records with the states they had, and public accident records."""

from mirai_knowledge.incidents.intake.public import import_public
from mirai_knowledge.incidents.intake.records import load_incidents

__all__ = ["import_public", "load_incidents"]
