"""Reading accounts: people, companies, roles, sessions, and who a token is."""

from mirai_knowledge.accounts.queries.companies import (
    find_company_by_code,
    get_company,
    get_company_view,
    list_companies,
    list_company_labels,
)
from mirai_knowledge.accounts.queries.people import (
    find_other_admin,
    find_person_by_login,
    get_person,
    get_person_id,
    get_person_view,
    list_people,
    list_person_labels,
)
from mirai_knowledge.accounts.queries.roles import (
    get_role,
    get_role_view,
    list_grants,
    list_rights,
    list_role_codes,
    list_role_labels,
    list_roles,
)
from mirai_knowledge.accounts.queries.sessions import (
    find_refresh_token,
    find_token_at,
    get_session,
    list_open_sessions,
    list_sessions,
)
from mirai_knowledge.accounts.queries.sign_in import (
    SignInRow,
    TokenSubject,
    find_sign_in,
    get_actor,
    get_locked,
    get_me,
    get_own_sign_in,
)

__all__ = [
    "SignInRow",
    "TokenSubject",
    "find_company_by_code",
    "find_other_admin",
    "find_person_by_login",
    "find_refresh_token",
    "find_sign_in",
    "find_token_at",
    "get_actor",
    "get_company",
    "get_company_view",
    "get_locked",
    "get_me",
    "get_own_sign_in",
    "get_person",
    "get_person_id",
    "get_person_view",
    "get_role",
    "get_role_view",
    "get_session",
    "list_companies",
    "list_company_labels",
    "list_grants",
    "list_open_sessions",
    "list_people",
    "list_person_labels",
    "list_rights",
    "list_role_codes",
    "list_role_labels",
    "list_roles",
    "list_sessions",
]
