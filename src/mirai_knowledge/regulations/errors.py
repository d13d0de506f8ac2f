"""What can go wrong with regulations."""

from mirai_knowledge.kernel.errors import Conflict, Invalid, NotFound


class LawFileRefused(Invalid):
    """The file is none of the two forms that can be read, or is damaged."""

    code = "law.file_refused"
    title = "この法令ファイルは取り込めません"


class LawRevisionDiffers(Conflict):
    """The law has that revision already, with other words."""

    code = "law.revision_differs"
    title = "同じ改正の、内容の違う本文がすでにあります"


class ArticleNotFound(NotFound):
    """The text has no such article, or the reader may not see it."""

    code = "article.not_found"
    title = "この条は見つかりません"


class AbbreviationNotFound(NotFound):
    """There is no such abbreviation."""

    code = "law.abbreviation_not_found"
    title = "この略称は登録されていません"
