"""Batch verbs of accounts for demonstration data and migration."""

from mirai_knowledge.accounts.intake.seeding import give_password

__all__ = ["give_password"]
