"""What can go wrong with checklist runs."""

from mirai_knowledge.kernel.errors import Conflict, Invalid, NotFound


class ChecklistRunNotFound(NotFound):
    """There is no such run, or the actor may not see it."""

    code = "checklist_run.not_found"
    title = "この点検の記録は見つかりません"


class ChecklistRunIdTaken(Conflict):
    """There is a run of that id with other results."""

    code = "checklist_run.id_taken"
    title = "この番号の点検の記録はすでにあります"


class ChecklistRunCancelled(Conflict):
    """The run was cancelled before."""

    code = "checklist_run.cancelled"
    title = "この点検の記録はすでに取り消されています"


class ChecklistRunRefused(Invalid):
    """The results do not fit the checklist they are about."""

    code = "checklist_run.refused"
    title = "点検の記録に不足や誤りがあります"
