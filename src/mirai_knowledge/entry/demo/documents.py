"""The demonstration documents: editions dated back over two years, drafts, one that waits, comments, marks, drawings."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from mirai_knowledge.documents import intake, queries, service
from mirai_knowledge.documents.policy.pictures import make_safe
from mirai_knowledge.documents.policy.preparing import Arrived, prepare_file, prepare_picture
from mirai_knowledge.documents.schemas import AddComment, Archive, Publish, SaveDraft, SetGrant, SetNamedReaders
from mirai_knowledge.documents.schemas.files import AddFile
from mirai_knowledge.documents.schemas.intake import (
    LinkDocuments,
    LoadComment,
    LoadDocument,
    LoadDocuments,
    LoadEdition,
    LoadLink,
)
from mirai_knowledge.entry.demo.cast import CAST
from mirai_knowledge.entry.demo.drawings import draw
from mirai_knowledge.entry.demo.files import FILES, DemoFile
from mirai_knowledge.entry.demo.texts import DemoText, Revision, read_texts
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.blobs import BlobStore
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId, new_id

NAMES = {member.key: member.name for member in CAST}
PICTURE = "{picture}"
MORNING = 9


@dataclass(slots=True)
class _Loading:
    """A load that is going on: who and what is there already, by key."""

    tx: Tx
    actor: Actor
    people: Mapping[str, PersonId]
    projects: Mapping[str, UUID]
    blobs: BlobStore
    run: UUID = field(default_factory=new_id)
    ids: dict[str, UUID] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def person(self, key: str) -> Actor:
        """The person of that key, with the rights of the role."""
        if key not in self.actors:
            self.actors[key] = queries.get_actor_of(self.tx, self.actor, self.people[key])
        return self.actors[key]

    def version(self, slug: str) -> tuple[int, int]:
        """The versions of the document's properties and of its draft."""
        document, _ = queries.get_locked(self.tx, self.actor, self.ids[slug])
        return document.version, document.draft_version


def load(
    tx: Tx, actor: Actor, *, people: Mapping[str, PersonId], projects: Mapping[str, UUID], blobs: BlobStore
) -> Mapping[str, UUID]:
    """The documents of the texts are there; returns their ids by slug. Nobody is told of what is dated back."""
    loading = _Loading(tx, actor, people, projects, blobs)
    texts = read_texts()
    items = tuple(_record(loading, text) for text in texts)
    done = intake.load_documents(tx, actor, LoadDocuments(run=loading.run, items=items))
    tx.flush()  # links and comments point at them
    loading.ids.update({text.slug: item.document_id for text, item in zip(texts, done.items, strict=True)})
    links = [
        LoadLink(from_id=loading.ids[text.slug], to_id=loading.ids[target]) for text in texts for target in text.words("links")
    ]
    intake.link_documents(tx, actor, LinkDocuments(run=loading.run, links=tuple(links)))
    for text in texts:
        _finish(loading, text)
    return loading.ids


def _record(loading: _Loading, text: DemoText) -> LoadDocument:
    editions = text.editions()
    picture = _picture(loading, text)
    older = [_edition(text, body, revision, picture) for body, revision in editions[:-1]]
    body, revision = editions[-1]
    now = _edition(text, body, revision, picture)
    audience, _, place = text.fields.get("audience", "internal").partition(" ")
    author = text.fields["author"]
    return LoadDocument(
        file="demo",
        origin_id=text.slug,
        kind="knowledge",
        content=now.content,
        published=text.fields.get("state") != "draft",
        audience=audience,  # type: ignore[arg-type]  # the command refuses others
        project_id=loading.projects[place] if audience == "site" else None,
        work_section=text.fields.get("section"),
        category=text.fields["category"],
        number=text.fields.get("number"),
        tags=text.words("tags"),
        work_types=text.words("work"),
        owner_id=loading.people[author],
        owner_name=NAMES[author],
        creator_id=loading.people[author],
        creator_name=NAMES[author],
        author_id=loading.people[author],
        author_name=NAMES[author],
        approver_name=now.approver_name,
        reason=now.reason,
        is_material=now.is_material,
        created_at=ago(text.days + 6),
        updated_at=now.in_force_from,
        older=tuple(older),
        comments=_comments(loading, text),
        views=len(text.body) // 9 + text.days // 7,
    )


def _edition(text: DemoText, body: str, revision: Revision | None, picture: UUID | None) -> LoadEdition:
    shown = body if picture is None else body.replace(PICTURE, f"![{text.fields['title']}の図](attachment:{picture})")
    content = {
        "title": text.fields["title"],
        "summary": text.fields["summary"],
        "body": shown,
        "importance": text.fields.get("importance", "medium"),
        "language": "ja",
    }
    return LoadEdition(
        content=content,
        in_force_from=ago(text.days if revision is None else revision.days),
        author_name=NAMES[text.fields["author"]],
        approver_name=NAMES[text.fields.get("approver", "quality")],
        reason=None if revision is None else revision.reason,
        is_material=revision is None or revision.is_material,
    )


def _comments(loading: _Loading, text: DemoText) -> tuple[LoadComment, ...]:
    """Those that name nobody; the others are written by the person, so that the one named is told."""
    told: list[LoadComment] = []
    first = 0
    for place, said in enumerate(said for said in text.comments if said.to is None):
        first = first if said.answer else place
        told.append(
            LoadComment(
                author_id=loading.people[said.who],
                author_name=NAMES[said.who],
                body=said.body,
                created_at=ago(max(1, text.days // 2)) + timedelta(hours=3 * place),
                parent=first if said.answer else None,
            )
        )
    return tuple(told)


def _picture(loading: _Loading, text: DemoText) -> UUID | None:
    name = text.fields.get("picture")
    if name is None:
        return None
    safe = make_safe(draw(name))
    kept = prepare_picture(loading.blobs, safe, name=f"{text.fields['title']}.png")
    return service.keep_file(loading.tx, loading.actor, kept)


def _attach(loading: _Loading, file: DemoFile, text: DemoText) -> None:
    author, content = loading.person(text.fields["author"]), file.make()
    with loading.blobs.scratch() as path:
        path.write_bytes(content)
        arrived = Arrived(path, hashlib.sha256(content).hexdigest(), file.name, keep_position=False, id=new_id())
        kept = service.keep_file(loading.tx, author, prepare_file(loading.blobs, arrived))
    service.add_file(loading.tx, author, AddFile(attachment_id=kept), document_id=loading.ids[text.slug])


def _finish(loading: _Loading, text: DemoText) -> None:
    tx, document_id = loading.tx, loading.ids[text.slug]
    for file in FILES.get(text.slug, ()):
        _attach(loading, file, text)
    for said in text.comments:
        if said.to is not None:
            command = AddComment(body=said.body, mentions=(loading.people[said.to],))
            service.add_comment(tx, loading.person(said.who), command, document_id=document_id)
    for key in text.words("helpful"):
        service.set_helpful(tx, loading.person(key), document_id)
    for key in text.words("favourite"):
        service.set_favourite(tx, loading.person(key), document_id)
    if text.fields.get("audience", "").startswith("named"):
        named = tuple(SetGrant(person_id=loading.people[key]) for key in text.words("named"))
        version, _ = loading.version(text.slug)
        service.set_grants(tx, loading.actor, SetNamedReaders(grants=named), document_id=document_id, expected=version)
    if "drafted" in text.fields:
        _write_on(loading, text, text.fields["drafted"])
    if "scheduled" in text.fields:
        days, _, rest = text.fields["scheduled"].partition(" | ")
        reason, _, words = rest.partition(" | ")
        _write_on(loading, text, words)
        _, expected = loading.version(text.slug)
        wanted = Publish(reason=reason, in_force_from=clock.now() + timedelta(days=int(days)))
        service.publish(tx, loading.person("quality"), wanted, document_id=document_id, expected=expected)
    if "archived" in text.fields:
        reason, _, successor = text.fields["archived"].partition(" | ")
        archive = Archive(reason=reason, superseded_by=loading.ids.get(successor))
        service.archive(tx, loading.person("quality"), archive, document_id=document_id)


def _write_on(loading: _Loading, text: DemoText, words: str) -> None:
    """The draft has `words` in the place of others: who | now | then."""
    who, now, then = (part.strip() for part in words.split(" | ", 2))
    writer, document_id = loading.person(who), loading.ids[text.slug]
    draft = queries.get_draft(loading.tx, writer, document_id)
    content = {**draft.content, "body": str(draft.content["body"]).replace(now, then)}
    command = SaveDraft.model_validate({"content": content})
    service.save_draft(loading.tx, writer, command, document_id=document_id, expected=draft.version)


def ago(days: int) -> datetime:
    """That many days ago, at nine in the morning in Japan."""
    return clock.start_of_day_jst(clock.today_jst() - timedelta(days=days)) + timedelta(hours=MORNING)
