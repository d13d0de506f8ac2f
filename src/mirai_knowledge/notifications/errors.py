"""What can go wrong with notices."""

from mirai_knowledge.kernel.errors import NotFound


class NoticeNotFound(NotFound):
    """There is no such notice, or it is somebody else's."""

    code = "notice.not_found"
    title = "お知らせが見つかりません"
