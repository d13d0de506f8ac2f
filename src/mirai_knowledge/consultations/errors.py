"""What can go wrong with consultations."""

from mirai_knowledge.kernel.errors import Conflict, Invalid, NotFound


class ConsultationNotFound(NotFound):
    """There is no such consultation, or the actor may not see it."""

    code = "consultation.not_found"
    title = "この相談は見つかりません"


class ConsultationMoveRefused(Conflict):
    """The consultation's state refuses the move."""

    code = "consultation.move_refused"
    title = "この相談はいまその状態にありません"


class PostNotFound(NotFound):
    """The consultation has no such answer or question."""

    code = "consultation.post_not_found"
    title = "この回答は見つかりません"


class PostIdTaken(Conflict):
    """There is a post of that id with other words."""

    code = "consultation.post_id_taken"
    title = "この番号の回答はすでにあります"


class ConsultationRefused(Invalid):
    """What was sent does not fit."""

    code = "consultation.refused"
    title = "相談の内容を確認してください"
