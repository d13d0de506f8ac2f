"""Closing an incident and verifying a corrective action pass a route of approval where a rule asks for one."""

from uuid import UUID

from mirai_knowledge.approvals.schemas.ports import Asked
from mirai_knowledge.incidents import queries
from mirai_knowledge.incidents.model import ActionMove, IncidentMove
from mirai_knowledge.incidents.schemas.codes import CLOSING, VERIFICATION
from mirai_knowledge.incidents.schemas.commands import MoveAction, MoveIncident
from mirai_knowledge.incidents.service.doing import carry_out
from mirai_knowledge.incidents.service.moving import move_on
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx

BY_APPROVAL = "承認により（{}）"


class Closing:
    """An incident is closed when the last stage has approved."""

    purpose, name = CLOSING, "事故・ヒヤリの終結"

    def lock(self, tx: Tx, actor: Actor, document_id: UUID) -> None:
        """The incident's row is locked, as its own moves lock it."""
        queries.find_lock(tx, actor, document_id)

    def passed(self, tx: Tx, actor: Actor, asked: Asked) -> None:
        """The incident is closed; raises what closing raises."""
        told = queries.get_locked(tx, actor, asked.document_id)
        command = MoveIncident(move=IncidentMove.ADVANCE, reason=BY_APPROVAL.format(asked.approvers))
        move_on(tx, actor, told, command=command, expected=told.document.version)


class Verification:
    """A corrective action is verified when the last stage has approved."""

    purpose, name = VERIFICATION, "是正処置の確認"

    def lock(self, tx: Tx, actor: Actor, document_id: UUID) -> None:
        """The incident's row is locked: it is the lock of its actions too."""
        queries.find_lock(tx, actor, document_id)

    def passed(self, tx: Tx, actor: Actor, asked: Asked) -> None:
        """The action is verified, by who approved last; raises what verifying raises."""
        told = queries.get_locked(tx, actor, asked.document_id)
        row = queries.get_action(tx, actor, asked.about_id or asked.document_id)
        command = MoveAction(move=ActionMove.VERIFY, note=BY_APPROVAL.format(asked.approvers))
        carry_out(tx, actor, told, row=row, command=command)
