"""Batch verbs of accounts for demonstration data and migration."""

from mirai_knowledge.accounts.intake.experts import load_experts
from mirai_knowledge.accounts.intake.loading import load_people, unload_people
from mirai_knowledge.accounts.intake.seeding import give_password

__all__ = ["give_password", "load_experts", "load_people", "unload_people"]
