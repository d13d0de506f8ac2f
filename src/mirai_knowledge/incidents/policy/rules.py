"""The numbered rules of incidents, their corrective actions and the public records, and who they let in."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, false, true

from mirai_knowledge.incidents.model import ActionMove, Incident, IncidentAction, IncidentState
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.rights import declare, rule
from mirai_knowledge.projects import policy as projects

REPORT = declare("incident.report", "事故・ヒヤリを報告する", ("all", "own_projects"))
INVESTIGATE = declare("incident.investigate", "事故を調査し、是正を確認する")
SEE_NAMES = declare("incident.see_names", "事故の当事者の氏名を見る", ("all", "own_projects"))

P_150 = rule("P-150", "事故・ヒヤリを報告できるのは、報告の権限を持つ人（協力会社の人は自分の現場だけ）です", REPORT)
P_151 = rule("P-151", "事故と是正処置を見られるのは、その事故の文書を読める人です")
P_152 = rule("P-152", "事故の内容を変更できるのは、調査の権限を持ち、その事故を読める人（調査が始まるまでは報告した本人も）です")
P_153 = rule("P-153", "事故の状態を進め、戻し、再開できるのは、調査の権限を持つ人です", INVESTIGATE)
P_154 = rule("P-154", "是正処置を登録・変更・取りやめできるのは、調査の権限を持つ人です", INVESTIGATE)
P_155 = rule("P-155", "是正処置の着手と完了を報告できるのは、その担当者と、調査の権限を持つ人です")
P_156 = rule("P-156", "是正処置を確認・差し戻しできるのは、調査の権限を持ち、その処置を実施した本人ではない人です", INVESTIGATE)
P_157 = rule("P-157", "是正の効果を確認できるのは、調査の権限を持ち、その処置を実施した本人ではない人です", INVESTIGATE)
P_158 = rule(
    "P-158", "当事者の氏名を見られるのは、氏名を見る権限を持つ人（所長は自分の現場だけ）で、見たことは記録されます", SEE_NAMES
)
P_159 = rule("P-159", "公的な事故記録は、サインインした人が見られます")
P_160 = rule("P-160", "公的な事故記録を取り込めるのは、マスタを管理する権限を持つ人です", projects.MASTER_MANAGE)

PLANNING = (ActionMove.CANCEL, ActionMove.REOPEN)
DOING = (ActionMove.START, ActionMove.COMPLETE)
VERIFYING = (ActionMove.RETURN, ActionMove.VERIFY)
CHECKING = (ActionMove.CONFIRM_EFFECT, ActionMove.DENY_EFFECT)


def reports_everywhere(actor: Actor) -> bool:
    """Whether the actor reports for any site, and without one. Rule P-150."""
    return "all" in actor.scopes(REPORT.code)


def investigates(actor: Actor) -> bool:
    """Whether the actor holds the right to investigate."""
    return actor.may(INVESTIGATE.code)


def may_change(actor: Actor, incident: Incident) -> bool:
    """Whether the actor, who reads the incident, may change what is told of it, were it open. Rule P-152."""
    return investigates(actor) or (is_reporter(actor, incident) and incident.state == IncidentState.REPORTED)


def is_reporter(actor: Actor, incident: Incident) -> bool:
    """Whether the actor reported the incident."""
    return actor.person_id is not None and incident.reporter_id == actor.person_id


def is_owner(actor: Actor, action: IncidentAction) -> bool:
    """Whether the action is the actor's."""
    return actor.person_id is not None and action.owner_id == actor.person_id


def may_do(actor: Actor, action: IncidentAction) -> bool:
    """Whether the actor may report the action begun and done. Rule P-155."""
    return is_owner(actor, action) or investigates(actor)


def did(actor: Actor, action: IncidentAction) -> bool:
    """Whether the actor did the action; one that was imported knows its doer by name alone."""
    if action.done_by is None:
        return action.done_by_name is not None and "".join(action.done_by_name.split()) == "".join(actor.name.split())
    return action.done_by == actor.person_id


def names_open_to(actor: Actor) -> Sequence[str]:
    """How far the actor sees names: all, own projects, or not at all. Rule P-158."""
    return tuple(actor.scopes(SEE_NAMES.code))


def sees_records(actor: Actor) -> ColumnElement[bool]:
    """The public records an actor sees: all, once signed in. Rule P-159."""
    return true() if actor.everything or actor.person_id is not None else false()


def mine(actor: Actor) -> ColumnElement[bool]:
    """Incidents the actor reported."""
    return Incident.reporter_id == actor.person_id if actor.person_id is not None else false()


def owned(actor: Actor) -> ColumnElement[bool]:
    """Actions that are the actor's."""
    return IncidentAction.owner_id == actor.person_id if actor.person_id is not None else false()
