"""Hands what is planned to the slices, in batches, and keeps what they made of it."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeVar

from mirai_knowledge.accounts import intake as accounts
from mirai_knowledge.accounts.schemas.intake import LoadPeople, LoadPerson
from mirai_knowledge.documents import intake as documents
from mirai_knowledge.documents.schemas.intake import LinkDocuments, LoadDocument, LoadDocuments, LoadLink
from mirai_knowledge.legacy.schemas.planned import (
    PlannedKnowledge,
    PlannedPerson,
    PlannedProject,
    PlannedRegulation,
    PlannedSop,
)
from mirai_knowledge.legacy.schemas.runs import Outcome
from mirai_knowledge.legacy.service.current import CurrentRun, Made, Step
from mirai_knowledge.projects import intake as projects
from mirai_knowledge.projects.schemas import LoadProject, LoadProjects

D = TypeVar("D", PlannedKnowledge, PlannedSop, PlannedRegulation)
BATCH = 200
LINKS_AT_ONCE = 1000
PROJECT_OUTCOMES: dict[str, Outcome] = {"added": "added", "changed": "changed", "unchanged": "unchanged", "differs": "kept"}


def make_people(run: CurrentRun, steps: Iterator[Step[PlannedPerson, LoadPerson]]) -> None:
    """Every step has its person."""
    while batch := list(islice(steps, BATCH)):
        commands = tuple(step.command for step in batch)
        done = accounts.load_people(run.tx, run.actor, LoadPeople(run=run.open(), items=commands))
        for step, item in zip(batch, done.items, strict=True):
            # Passwords stand with the credential alone.
            made = step.command.model_dump(mode="json", exclude={"person_id", "expected_version", "password_hash"})
            run.made(step.planned, Made("accounts", item.person_id, item.version, item.outcome, made))


def make_projects(run: CurrentRun, steps: Iterator[Step[PlannedProject, LoadProject]]) -> None:
    """Every step has its project."""
    while batch := list(islice(steps, BATCH)):
        commands = tuple(step.command for step in batch)
        done = projects.load_projects(run.tx, run.actor, LoadProjects(run=run.open(), items=commands))
        for step, item in zip(batch, done.items, strict=True):
            made = step.command.model_dump(mode="json")
            run.made(step.planned, Made("projects", item.project_id, None, PROJECT_OUTCOMES[item.outcome], made))


def make_documents(run: CurrentRun, steps: Iterator[Step[D, LoadDocument]]) -> None:
    """Every step has its document; its links wait until all documents are there."""
    while batch := list(islice(steps, BATCH)):
        commands = tuple(step.command for step in batch)
        done = documents.load_documents(run.tx, run.actor, LoadDocuments(run=run.open(), items=commands))
        for step, item in zip(batch, done.items, strict=True):
            run.made(step.planned, Made("documents", item.document_id, item.version, item.outcome))
            if item.outcome != "kept":
                run.links.extend((item.document_id, origin) for origin in step.planned.related)
        # What the batch loaded is not needed any more, and 100,000 documents would fill the memory.
        run.tx.flush()
        run.tx.expunge_all()


def make_links(run: CurrentRun) -> None:
    """Documents point at the related ones that are there."""
    pairs = ((document, run.subjects[origin]) for document, origin in run.links if origin in run.subjects)
    while batch := list(islice(pairs, LINKS_AT_ONCE)):
        links: Sequence[LoadLink] = [LoadLink(from_id=source, to_id=target) for source, target in batch]
        documents.link_documents(run.tx, run.actor, LinkDocuments(run=run.open(), links=tuple(links)))
