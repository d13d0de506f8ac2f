"""Which of the old system's passwords everybody knows."""

from concurrent.futures import ThreadPoolExecutor

import bcrypt

from mirai_knowledge.legacy.policy.findings import Findings
from mirai_knowledge.legacy.policy.people import BCRYPT
from mirai_knowledge.legacy.schemas.source import USERS, Record
from mirai_knowledge.legacy.service.folder import Folder

KNOWN = ("admin123",)
"""What the demonstration accounts of the old system were published with."""
AT_ONCE = 2
MAX_COST = 13
"""A hash of a greater cost would take seconds; nobody demonstrates with that."""


def find_known_passwords(folder: Folder) -> frozenset[str]:
    """The hashes among the users' that belong to known passwords. Takes a quarter of a second of a core for each different
    hash and password, so call it with no transaction open.
    """
    records = [record for record in folder.records(USERS, Findings()) if isinstance(record, Record)]
    hashes = sorted({str(record.raw.get("password_hash")) for record in records})
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return frozenset(text for text, known in zip(hashes, pool.map(_is_known, hashes), strict=True) if known)


def _is_known(text: str) -> bool:
    if BCRYPT.fullmatch(text) is None or int(text[4:6]) > MAX_COST:
        return False
    try:
        return any(bcrypt.checkpw(password.encode(), text.encode()) for password in KNOWN)
    except ValueError:  # the form of a hash, and none
        return False
