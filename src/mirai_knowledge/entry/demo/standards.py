"""The demonstration standards of the company: one file each, every one in force."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from mirai_knowledge.documents import intake
from mirai_knowledge.documents.schemas.intake import LoadDocument, LoadDocuments
from mirai_knowledge.entry.demo.documents import NAMES, ago
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId, new_id

CONTENT = ("title", "summary", "importance", "issuer", "promulgated_on", "effective_on", "applicable_scope", "body")


def read_standards() -> Mapping[str, Mapping[str, Any]]:
    """The standards as their files tell of them, by slug."""
    folder = files(__package__) / "standards"
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return {file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8")) for file in found}


def load(tx: Tx, actor: Actor, *, people: Mapping[str, PersonId]) -> None:
    """The standards are in force. Nobody is told."""
    items = tuple(_record(slug, values, people) for slug, values in read_standards().items())
    intake.load_documents(tx, actor, LoadDocuments(run=new_id(), items=items))


def _record(slug: str, values: Mapping[str, Any], people: Mapping[str, PersonId]) -> LoadDocument:
    author = values["author"]
    return LoadDocument(
        file="demo-standards",
        origin_id=slug,
        kind="regulation",
        content={key: values[key] for key in CONTENT} | {"law_number": values["number"]},
        audience=values.get("audience", "internal"),
        category=values["category"],
        number=values["number"],
        work_types=tuple(values["work"]),
        owner_id=people[author],
        owner_name=NAMES[author],
        creator_id=people[author],
        creator_name=NAMES[author],
        author_id=people[author],
        author_name=NAMES[author],
        approver_name=NAMES["quality"],
        created_at=ago(values["days"] + 6),
        updated_at=ago(values["days"]),
        in_force_from=ago(values["days"]),
        views=values["days"] // 3,
    )
