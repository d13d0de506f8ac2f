"""The demonstration consultations: two experts, and six questions in different states."""

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID

from mirai_knowledge.accounts import service as accounts_service
from mirai_knowledge.accounts.schemas.experts import SetExpert
from mirai_knowledge.consultations import intake, queries, service
from mirai_knowledge.consultations.schemas.commands import Accept, Ask, Rate, Write
from mirai_knowledge.consultations.schemas.intake import LoadConsultation, LoadConsultations
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.schemas import Properties
from mirai_knowledge.entry.demo.documents import NAMES, ago
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId, new_id


def load(tx: Tx, actor: Actor, *, people: Mapping[str, PersonId], projects: Mapping[str, UUID]) -> None:
    """Experts say what they know; of the questions some are old and solved, the others are asked now."""
    told = tomllib.loads((files(__package__) / "consultations.toml").read_text(encoding="utf-8"))
    for expert in told["expert"]:
        said = SetExpert.model_validate({key: value for key, value in expert.items() if key != "person"})
        accounts_service.set_expert(tx, actor, said, person_id=people[expert["person"]], expected=0)
    old = tuple(_record(place, entry, people) for place, entry in enumerate(told["solved"], start=1))
    intake.load_consultations(tx, actor, LoadConsultations(run=new_id(), items=old))
    site = next(iter(projects.values()))
    for entry in told["asked"]:
        _ask(tx, entry, actor, people=people, site=site)


def _record(place: int, entry: Mapping[str, Any], people: Mapping[str, PersonId]) -> LoadConsultation:
    asker, expert = entry["asker"], entry["expert"]
    asked = ago(entry["days"])
    answered = asked + timedelta(hours=6)
    post = {"author_id": people[expert], "author_name": NAMES[expert], "body": entry["answer"], "at": answered, "helpful": 3}
    rating = {
        "expert_id": people[expert],
        "expert_name": NAMES[expert],
        "rater_id": people[asker],
        "rater_name": NAMES[asker],
        "stars": entry["stars"],
        "comment": entry["comment"],
        "at": answered + timedelta(days=1),
    }
    return LoadConsultation.model_validate(
        {
            "document": _document(place, entry, people),
            "state": "resolved",
            "asker_id": people[asker],
            "asker_name": NAMES[asker],
            "asked_at": asked,
            "expert_id": people[expert],
            "expert_name": NAMES[expert],
            "answered_at": answered,
            "posts": (post,),
            "accepted": 0,
            "ratings": (rating,),
        }
    )


def _document(place: int, entry: Mapping[str, Any], people: Mapping[str, PersonId]) -> dict[str, Any]:
    asker, days = entry["asker"], entry["days"]
    return {
        "file": "demo-consultations",
        "origin_id": str(place),
        "kind": "consultation",
        "content": {key: entry[key] for key in ("title", "question", "priority", "specialty")},
        "work_types": tuple(entry["work"]),
        "category": entry["category"],
        "owner_id": people[asker],
        "owner_name": NAMES[asker],
        "creator_id": people[asker],
        "creator_name": NAMES[asker],
        "created_at": ago(days),
        "updated_at": ago(days - 1),
        "views": 12 * place,
    }


def _ask(tx: Tx, entry: Mapping[str, Any], actor: Actor, *, people: Mapping[str, PersonId], site: UUID) -> None:
    asker = documents.get_actor_of(tx, actor, people[entry["asker"]])
    command = Ask(
        title=entry["title"],
        question=entry["question"],
        priority=entry["priority"],
        specialty=entry["specialty"],
        metadata=Properties(project_id=site, work_types=tuple(entry["work"])),
    )
    document_id = service.ask(tx, asker, command)
    for post in entry.get("post", ()):
        writer = documents.get_actor_of(tx, actor, people[post["by"]])
        service.write(tx, writer, Write(kind=post["kind"], body=post["body"]), document_id=document_id)
    if "stars" in entry:
        page = queries.get_consultation(tx, asker, str(document_id))
        best = next(post for post in page.posts if post.kind == "answer")
        service.accept(tx, asker, Accept(post_id=best.id, resolve=False), document_id=document_id, expected=page.version)
        if best.author.id is not None:
            service.rate(tx, asker, Rate(expert_id=best.author.id, stars=entry["stars"]), document_id=document_id)
