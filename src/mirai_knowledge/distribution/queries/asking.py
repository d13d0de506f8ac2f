"""What people asked about a document that was sent to them."""

from uuid import UUID

from sqlalchemy import select

from mirai_knowledge.distribution.model import Distribution, Receipt, ReceiptQuestion
from mirai_knowledge.distribution.policy import P_203, may_answer
from mirai_knowledge.distribution.schemas.views import AskedView, QuestionOf, QuestionsOf
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.schemas.views import PersonRef
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import require

SHOWN = 200


def list_questions(tx: Tx, actor: Actor, document_id: UUID) -> QuestionsOf:
    """What people asked about a document, those without an answer first, to those who may answer. Rules P-203 and P-205;
    raises DocumentNotFound.
    """
    require(actor, P_203)
    document, _ = documents.get_document(tx, actor, document_id)
    if not may_answer(actor, document):
        return QuestionsOf((), False)
    statement = (
        select(ReceiptQuestion, Receipt)
        .join(Receipt, Receipt.id == ReceiptQuestion.receipt_id)
        .join(Distribution, Distribution.id == Receipt.distribution_id)
        .where(Distribution.document_id == document.id)
        .order_by(ReceiptQuestion.answered_at.desc().nulls_first(), ReceiptQuestion.asked_at, ReceiptQuestion.id)
        .limit(SHOWN)
    )
    return QuestionsOf(tuple(_view(question, receipt) for question, receipt in tx.execute(statement)), True)


def _view(question: ReceiptQuestion, receipt: Receipt) -> QuestionOf:
    asked = AskedView(
        id=question.id,
        asked_at=question.asked_at,
        text=question.text,
        answer=question.answer,
        answered_at=question.answered_at,
        answered_by=question.answered_by,
    )
    person = PersonRef(receipt.person_id, receipt.name)
    return QuestionOf(asked=asked, person=person, company=receipt.company, distribution_id=receipt.distribution_id)
