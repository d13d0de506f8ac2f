"""What can go wrong with incidents, their corrective actions and the public records."""

from mirai_knowledge.kernel.errors import Conflict, Invalid, NotFound, Stale


class IncidentIdTaken(Conflict):
    """There is a document of that id which is not this report."""

    code = "incident.id_taken"
    title = "この番号の報告はすでにあります"


class IncidentMoveRefused(Conflict):
    """The incident is not in a state for this move."""

    code = "incident.move_refused"
    title = "事故の状態により、この操作を行えません"


class ActionsStillOpen(Conflict):
    """A corrective action is not verified yet."""

    code = "incident.actions_still_open"
    title = "終わっていない是正処置があります"


class CausesMissing(Conflict):
    """Nothing is known of the causes yet."""

    code = "incident.causes_missing"
    title = "原因が記録されていません"


class ActionsMissing(Conflict):
    """There is nothing to correct yet."""

    code = "incident.actions_missing"
    title = "是正処置が登録されていません"


class IncidentClosed(Conflict):
    """A closed incident is changed after it has been reopened."""

    code = "incident.closed"
    title = "終結した事故は変更できません"


class IncidentRefused(Invalid):
    """The report does not fit: an unknown site, picture or person."""

    code = "incident.refused"
    title = "報告の内容を確認してください"


class ActionNotFound(NotFound):
    """There is no such corrective action, or the actor may not see its incident."""

    code = "incident_action.not_found"
    title = "この是正処置は見つかりません"


class ActionMoveRefused(Conflict):
    """The corrective action is not in a state for this move."""

    code = "incident_action.move_refused"
    title = "是正処置の状態により、この操作を行えません"


class ActionStale(Stale):
    """Somebody else changed the corrective action since it was read."""

    code = "incident_action.stale"
    title = "ほかの人が先に更新しました"


class ActionRefused(Invalid):
    """The corrective action does not fit: an unknown person or picture, a missing reason."""

    code = "incident_action.refused"
    title = "是正処置の内容を確認してください"


class PublicRecordNotFound(NotFound):
    """There is no such public record."""

    code = "public_record.not_found"
    title = "この記録は見つかりません"


class PublicFileRefused(Invalid):
    """The file is no collection of public records."""

    code = "public_record.file_refused"
    title = "公的な事故記録のファイルを読み取れません"


class ApprovalWaits(Conflict):
    """The incident's closing, or the action's verification, waits for approval."""

    code = "incident.approval_waits"
    title = "承認を待っています"
