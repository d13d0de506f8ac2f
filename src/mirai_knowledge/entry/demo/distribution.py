"""The demonstration of distribution: a procedure that everybody is to read, confirmed by one and asked about by another."""

from collections.abc import Mapping

from mirai_knowledge.distribution import queries, service
from mirai_knowledge.distribution.schemas.commands import AnswerQuestion, PutGroup, PutTemplate, Say, Send
from mirai_knowledge.distribution.schemas.shapes import Question, Target
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId

SENT = "SOP-000001"
SENDER, READER, ASKER = "safety", "engineer", "construction"
BUILDERS = (Target(kind="role", value="construction"), Target(kind="role", value="site_manager"))
CHECK = Question(
    text="手順と違う状況になったとき、はじめにすることは", choices=("作業を止めて報告する", "急いで終わらせる"), right=0
)


def load(tx: Tx, actor: Actor, *, people: Mapping[str, PersonId]) -> None:
    """A group, a template, and a distribution in progress."""
    group = PutGroup(name="施工に関わる人", note="所長と施工管理", audience=BUILDERS)
    target = Target(kind="group", value=str(service.add_group(tx, actor, group)))
    service.add_template(
        tx, actor, PutTemplate(name="重要な改訂の周知", audience=(target,), message="改訂したところを確かめてください。")
    )
    sender = documents.get_actor_of(tx, actor, people[SENDER])
    document_id = documents.get_document_id(tx, sender, SENT)
    message = "朝礼の前に読んでください。わからないところは遠慮なく質問してください。"
    command = Send(audience=(Target(kind="everyone"),), message=message, questions=(CHECK,))
    service.deliver(tx, actor, service.send(tx, sender, command, document_id=document_id))
    for key in (READER, ASKER):
        reader = documents.get_actor_of(tx, actor, people[key])
        (item,) = queries.list_must_reads(tx, reader, done=False).items
        if key == READER:
            service.say(tx, reader, Say(edition_id=item.edition_id, reply="read", choices=(0,)), receipt_id=item.id)
            continue
        asked = Say(edition_id=item.edition_id, reply="unclear", question="雨の日の手順も同じですか。")
        service.say(tx, reader, asked, receipt_id=item.id)
        (question,) = queries.list_questions(tx, sender, document_id).items
        answer = AnswerQuestion(answer="同じです。足もとが滑るので、手順3の前に水たまりを除いてください。")
        service.answer_question(tx, sender, answer, question_id=question.asked.id)
