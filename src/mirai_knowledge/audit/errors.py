"""What can go wrong with the audit log."""

from mirai_knowledge.kernel.errors import Conflict, Invalid


class FileExists(Conflict):
    """The export would overwrite a file."""

    code = "audit.file_exists"
    title = "同じ名前のファイルがあります"


class FolderUnwritable(Invalid):
    """The export cannot be written there."""

    code = "audit.file_unwritable"
    title = "ファイルを書き込めません"


class HeadUnreadable(Invalid):
    """The head to compare with is not one."""

    code = "audit.head_unreadable"
    title = "末尾の控えを読み取れません"
