"""What can go wrong with documents, their drafts and editions, comments, attachments and categories."""

from mirai_knowledge.kernel.errors import Conflict, Invalid, NotFound, Stale, TooLarge, TooMany


class DocumentNotFound(NotFound):
    """There is no such document, or the actor may not know of it."""

    code = "document.not_found"
    title = "この文書は見つかりません"


class EditionNotFound(NotFound):
    """The document has no such edition, or the actor may not see it yet."""

    code = "document.edition_not_found"
    title = "この版は見つかりません"


class CommentNotFound(NotFound):
    """There is no such comment, or its document is hidden."""

    code = "comment.not_found"
    title = "このコメントは見つかりません"


class AttachmentNotFound(NotFound):
    """There is no such attachment, or its address is no longer good."""

    code = "attachment.not_found"
    title = "この添付は開けません"


class CategoryNotFound(NotFound):
    """The kind has no such category."""

    code = "category.not_found"
    title = "この分類は登録されていません"


class DraftStale(Stale):
    """Somebody else saved, published or discarded the draft first; `current` holds the text as it stands."""

    code = "document.draft_stale"
    title = "ほかの人が先に下書きを更新しました"


class DocumentStale(Stale):
    """Somebody else changed the document's properties since they were read."""

    code = "document.stale"
    title = "ほかの人が先にこの文書の属性を更新しました"


class CategoryStale(Stale):
    """Somebody else changed the category since it was read."""

    code = "category.stale"
    title = "ほかの人が先にこの分類を更新しました"


class ContentRefused(Invalid):
    """The text or the properties cannot be taken as they are."""

    code = "document.content_refused"
    title = "文書の内容を確認してください"


class NotDrafted(Conflict):
    """The kind has no drafts: its records are changed by the verbs of their slice."""

    code = "document.not_drafted"
    title = "この種類の文書に下書きはありません"


class DocumentMoveRefused(Conflict):
    """The document's state refuses the move."""

    code = "document.move_refused"
    title = "文書の現在の状態ではこの操作を行えません"


class EditionMoveRefused(Conflict):
    """The edition's state refuses the move."""

    code = "document.edition_move_refused"
    title = "この版の現在の状態ではこの操作を行えません"


class NoDraft(Conflict):
    """There is no draft to publish or discard."""

    code = "document.no_draft"
    title = "下書きがありません"


class DraftExists(Conflict):
    """A draft is open already; it must not be written over unseen."""

    code = "document.draft_exists"
    title = "書きかけの下書きがあります"


class PublicationWaits(Conflict):
    """An edition already waits for its day; a second one would be lost when that day comes."""

    code = "document.publication_waits"
    title = "施行日を待っている版があります"


class DocumentInReview(Conflict):
    """An edition of the document waits for approval; until that is decided nobody changes its text."""

    code = "document.in_review"
    title = "この文書は承認待ちです"


class RouteRequired(Conflict):
    """Documents of this kind come into force by approval alone."""

    code = "document.route_required"
    title = "この種類の文書は承認を経て施行されます"


class DocumentIdTaken(Conflict):
    """The id sent for a new document already belongs to one."""

    code = "document.id_taken"
    title = "この番号 (id) はすでに使われています"


class NumberTaken(Conflict):
    """Another document of the kind has this company number."""

    code = "document.number_taken"
    title = "この社内文書番号はすでに使われています"


class CommentIsDeleted(Conflict):
    """A deleted comment cannot be changed."""

    code = "comment.is_deleted"
    title = "このコメントは削除されています"


class AttachmentRefused(Invalid):
    """The file is none that can be kept."""

    code = "attachment.refused"
    title = "このファイルは添付できません"


class AttachmentTooLarge(TooLarge):
    """The file is larger than the limit."""

    code = "attachment.too_large"
    title = "ファイルが大きすぎます"


class UploadNotFound(NotFound):
    """There is no such upload, it was given up, or it is somebody else's."""

    code = "upload.not_found"
    title = "送信中のファイルが見つかりません"


class UploadElsewhere(Conflict):
    """The part does not begin where the upload stands; `current` says where that is."""

    code = "upload.elsewhere"
    title = "送信の続きの位置が違います"


class UploadUnfinished(Conflict):
    """Parts of the file are still missing; `current` says up to where it has arrived."""

    code = "upload.unfinished"
    title = "ファイルがまだ全部届いていません"


class TooManyUploads(TooMany):
    """One person has too many files on their way at once."""

    code = "upload.too_many"
    title = "送信中のファイルが多すぎます"


class TooManyFiles(Conflict):
    """The document has as many files as it can have."""

    code = "attachment.too_many"
    title = "この文書にはこれ以上添付できません"


class CategoryCodeTaken(Conflict):
    """The kind already has a category of this code."""

    code = "category.code_taken"
    title = "この分類コードはすでに使われています"
