"""What can go wrong with distributions."""

from mirai_knowledge.kernel.errors import Conflict, Invalid, NotFound, Stale


class DistributionNotFound(NotFound):
    """There is no such distribution, or the actor may not see it."""

    code = "distribution.not_found"
    title = "この配信は見つかりません"


class ReceiptNotFound(NotFound):
    """There is no such receipt, or it is somebody else's."""

    code = "distribution.receipt_not_found"
    title = "この必読は見つかりません"


class QuestionNotFound(NotFound):
    """There is no such question, or the actor may not see it."""

    code = "distribution.question_not_found"
    title = "この質問は見つかりません"


class MeetingNotFound(NotFound):
    """There is no such morning meeting, or the actor may not see it."""

    code = "distribution.meeting_not_found"
    title = "この朝礼の記録は見つかりません"


class SavedNotFound(NotFound):
    """There is no such group or template."""

    code = "distribution.saved_not_found"
    title = "この配信先グループ・ひな形は見つかりません"


class DistributionMoveRefused(Conflict):
    """The distribution's state refuses the move."""

    code = "distribution.move_refused"
    title = "この配信はいまその状態にありません"


class NothingToSend(Conflict):
    """The document has no edition that is in force or will be."""

    code = "distribution.nothing_to_send"
    title = "配信できる版がありません"


class SavedInUse(Conflict):
    """A rule or a template names it."""

    code = "distribution.in_use"
    title = "この配信先グループ・ひな形は使われています"


class ReceiptStale(Stale):
    """The edition that was read is not the one in force any more."""

    code = "distribution.receipt_stale"
    title = "読んでいる間に文書が改訂されました"


class SavedStale(Stale):
    """Somebody else changed the group, the template or the rules since they were read."""

    code = "distribution.saved_stale"
    title = "ほかの人が先に更新しました"


class DistributionRefused(Invalid):
    """What was sent does not fit."""

    code = "distribution.refused"
    title = "配信の内容を確認してください"
