"""The numbered rules of consultations, and who has which part in one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mirai_knowledge.accounts.policy import CONSULTATION_ANSWER
from mirai_knowledge.consultations.model import Consultation, State
from mirai_knowledge.consultations.schemas.views import ConsultationCan
from mirai_knowledge.documents import policy as documents
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.rights import Rule, require, rule
from mirai_knowledge.projects.policy import MASTER_MANAGE

P_166 = rule("P-166", "相談の担当を決められるのは、相談に回答する権限を持つ人です", CONSULTATION_ANSWER)
P_167 = rule("P-167", "相談の担当を辞退し、相談した人に聞き返せるのは、担当の専門家と管理者です", CONSULTATION_ANSWER)
P_168 = rule("P-168", "相談に回答できるのは、相談に回答する権限を持ち、その相談を読める人です", CONSULTATION_ANSWER)
P_169 = rule("P-169", "回答や返事を書き直せるのは、書いた本人だけです")
P_170 = rule("P-170", "聞き返しに返事をし、追加で質問し、相談の内容を直せるのは、相談した人と管理者です")
P_171 = rule("P-171", "回答を採用し、評価できるのは、相談した人（採用は管理者も）です")
P_172 = rule("P-172", "相談を解決にし、取り消し、再開できるのは、相談した人と管理者です")
P_173 = rule("P-173", "採用した回答をナレッジの下書きにできるのは、相談した人、回答した人と、相談に回答する権限を持つ人です")
P_174 = rule("P-174", "相談をまとめて取り込めるのは、マスタを管理する権限を持つ人だけです", MASTER_MANAGE)


@dataclass(frozen=True, slots=True)
class Part:
    """What an actor is in a consultation that the actor reads."""

    answers: bool
    asker: bool
    expert: bool
    answered: bool
    administers: bool
    live: bool

    @property
    def speaks_for_asker(self) -> bool:
        """The asker, and administrators in the asker's place."""
        return self.asker or self.administers


def part_of(actor: Actor, consultation: Consultation, *, answered: bool, live: bool = True) -> Part:
    """The actor's part; `answered` tells whether one of the answers is the actor's, `live` that the document is in use."""
    known = actor.person_id is not None
    return Part(
        answers=actor.may(CONSULTATION_ANSWER.code),
        asker=known and consultation.asker_id == actor.person_id,
        expert=known and consultation.expert_id == actor.person_id,
        answered=answered,
        administers=documents.administers(actor),
        live=live,
    )


MAY: Mapping[str, tuple[Rule, Callable[[Part], bool]]] = {
    "assign": (P_166, lambda part: part.answers),
    "decline": (P_167, lambda part: part.answers and (part.expert or part.administers)),
    "ask_back": (P_167, lambda part: part.answers and (part.expert or part.administers)),
    "answer": (P_168, lambda part: part.answers),
    "reply": (P_170, lambda part: part.speaks_for_asker),
    "follow_up": (P_170, lambda part: part.speaks_for_asker),
    "change": (P_170, lambda part: part.speaks_for_asker),
    "accept": (P_171, lambda part: part.speaks_for_asker),
    "rate": (P_171, lambda part: part.asker),
    "resolve": (P_172, lambda part: part.speaks_for_asker),
    "cancel": (P_172, lambda part: part.speaks_for_asker),
    "reopen": (P_172, lambda part: part.speaks_for_asker),
    "convert": (P_173, lambda part: part.asker or part.answered or part.answers),
}


def require_move(actor: Actor, consultation: Consultation, move: str, *, part: Part) -> None:
    """Returns when the actor may, and the state allows the move; raises Forbidden with the rule, ConsultationMoveRefused."""
    entry, may = MAY[move]
    require(actor, entry, where=lambda: may(part))
    consultation.refuse_unless(move)


def can(consultation: Consultation, part: Part, *, answers: int, writes_knowledge: bool) -> ConsultationCan:
    """What the actor may do to the consultation, as it stands; `answers` counts them."""

    def held(move: str) -> bool:
        return part.live and MAY[move][1](part) and consultation.refusal(move) is None

    hands_over = held("assign") and part.expert and consultation.state == State.ASSIGNED
    return ConsultationCan(
        assign=held("assign") and not hands_over,
        hand_over=hands_over,
        decline=held("decline"),
        answer=held("answer"),
        ask_back=held("ask_back"),
        reply=held("reply"),
        follow_up=held("follow_up"),
        accept=held("accept") and answers > 0,
        rate=held("rate") and answers > 0,
        resolve=held("resolve"),
        cancel=held("cancel"),
        reopen=held("reopen"),
        change=held("change"),
        convert=held("convert") and writes_knowledge,
    )
