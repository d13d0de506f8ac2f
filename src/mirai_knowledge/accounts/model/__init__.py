"""Tables of people, companies, roles, the calendar, experts, and of credentials, sessions and failed tries."""

from mirai_knowledge.accounts.model.calendar import COMPANY, CalendarDay, WorkCalendar
from mirai_knowledge.accounts.model.experts import ExpertProfile
from mirai_knowledge.accounts.model.people import (
    Company,
    CompanyId,
    CompanyKind,
    CompanyState,
    Person,
    PersonRole,
    PersonState,
    Role,
    RoleGrant,
)
from mirai_knowledge.accounts.model.sign_in import (
    Algorithm,
    Credential,
    EndReason,
    RefreshToken,
    SessionRow,
    Throttle,
    ThrottleKind,
)

__all__ = [
    "COMPANY",
    "Algorithm",
    "CalendarDay",
    "Company",
    "CompanyId",
    "CompanyKind",
    "CompanyState",
    "Credential",
    "EndReason",
    "ExpertProfile",
    "Person",
    "PersonRole",
    "PersonState",
    "RefreshToken",
    "Role",
    "RoleGrant",
    "SessionRow",
    "Throttle",
    "ThrottleKind",
    "WorkCalendar",
]
