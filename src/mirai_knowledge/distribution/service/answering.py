"""The verbs of readers: opened, read, not understood; and of those who answer them."""

from uuid import UUID

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.distribution import queries
from mirai_knowledge.distribution.errors import DistributionRefused, QuestionNotFound, ReceiptStale
from mirai_knowledge.distribution.events import ReceiptAnswered
from mirai_knowledge.distribution.model import Distribution, Receipt, ReceiptQuestion, ReceiptTry, Reply
from mirai_knowledge.distribution.policy import P_203, P_204, P_205, may_answer
from mirai_knowledge.distribution.schemas import tags
from mirai_knowledge.distribution.schemas.commands import AnswerQuestion, Say
from mirai_knowledge.distribution.schemas.shapes import read_questions
from mirai_knowledge.distribution.service.sending import MACHINE, title_of
from mirai_knowledge.distribution.service.telling import SUBJECT, Said, tell
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.schemas.kinds import code_of
from mirai_knowledge.kernel import clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.rights import require


def note_opened(tx: Tx, actor: Actor, receipt_id: UUID) -> None:
    """The actor has opened what they were asked to read; again changes nothing. Rule P-203; raises ReceiptNotFound."""
    require(actor, P_203)
    receipt, distribution = queries.get_asked(tx, actor, receipt_id)
    if receipt.open(clock.now()):
        after: Recorded = {"distribution_id": distribution.id}
        audit.record(tx, actor, tags.OPENED, Subject(SUBJECT, distribution.document_id), after=after)


def say(tx: Tx, actor: Actor, command: Say, *, receipt_id: UUID) -> tuple[int, ...]:
    """The actor confirms the edition in force, or asks; the places of wrongly answered questions are the answer, and with
    any nothing is confirmed but the try is kept. Whatever else asks for the same text without questions is confirmed too.

    Rule P-204; raises ReceiptNotFound, ReceiptStale when another edition is in force by now, and DistributionRefused.
    """
    require(actor, P_204)
    receipt, distribution = queries.get_asked(tx, actor, receipt_id)
    edition = documents.find_in_force(tx, actor, distribution.document_id)
    if edition is None or edition.id != command.edition_id:
        raise ReceiptStale("いま施行中の版を読んでから、もう一度確認してください。")
    if command.reply == "unclear":
        _ask(tx, actor, (receipt, distribution), text=command.question)
        return ()
    wrong = _try(tx, actor, (receipt, distribution), choices=command.choices) if receipt.reply != Reply.READ else ()
    if wrong:
        return wrong
    now = clock.now()
    for each in (receipt, *queries.list_same_asked(tx, actor, distribution)):
        if each.say(Reply.READ, now, edition_id=edition.id):
            after: Recorded = {"distribution_id": each.distribution_id, "edition_id": edition.id}
            audit.record(tx, actor, tags.CONFIRMED, Subject(SUBJECT, distribution.document_id), after=after)
            outbox.emit(tx, ReceiptAnswered(receipt_id=each.id))
    return ()


def answer_question(tx: Tx, actor: Actor, command: AnswerQuestion, *, question_id: UUID) -> None:
    """Whoever asked knows the answer; another one replaces it. Rule P-205; raises QuestionNotFound."""
    require(actor, P_205)
    question, receipt, distribution = queries.get_question(tx, actor, question_id)
    document, _ = documents.get_document(tx, actor, distribution.document_id)
    if not may_answer(actor, document):
        raise QuestionNotFound("この質問は見つかりません。一覧を開き直してください。")
    question.answer, question.answered_at, question.answered_by = command.answer, clock.now(), actor.name
    after: Recorded = {"distribution_id": distribution.id}
    audit.record(tx, actor, tags.ANSWERED, Subject(SUBJECT, document.id), after=after)
    body = f"質問: {question.text}\n答え: {command.answer}"
    said = Said("distribution.answered", "質問に答えがありました:", body)
    to = queries.list_seeing(tx, MACHINE, document, [receipt.person_id])
    tell(tx, actor, (document, title_of(tx, distribution)), said=said, to=to)


def _ask(tx: Tx, actor: Actor, asked: tuple[Receipt, Distribution], *, text: str) -> None:
    receipt, distribution = asked
    document, _ = documents.get_document(tx, actor, distribution.document_id)
    question = ReceiptQuestion(id=new_id(), receipt_id=receipt.id, asked_at=clock.now(), text=text)
    tx.add(question)
    receipt.say(Reply.UNCLEAR, clock.now(), edition_id=receipt.edition_id)
    after: Recorded = {"distribution_id": distribution.id}
    audit.record(tx, actor, tags.ASKED, Subject(SUBJECT, document.id), after=after)
    outbox.emit(tx, ReceiptAnswered(receipt_id=receipt.id))
    wanted = [document.owner_id, distribution.sender_id]
    to = [key for key in queries.list_seeing(tx, MACHINE, document, wanted) if key != actor.person_id]
    said = Said(
        "distribution.question",
        f"{actor.name} さんから質問があります:",
        text,
        f"/d/{code_of(document.kind, document.serial)}#questions",
    )
    tell(tx, actor, (document, title_of(tx, distribution)), said=said, to=to)


def _try(tx: Tx, actor: Actor, asked: tuple[Receipt, Distribution], *, choices: tuple[int, ...]) -> tuple[int, ...]:
    receipt, distribution = asked
    questions = read_questions(distribution.questions)
    if not questions:
        return ()
    if len(choices) != len(questions):
        raise DistributionRefused(fields=(FieldError("choices", "value.missing", "すべての設問に答えてください。"),))
    wrong = tuple(place for place, question in enumerate(questions) if choices[place] != question.right)
    tx.add(ReceiptTry(id=new_id(), receipt_id=receipt.id, at=clock.now(), choices=list(choices), right=not wrong))
    after: Recorded = {"distribution_id": distribution.id, "right": not wrong}
    audit.record(tx, actor, tags.TRIED, Subject(SUBJECT, distribution.document_id), after=after)
    return wrong
