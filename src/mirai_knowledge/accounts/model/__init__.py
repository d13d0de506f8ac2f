"""Tables of people and companies, of roles and their grants, of credentials, sessions and failed tries."""

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
    "Algorithm",
    "Company",
    "CompanyId",
    "CompanyKind",
    "CompanyState",
    "Credential",
    "EndReason",
    "Person",
    "PersonRole",
    "PersonState",
    "RefreshToken",
    "Role",
    "RoleGrant",
    "SessionRow",
    "Throttle",
    "ThrottleKind",
]
