"""What can be done to people, companies, roles, calendar, experts, passwords, sessions: check, change, audit, tell."""

from mirai_knowledge.accounts.service.calendar import remove_calendar_day, set_calendar, set_calendar_day
from mirai_knowledge.accounts.service.cleaning import forget_old
from mirai_knowledge.accounts.service.companies import add_company, archive_company, change_company, restore_company
from mirai_knowledge.accounts.service.experts import set_expert
from mirai_knowledge.accounts.service.gate import Gate, open_gate, tokens_of
from mirai_knowledge.accounts.service.hashing import Hasher, StoredHash, Verdict
from mirai_knowledge.accounts.service.passwords import (
    begin_confirmation,
    begin_password_change,
    change_own_password,
    confirm,
    reset_password,
)
from mirai_knowledge.accounts.service.people import (
    Added,
    add_person,
    change_person,
    disable_person,
    enable_person,
    grant_roles,
    unlock_person,
)
from mirai_knowledge.accounts.service.roles import set_grants
from mirai_knowledge.accounts.service.sessions import (
    Opened,
    end_other_sessions,
    end_session,
    open_session,
    refresh_session,
    sign_out,
)
from mirai_knowledge.accounts.service.sign_in import Candidate, Proven, Refused, begin_sign_in, prove_password
from mirai_knowledge.accounts.service.tokens import Tokens

__all__ = [
    "Added",
    "Candidate",
    "Gate",
    "Hasher",
    "Opened",
    "Proven",
    "Refused",
    "StoredHash",
    "Tokens",
    "Verdict",
    "add_company",
    "add_person",
    "archive_company",
    "begin_confirmation",
    "begin_password_change",
    "begin_sign_in",
    "change_company",
    "change_own_password",
    "change_person",
    "confirm",
    "disable_person",
    "enable_person",
    "end_other_sessions",
    "end_session",
    "forget_old",
    "grant_roles",
    "open_gate",
    "open_session",
    "prove_password",
    "refresh_session",
    "remove_calendar_day",
    "reset_password",
    "restore_company",
    "set_calendar",
    "set_calendar_day",
    "set_expert",
    "set_grants",
    "sign_out",
    "tokens_of",
    "unlock_person",
]
