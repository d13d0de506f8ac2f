"""Plans a folder against what is there, and loads it: all of it or nothing, in the one transaction of the caller."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from uuid import UUID

import msgspec
from pydantic import ValidationError
from sqlalchemy import text, update

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.legacy import queries
from mirai_knowledge.legacy.errors import FilesBroken, MappingUnreadable
from mirai_knowledge.legacy.model import LegacyRun
from mirai_knowledge.legacy.policy.rules import P_090
from mirai_knowledge.legacy.policy.vocabulary import unknown_targets
from mirai_knowledge.legacy.schemas.report import Report
from mirai_knowledge.legacy.schemas.runs import Known, RunReport
from mirai_knowledge.legacy.schemas.source import Refused
from mirai_knowledge.legacy.schemas.tags import RUN, RUN_LOADED
from mirai_knowledge.legacy.service import commands, making
from mirai_knowledge.legacy.service.current import C, CurrentRun, P, Progress, Step
from mirai_knowledge.legacy.service.deciding import Tally, decide, report
from mirai_knowledge.legacy.service.planning import Planner, Surroundings
from mirai_knowledge.legacy.service.preparing import Source

LOCK = 7_090
"""Of the advisory lock that lets one load or undo follow the other."""
OUTCOMES = ("added", "changed", "kept", "refused")


def plan(tx: Tx, actor: Actor, source: Source) -> Report:
    """What a load of the folder would do now; nothing is written. A record counted as changed is kept instead when people
    have changed what was made of it, which the load finds out.

    Raises Forbidden (P-090), MappingUnreadable for meanings that do not exist, and FolderChanged.
    """
    require(actor, P_090)
    return _go_through(_begin(tx, actor, source))


def load(tx: Tx, actor: Actor, source: Source, *, progress: Progress | None = None) -> RunReport:
    """The folder is loaded and the run stands in the list; when there is nothing to do, there is no run.

    Records that were loaded before are not doubled: those that changed are changed, unless people have. No event and no
    notice is sent. Raises Forbidden (P-090), FilesBroken, MappingUnreadable and FolderChanged; then nothing is loaded.
    """
    require(actor, P_090)
    if source.folder.broken:
        raise FilesBroken(f"{', '.join(source.folder.broken)} を読めません。直すか、フォルダーから外してください。")
    tx.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    run = _begin(tx, actor, source)
    run.writes = True
    run.progress = progress or run.progress
    found = _go_through(run)
    if run.number is not None:
        done = {outcome: sum(getattr(line, outcome) for line in found.files) for outcome in OUTCOMES}
        values = {"finished_at": clock.now(), "report": msgspec.to_builtins(found)}
        tx.execute(update(LegacyRun).where(LegacyRun.id == run.id).values(values))
        audit.record(tx, actor, RUN_LOADED, Subject(RUN, run.id), detail={"number": run.number, **done})
    return RunReport(number=run.number, report=found)


def _begin(tx: Tx, actor: Actor, source: Source) -> CurrentRun:
    known = queries.list_known(tx, actor)
    loaded = frozenset(entry.subject_id for entry in known.values() if entry.subject_id)
    around = Surroundings(
        mapping=source.mapping,
        masters=queries.list_masters(tx, actor),
        people=queries.list_people_names(tx, actor, known),
        projects=queries.list_project_names(tx, actor, known),
        documents=frozenset(origin for origin, entry in known.items() if entry.slice == "documents" and entry.subject_id),
        taken=_TakenLogins(tx, actor, loaded),
        weak=source.weak,
    )
    planner = Planner(source.folder, around)
    _refuse_targets(unknown_targets(planner.vocabularies, source.mapping))
    subjects = {origin: entry.subject_id for origin, entry in known.items() if entry.subject_id}
    return CurrentRun(tx, actor, source, planner, Tally(known), subjects=subjects)


def _go_through(run: CurrentRun) -> Report:
    making.make_people(run, _steps(run, run.planner.people(), commands.load_person))
    making.make_projects(run, _steps(run, run.planner.projects(), commands.load_project))
    _refuse_targets(run.planner.unknown_projects())
    making.make_documents(run, _steps(run, run.planner.knowledge(), commands.load_document))
    making.make_documents(run, _steps(run, run.planner.sops(), commands.load_sop))
    making.make_documents(run, _steps(run, run.planner.regulations(), commands.load_regulation))
    making.make_links(run)
    run.flush_rows()
    return report(run.source.folder, run.planner.findings, run.tally, run.planner.vocabularies)


def _steps(
    run: CurrentRun, planned: Iterable[P | Refused], command: Callable[[P, Known | None, commands.Subjects], C]
) -> Iterator[Step[P, C]]:
    """The records to be made or changed, each with its command; the others are counted. A plan counts them all."""
    for item in planned:
        run.progress(item.origin.file, 1)
        step = item if isinstance(item, Refused) else _step(run, item, command)
        if isinstance(step, Refused):
            run.refuse(step)
            continue
        outcome = decide(step.planned, run.tally.known.get(step.planned.origin))
        if run.writes and outcome != "unchanged":
            yield step
        else:
            run.tally.note(step.planned.origin, outcome)


def _step(run: CurrentRun, item: P, command: Callable[[P, Known | None, commands.Subjects], C]) -> Step[P, C] | Refused:
    known = run.tally.known.get(item.origin)
    live = known if known is not None and known.subject_id is not None else None
    try:
        return Step(item, command(item, live, run.subjects), live)
    except ValidationError as fault:
        return commands.refuse(item, fault, run.planner.findings)


def _refuse_targets(wrong: tuple[tuple[str, str], ...]) -> None:
    if wrong:
        how = {"project": "移行元の現場を「projects.json#10」のように、ファイル名とidで書いてください。"}
        faults = tuple(
            FieldError(name, "mapping.target", f"「{target}」はありません。{how.get(name.split('.')[0], '')}")
            for name, target in wrong
        )
        raise MappingUnreadable("対応表に、存在しない値が書かれています。", fields=faults)


class _TakenLogins:
    """Login names of people who were not loaded."""

    def __init__(self, tx: Tx, actor: Actor, loaded: frozenset[UUID]) -> None:
        self._find = partial(queries.find_person_by_login, tx, actor)
        self._loaded = loaded

    def __contains__(self, login_name: object) -> bool:
        person = self._find(str(login_name))
        return person is not None and person not in self._loaded
