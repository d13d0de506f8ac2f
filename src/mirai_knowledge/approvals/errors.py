"""What can go wrong with approvals."""

from mirai_knowledge.kernel.errors import Conflict, Invalid, NotFound, Stale


class ApprovalNotFound(NotFound):
    """There is no such request, or the actor may not see it."""

    code = "approval.not_found"
    title = "この申請は見つかりません"


class RouteNotFound(NotFound):
    """There is no such route."""

    code = "approval.route_not_found"
    title = "この承認ルートは見つかりません"


class DeputyNotFound(NotFound):
    """There is no such deputy, or it is somebody else's."""

    code = "approval.deputy_not_found"
    title = "この代理は見つかりません"


class ApprovalMoveRefused(Conflict):
    """The request's state refuses the move."""

    code = "approval.move_refused"
    title = "この申請はいまその状態にありません"


class NoRoute(Conflict):
    """No rule sends this document through approval."""

    code = "approval.no_route"
    title = "この文書に当てはまる承認ルートがありません"


class RouteInUse(Conflict):
    """A rule names the route."""

    code = "approval.route_in_use"
    title = "この承認ルートは使われています"


class DecisionStale(Stale):
    """The decision was about another edition or stage than the one that waits; `current` holds the request as it stands."""

    code = "approval.stale"
    title = "表示していた内容から状況が変わっています"


class RouteStale(Stale):
    """Somebody else changed the route or the rules since they were read."""

    code = "approval.route_stale"
    title = "ほかの人が先に承認ルートを更新しました"


class ApprovalRefused(Invalid):
    """What was sent does not fit."""

    code = "approval.refused"
    title = "承認の内容を確認してください"
