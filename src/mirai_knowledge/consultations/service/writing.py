"""The verbs of writing: answer, ask back, reply, ask further, reword, and mark what helped."""

from uuid import UUID

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.consultations import policy, queries
from mirai_knowledge.consultations.errors import PostIdTaken
from mirai_knowledge.consultations.model import ConsultationPost, PostHelpful, PostId
from mirai_knowledge.consultations.queries import Held
from mirai_knowledge.consultations.schemas import POST_NAMES, Post, steps
from mirai_knowledge.consultations.schemas.commands import Rewrite, Write
from mirai_knowledge.consultations.service.clock import plan_clock, start_clock
from mirai_knowledge.consultations.service.saving import SUBJECT, refuse_stale, save
from mirai_knowledge.consultations.service.telling import Said, Taken, note_step, tell
from mirai_knowledge.documents import policy as documents
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.rights import require

STEP = {"answer": "answered", "ask_back": "asked_back", "reply": "replied", "follow_up": "followed_up"}


def write(tx: Tx, actor: Actor, command: Write, *, document_id: UUID) -> PostId:
    """The post stands under the question and those know it whom it concerns; this is its id. The same one sent again is there
    once. An answer and a question back stop the clock, a reply lets it go on, a further question starts it anew.

    Rules P-168 (answer), P-167 (ask back), P-170 (reply, ask further); raises DocumentNotFound, ConsultationMoveRefused,
    PostIdTaken.
    """
    held = queries.get_held(tx, actor, document_id)
    post_id = PostId(command.id or new_id())
    known = queries.find_post(tx, actor, post_id)
    if known is not None:
        if known.document_id == document_id and known.author_id == actor.person_id:
            return post_id
        raise PostIdTaken("この番号の回答はすでにあります。新しい番号で送り直してください。")
    policy.require_move(actor, held.row, command.kind, part=held.part)
    used = _move(tx, actor, held, kind=command.kind)
    row = ConsultationPost(
        id=post_id,
        document_id=document_id,
        kind=command.kind,
        author_id=actor.person_id,
        author_name=actor.name,
        at=clock.now(),
        answer_minutes=used,
        helpful_base=0,
    )
    tx.add(row)
    note_step(tx, actor, document_id, taken=Taken(STEP[command.kind]))
    post = Post(id=str(post_id), kind=command.kind, author=actor.name, body=command.body)
    after = {"post_id": post_id, "post_kind": command.kind}
    audit.record(tx, actor, steps.WRITTEN, Subject(SUBJECT, document_id), after=after)
    content = held.content.model_copy(update={"posts": (*held.content.posts, post)})
    save(tx, actor, held, content=content, reason=f"{POST_NAMES[command.kind]}（{actor.name}）")
    _tell(tx, actor, held, kind=command.kind)
    return post_id


def rewrite(tx: Tx, actor: Actor, command: Rewrite, *, place: tuple[UUID, UUID], expected: int) -> None:
    """The post at that place (document, post) has these words and the mark of having been edited; the history keeps the former.

    Rule P-169; raises DocumentNotFound, PostNotFound, DocumentStale, ConsultationMoveRefused.
    """
    document_id, post_id = place
    held = queries.get_held(tx, actor, document_id)
    post = queries.get_post(tx, actor, held, post_id)
    require(actor, policy.P_169, where=lambda: post.author_id is not None and post.author_id == actor.person_id)
    held.row.refuse_unless("edit_post")
    refuse_stale(tx, actor, held, expected=expected)
    posts = tuple(
        entry.model_copy(update={"body": command.body}) if entry.id == str(post_id) else entry for entry in held.content.posts
    )
    if posts == held.content.posts:
        return
    post.edited_at = clock.now()
    audit.record(tx, actor, steps.REWRITTEN, Subject(SUBJECT, document_id), after={"post_id": post_id})
    content = held.content.model_copy(update={"posts": posts})
    save(tx, actor, held, content=content, reason=f"{POST_NAMES[post.kind]}を直した（{actor.name}）")


def set_helpful(tx: Tx, actor: Actor, post_id: UUID, *, document_id: UUID) -> None:
    """The actor found the post helpful; once. Rule P-069; raises DocumentNotFound, PostNotFound."""
    require(actor, documents.P_069)
    held = queries.get_held(tx, actor, document_id)
    post = queries.get_post(tx, actor, held, post_id)
    if actor.person_id is None or queries.find_helpful(tx, actor, post.id, actor.person_id) is not None:
        return
    tx.add(PostHelpful(post_id=post.id, person_id=actor.person_id))
    tx.flush()  # the page counts it
    audit.record(tx, actor, steps.HELPFUL_SET, Subject(SUBJECT, document_id), after={"post_id": post.id})


def remove_helpful(tx: Tx, actor: Actor, post_id: UUID, *, document_id: UUID) -> None:
    """The actor's mark is gone; nothing happens when there was none. Rule P-069; raises DocumentNotFound, PostNotFound."""
    require(actor, documents.P_069)
    held = queries.get_held(tx, actor, document_id)
    post = queries.get_post(tx, actor, held, post_id)
    mark = queries.find_helpful(tx, actor, post.id, actor.person_id) if actor.person_id is not None else None
    if mark is None:
        return
    tx.delete(mark)
    tx.flush()  # the page no longer counts it
    audit.record(tx, actor, steps.HELPFUL_REMOVED, Subject(SUBJECT, document_id), before={"post_id": post.id})


def _move(tx: Tx, actor: Actor, held: Held, *, kind: str) -> int | None:
    """What the post does to state and clock; the minutes an answer took, for the first one of a round."""
    row, now, time = held.row, clock.now(), accounts.get_working_time(tx, actor)
    if kind == "follow_up":
        row.follow_up()
        start_clock(tx, actor, row)
        return None
    used = row.minutes_used(now, time) if row.answered_at is None else None
    if kind == "answer":
        if row.expert_id is None:
            row.expert_id, row.expert_name = actor.person_id, actor.name
        row.answer(now, time)
    elif kind == "ask_back":
        row.ask_back(now, time)
    else:
        row.reply(now, time)
    plan_clock(tx, actor, row)
    return used if kind == "answer" else None


def _tell(tx: Tx, actor: Actor, held: Held, *, kind: str) -> None:
    row = held.row
    words = {
        "answer": (f"{actor.name}さんが回答しました:", (row.asker_id, row.expert_id)),
        "ask_back": (f"{actor.name}さんから質問があります:", (row.asker_id,)),
        "reply": ("聞き返しに返事がありました:", (row.expert_id,)),
        "follow_up": ("追加の質問がありました:", (row.expert_id,)),
    }
    told, to = words[kind]
    tell(tx, actor, row, said=Said(f"consultation.{STEP[kind]}", told), to=to)
