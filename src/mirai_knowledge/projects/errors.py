"""What can go wrong with projects, their people and companies, and work types."""

from mirai_knowledge.kernel.errors import Conflict, NotFound, Stale


class ProjectNotFound(NotFound):
    """There is no such project, or the actor may not know of it."""

    code = "project.not_found"
    title = "この現場は登録されていません"


class MemberNotFound(NotFound):
    """The project has no such member."""

    code = "project.member_not_found"
    title = "この人は現場に登録されていません"


class TaskNotFound(NotFound):
    """The project has no such task."""

    code = "project.task_not_found"
    title = "この作業は現場に登録されていません"


class ProgressNotFound(NotFound):
    """Nothing was noted of the project on that day."""

    code = "project.progress_not_found"
    title = "この日の進捗は記録されていません"


class ProjectCompanyNotFound(NotFound):
    """The company does not stand in the project."""

    code = "project.company_not_found"
    title = "この会社は現場に登録されていません"


class WorkTypeNotFound(NotFound):
    """There is no such work type."""

    code = "work_type.not_found"
    title = "この工種は登録されていません"


class ProjectStale(Stale):
    """Somebody else changed the project since it was read."""

    code = "project.stale"
    title = "ほかの人が先にこの現場の情報を更新しました"


class MemberStale(Stale):
    """Somebody else changed the membership since it was read."""

    code = "project.member_stale"
    title = "ほかの人が先にこの人の登録を更新しました"


class TaskStale(Stale):
    """Somebody else changed the task since it was read."""

    code = "project.task_stale"
    title = "ほかの人が先にこの作業を更新しました"


class WorkTypeStale(Stale):
    """Somebody else changed the work type since it was read."""

    code = "work_type.stale"
    title = "ほかの人が先にこの工種を更新しました"


class ProjectCodeTaken(Conflict):
    """Another project has this code."""

    code = "project.code_taken"
    title = "この工事番号はすでに使われています"


class ProjectIdTaken(Conflict):
    """The id sent for something new already belongs to something of a project."""

    code = "project.id_taken"
    title = "この番号 (id) はすでに使われています"


class ProjectMoveRefused(Conflict):
    """From its present status a project cannot come to the one asked for."""

    code = "project.move_refused"
    title = "現在の状態からは変更できません"


class TaskMoveRefused(Conflict):
    """From its present state a task cannot come to the one asked for."""

    code = "project.task_move_refused"
    title = "現在の状態からは変更できません"


class MemberAlreadyThere(Conflict):
    """The person already holds this role in the project within these dates."""

    code = "project.member_already_there"
    title = "この人はすでに同じ役割で登録されています"


class CompanyAlreadyThere(Conflict):
    """The company already stands in the project."""

    code = "project.company_already_there"
    title = "この会社はすでに現場に登録されています"


class WorkTypeCodeTaken(Conflict):
    """Another work type has this code."""

    code = "work_type.code_taken"
    title = "この工種コードはすでに使われています"


class WorkTypeNameTaken(Conflict):
    """Another work type has this name."""

    code = "work_type.name_taken"
    title = "この工種名はすでに使われています"
