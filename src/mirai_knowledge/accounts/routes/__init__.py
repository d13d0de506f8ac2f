"""Accounts over HTTP: sign-in, one's own account, people, companies, roles, the calendar, experts."""

from mirai_knowledge.accounts.routes.account import (
    change_password,
    confirm,
    end_other_sessions,
    end_session,
    list_sessions,
    show_me,
)
from mirai_knowledge.accounts.routes.bearer import TokenActors
from mirai_knowledge.accounts.routes.calendar import CALENDAR_ROUTES
from mirai_knowledge.accounts.routes.companies import COMPANY_ROUTES
from mirai_knowledge.accounts.routes.experts import EXPERT_ROUTES
from mirai_knowledge.accounts.routes.exports import EXPORT_ROUTES
from mirai_knowledge.accounts.routes.people import PEOPLE_ROUTES
from mirai_knowledge.accounts.routes.roles import list_rights, list_roles, set_grants
from mirai_knowledge.accounts.routes.sign_in import refresh, sign_in, sign_out

__all__ = ["ROUTES", "TokenActors"]

ROUTES = (
    sign_in,
    refresh,
    sign_out,
    show_me,
    change_password,
    confirm,
    list_sessions,
    end_other_sessions,
    end_session,
    *PEOPLE_ROUTES,
    *COMPANY_ROUTES,
    *EXPERT_ROUTES,
    *CALENDAR_ROUTES,
    list_roles,
    list_rights,
    set_grants,
    *EXPORT_ROUTES,
)
