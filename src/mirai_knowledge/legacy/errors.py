"""What can go wrong with a migration as a whole. What is wrong with files and records stands in the report."""

from mirai_knowledge.kernel.errors import Conflict, Invalid, NotFound


class FolderUnreadable(Invalid):
    """There is no such folder, or it cannot be read."""

    code = "legacy.folder_unreadable"
    title = "移行元のフォルダーを読めません"


class FolderChanged(Conflict):
    """A file was changed while it was being loaded; nothing was loaded."""

    code = "legacy.folder_changed"
    title = "取り込みの途中でファイルが変わりました"


class FilesBroken(Invalid):
    """A file that is to be loaded cannot be read; nothing was loaded."""

    code = "legacy.files_broken"
    title = "読めないファイルがあります"


class MappingUnreadable(Invalid):
    """The mapping file is not there, is no JSON, or names things that do not exist."""

    code = "legacy.mapping_unreadable"
    title = "対応表を読めません"


class RunNotFound(NotFound):
    """There is no run of that number."""

    code = "legacy.run_not_found"
    title = "取り込みの記録が見つかりません"


class RunUndone(Conflict):
    """The run was undone before."""

    code = "legacy.run_undone"
    title = "この取り込みはすでに取り消されています"


class RunFollowed(Conflict):
    """A later run has changed records of this one; that is to be undone first."""

    code = "legacy.run_followed"
    title = "後の取り込みが同じレコードを変更しています"
