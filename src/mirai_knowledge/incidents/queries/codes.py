"""The ministry's lists and the severity matrix, as the page takes them."""

from mirai_knowledge.incidents.schemas.codes import (
    ACCIDENT_TYPES,
    AGENT_GROUPS,
    AGENT_KINDS,
    AGENTS,
    CONSEQUENCES,
    LIKELIHOODS,
    severity_of,
)
from mirai_knowledge.incidents.schemas.views import AgentGroup, CodeName, IncidentCodes
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx


def get_codes(_: Tx, _actor: Actor) -> IncidentCodes:
    """The lists, the same for everybody."""
    return IncidentCodes(
        accident_types=tuple(CodeName(code, name) for code, name in ACCIDENT_TYPES.items()),
        agents=tuple(
            AgentGroup(
                AGENT_GROUPS[kind // 10],
                name,
                tuple(CodeName(code, text) for code, text in AGENTS.items() if code // 10 == kind),
            )
            for kind, name in AGENT_KINDS.items()
        ),
        likelihoods=tuple(CodeName(code, name) for code, name in LIKELIHOODS.items()),
        consequences=tuple(CodeName(code, name) for code, name in CONSEQUENCES.items()),
        matrix=tuple(tuple(severity_of(column, row) for column in LIKELIHOODS) for row in CONSEQUENCES),
    )
