"""The demonstration procedures: one file each, every one in force, two of them gone through on a site."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any
from uuid import UUID

from mirai_knowledge.documents import intake, queries
from mirai_knowledge.documents.schemas.intake import LoadDocument, LoadDocuments
from mirai_knowledge.entry.demo.documents import NAMES, ago
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.sops import service
from mirai_knowledge.sops.schemas.runs import CheckResult, RecordRun

RUNS = (
    ("scaffold-check", "construction", 1, "", ""),
    (
        "scaffold-check",
        "engineer",
        3,
        "1箇所の緩みを締め直した。",
        "A2橋台側の3スパン目でクランプが緩んでいた。締め直し、全数を見直した。",
    ),
    ("crane-lifting", "construction", 6, "", ""),
)
"""Of which procedure, by whom, how many days ago, the remark, and what was wrong at the second item."""


def read_procedures() -> Mapping[str, Mapping[str, Any]]:
    """The procedures as their files tell of them, by slug."""
    folder = files(__package__) / "procedures"
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return {file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8")) for file in found}


def load(tx: Tx, actor: Actor, *, people: Mapping[str, PersonId], projects: Mapping[str, UUID]) -> None:
    """The procedures are in force, and some have been gone through. Nobody is told."""
    told = read_procedures()
    items = tuple(_record(slug, values, people) for slug, values in told.items())
    done = intake.load_documents(tx, actor, LoadDocuments(run=new_id(), items=items))
    tx.flush()  # the runs point at them
    ids = {slug: item.document_id for slug, item in zip(told, done.items, strict=True)}
    site = next(iter(projects.values()))
    for slug, who, days, remark, fault in RUNS:
        person = queries.get_actor_of(tx, actor, people[who])
        edition = queries.find_in_force(tx, actor, ids[slug])
        if edition is None:
            raise ValueError(f"{slug} is not in force")
        results = tuple(
            CheckResult(item_id=f"c{at}", outcome="fault" if fault and at == 2 else "ok", remark=fault if at == 2 else "")
            for at in range(1, len(told[slug]["checklist"]) + 1)
        )
        command = RecordRun(
            edition_id=edition.id, project_id=site, place="A2橋台", done_at=ago(days), remark=remark, results=results
        )
        service.record_run(tx, person, command, document_id=ids[slug])


def _record(slug: str, values: Mapping[str, Any], people: Mapping[str, PersonId]) -> LoadDocument:
    author = values["author"]
    return LoadDocument(
        file="demo-procedures",
        origin_id=slug,
        kind="sop",
        content=_content(values),
        published=True,
        audience=values.get("audience", "internal"),
        category=values["category"],
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


def _content(values: Mapping[str, Any]) -> dict[str, Any]:
    step = {"title": "", "text": "", "hazard": "", "check": "", "responsible": "", "minutes": None, "photo": None}
    return {
        **{key: values[key] for key in ("title", "summary", "importance", "purpose", "scope")},
        "steps": [{**step, **told, "id": f"s{at}"} for at, told in enumerate(values["steps"], start=1)],
        "checklist": [{"required": True, **told, "id": f"c{at}"} for at, told in enumerate(values["checklist"], start=1)],
        "precautions": [{"id": f"p{at}", "text": text} for at, text in enumerate(values["precautions"], start=1)],
        "references": [{"target": "", **told, "id": f"r{at}"} for at, told in enumerate(values["references"], start=1)],
        "body": "",
        "language": "ja",
    }
