"""What can go wrong with a migration as a whole. What is wrong with files and records stands in the report."""

from mirai_knowledge.kernel.errors import Conflict, Invalid


class FolderUnreadable(Invalid):
    """There is no such folder, or it cannot be read."""

    code = "legacy.folder_unreadable"
    title = "移行元のフォルダーを読めません"


class FolderChanged(Conflict):
    """A file was changed while it was being read."""

    code = "legacy.folder_changed"
    title = "読み取りの途中でファイルが変わりました"


class MappingUnreadable(Invalid):
    """The mapping file is not there, is no JSON, or names things that do not exist."""

    code = "legacy.mapping_unreadable"
    title = "対応表を読めません"
