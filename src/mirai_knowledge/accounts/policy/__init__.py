"""Who may do what to accounts; what a good password is; how long wrong ones keep somebody out."""

from mirai_knowledge.accounts.policy.experts import may_change_expert
from mirai_knowledge.accounts.policy.lockout import ACCOUNT, ADDRESS, Backoff, account_key, address_key, backoff_of
from mirai_knowledge.accounts.policy.passwords import PasswordPolicy, new_initial_password, normal_password
from mirai_knowledge.accounts.policy.people import (
    ADMIN,
    company_can,
    person_can,
    refuse_oneself,
    refuse_own_demotion,
    role_can,
    sees_companies,
    sees_people,
)
from mirai_knowledge.accounts.policy.rights import (
    APPROVAL_DECIDE,
    CHANGE_EXPERT,
    CHANGE_GRANTS,
    CONSULTATION_ANSWER,
    CONSULTATION_ASK,
    GRANT_ROLES,
    MANAGE_CALENDAR,
    MANAGE_COMPANIES,
    MANAGE_PEOPLE,
    ROUTE_MANAGE,
    SEE_CALENDAR,
    SEE_EXPERTS,
    SEE_PEOPLE,
)

__all__ = [
    "ACCOUNT",
    "ADDRESS",
    "ADMIN",
    "APPROVAL_DECIDE",
    "CHANGE_EXPERT",
    "CHANGE_GRANTS",
    "CONSULTATION_ANSWER",
    "CONSULTATION_ASK",
    "GRANT_ROLES",
    "MANAGE_CALENDAR",
    "MANAGE_COMPANIES",
    "MANAGE_PEOPLE",
    "ROUTE_MANAGE",
    "SEE_CALENDAR",
    "SEE_EXPERTS",
    "SEE_PEOPLE",
    "Backoff",
    "PasswordPolicy",
    "account_key",
    "address_key",
    "backoff_of",
    "company_can",
    "may_change_expert",
    "new_initial_password",
    "normal_password",
    "person_can",
    "refuse_oneself",
    "refuse_own_demotion",
    "role_can",
    "sees_companies",
    "sees_people",
]
