"""Plans a whole folder, in the order in which it is loaded: people, projects, then documents one by one."""

import hashlib
from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

import msgspec

from mirai_knowledge.legacy.policy.findings import Findings
from mirai_knowledge.legacy.policy.knowledge import KnowledgeContext, plan_knowledge
from mirai_knowledge.legacy.policy.matching import PersonNames, ProjectNames
from mirai_knowledge.legacy.policy.people import PeopleContext, note_doubled, plan_experts, plan_users
from mirai_knowledge.legacy.policy.projects import ProjectContext, plan_projects
from mirai_knowledge.legacy.policy.raw import without_secrets
from mirai_knowledge.legacy.policy.regulations import plan_regulations
from mirai_knowledge.legacy.policy.sops import plan_sops
from mirai_knowledge.legacy.policy.vocabulary import Masters, Vocabularies
from mirai_knowledge.legacy.schemas.mapping import WordMapping
from mirai_knowledge.legacy.schemas.planned import (
    Planned,
    PlannedKnowledge,
    PlannedPerson,
    PlannedProject,
    PlannedRegulation,
    PlannedSop,
)
from mirai_knowledge.legacy.schemas.source import (
    EXPERTS,
    KNOWLEDGE,
    KNOWLEDGE_DETAILS,
    PROJECTS,
    REGULATIONS,
    SOP_DETAILS,
    SOPS,
    USERS,
    Origin,
    Record,
    Refused,
)
from mirai_knowledge.legacy.service.folder import Folder

KNOWLEDGE_FILES = (KNOWLEDGE, KNOWLEDGE_DETAILS)
SOP_FILES = (SOPS, SOP_DETAILS)
P = TypeVar("P", bound=Planned)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a plan depends on besides the folder.

    `people`, `projects` and `documents` are what earlier runs have loaded, by origin, with names; `taken` are login names of
    everybody else; `weak` are hashes of passwords that are known.
    """

    mapping: WordMapping
    masters: Masters = field(default_factory=Masters)
    people: Mapping[Origin, str] = field(default_factory=dict)
    projects: Mapping[Origin, str] = field(default_factory=dict)
    documents: Collection[Origin] = frozenset()
    taken: Container[str] = frozenset()
    weak: Collection[str] = frozenset()


class Planner:
    """Plans one folder. Ask in the order people, projects, knowledge: a later one refers to earlier ones."""

    def __init__(self, folder: Folder, around: Surroundings) -> None:
        self.findings = folder.findings.copy()
        self._folder = folder
        self._around = around
        self.vocabularies = Vocabularies(around.masters, around.mapping)
        self._people: dict[Origin, str] = dict(around.people)
        self._projects: dict[Origin, str] = dict(around.projects)

    def people(self) -> tuple[PlannedPerson | Refused, ...]:
        """Users, then experts."""
        context = PeopleContext(self.findings, self.vocabularies, weak=self._around.weak, taken=self._around.taken)
        users, set_aside = self._whole(USERS)
        experts, more = self._whole(EXPERTS)
        planned = [*plan_users(users, context), *plan_experts(experts, context)]
        people = [person for person in planned if isinstance(person, PlannedPerson)]
        note_doubled(people, self.findings)
        self._people.update({person.origin: person.name for person in people})
        return (*(_sealed(person) for person in planned), *(_without_secrets(item) for item in set_aside), *more)

    def projects(self) -> tuple[PlannedProject | Refused, ...]:
        """The projects."""
        records, set_aside = self._whole(PROJECTS)
        context = ProjectContext(self.findings, self.vocabularies, PersonNames(self._people.items()))
        planned = list(plan_projects(records, context))
        self._projects.update({project.origin: project.name for project in planned if isinstance(project, PlannedProject)})
        return (*(_sealed(project) for project in planned), *set_aside)

    def unknown_projects(self) -> tuple[tuple[str, str], ...]:
        """The words of the mapping that are told to mean projects there are not."""
        by_name = ProjectNames(self._projects.items(), self._around.mapping.project)
        return tuple((f"project.{word}", target) for word, target in by_name.unknown_targets)

    def knowledge(self) -> Iterator[PlannedKnowledge | Refused]:
        """The documents, one by one."""
        context = self._context()
        for name in KNOWLEDGE_FILES:
            for planned in plan_knowledge(self._folder.records(name, self.findings), context):
                yield _sealed(planned)

    def sops(self) -> Iterator[PlannedSop | Refused]:
        """The standard work procedures, one by one."""
        context = self._context()
        context.vocabulary_of = {"category": "sop_category"}
        for name in SOP_FILES:
            for planned in plan_sops(self._folder.records(name, self.findings), context):
                yield _sealed(planned)

    def regulations(self) -> Iterator[PlannedRegulation | Refused]:
        """The laws and standards, one by one."""
        context = self._context()
        context.vocabulary_of = {"category": "regulation_category"}
        for planned in plan_regulations(self._folder.records(REGULATIONS, self.findings), context):
            yield _sealed(planned)

    def _context(self) -> KnowledgeContext:
        return KnowledgeContext(
            self.findings,
            self.vocabularies,
            people=PersonNames(self._people.items()),
            projects=ProjectNames(self._projects.items(), self._around.mapping.project),
            known=frozenset(self._known_documents()),
            users={origin: name for origin, name in self._people.items() if origin.file == USERS},
        )

    def _whole(self, name: str) -> tuple[list[Record], list[Refused]]:
        found = list(self._folder.records(name, self.findings))
        return [item for item in found if isinstance(item, Record)], [item for item in found if isinstance(item, Refused)]

    def _known_documents(self) -> Iterator[Origin]:
        yield from self._around.documents
        unheard = Findings()
        for name in (*KNOWLEDGE_FILES, *SOP_FILES):
            for record in self._folder.records(name, unheard):
                if isinstance(record, Record) and record.raw.get("title"):
                    yield record.origin


def _without_secrets(item: Refused) -> Refused:
    return replace(item, raw=without_secrets(item.raw)) if isinstance(item.raw, dict) else item


def _sealed(item: P | Refused) -> P | Refused:
    """The item with a hash of all that is made of it: two equal ones need no second look."""
    if isinstance(item, Refused):
        return item
    bare = replace(item, raw={}, digest="", outcome="")
    return replace(item, outcome=hashlib.sha256(msgspec.json.encode(bare, order="deterministic")).hexdigest())
