"""The verbs of the migration: read a folder, and plan it."""

from collections.abc import Iterator
from functools import partial

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.legacy import queries
from mirai_knowledge.legacy.errors import MappingUnreadable
from mirai_knowledge.legacy.policy.rules import P_090
from mirai_knowledge.legacy.policy.vocabulary import unknown_targets
from mirai_knowledge.legacy.schemas.planned import Planned
from mirai_knowledge.legacy.schemas.report import Report
from mirai_knowledge.legacy.schemas.source import Refused
from mirai_knowledge.legacy.service.planning import Planner, Surroundings
from mirai_knowledge.legacy.service.preparing import Source, open_source
from mirai_knowledge.legacy.service.reporting import Tally, report

__all__ = ["Source", "open_source", "plan"]


def plan(tx: Tx, actor: Actor, source: Source) -> Report:
    """What is to be made of the folder's records, and everything that is odd about them; nothing is written.

    Files that cannot be read are reported and their records left out. Raises Forbidden (P-090), MappingUnreadable for
    meanings that do not exist, and FolderChanged when a file is written meanwhile.
    """
    require(actor, P_090)
    around = Surroundings(
        mapping=source.mapping,
        masters=queries.list_masters(tx, actor),
        taken=_TakenLogins(tx, actor),
        weak=source.weak,
    )
    planner = Planner(source.folder, around)
    _refuse_targets(unknown_targets(planner.vocabularies, source.mapping))
    tally = Tally()
    for item in _planned(planner):
        tally.note(item)
    return report(source.folder, planner.findings, tally, planner.vocabularies)


def _planned(planner: Planner) -> Iterator[Planned | Refused]:
    yield from planner.people()
    yield from planner.projects()
    _refuse_targets(planner.unknown_projects())
    yield from planner.knowledge()


def _refuse_targets(wrong: tuple[tuple[str, str], ...]) -> None:
    if wrong:
        faults = tuple(FieldError(name, "mapping.target", f"「{target}」はありません。") for name, target in wrong)
        raise MappingUnreadable("対応表に、存在しない値が書かれています。", fields=faults)


class _TakenLogins:
    """Login names that somebody has."""

    def __init__(self, tx: Tx, actor: Actor) -> None:
        self._find = partial(queries.find_person_by_login, tx, actor)

    def __contains__(self, login_name: object) -> bool:
        return self._find(str(login_name)) is not None
