"""The standing cast: invented people, one per role, the same in tests and demonstration data."""

from mirai_knowledge.entry.demo.cast import CAST, Member

__all__ = ["CAST", "Member", "admin", "construction", "engineer", "expert", "partner", "quality", "safety", "site_manager"]

_by_key = {member.key: member for member in CAST}
admin = _by_key["admin"]
site_manager = _by_key["site_manager"]
construction = _by_key["construction"]
engineer = _by_key["engineer"]
quality = _by_key["quality"]
safety = _by_key["safety"]
expert = _by_key["expert"]
partner = _by_key["partner"]
