"""What people do to documents, as it stands in the audit log."""

from mirai_knowledge.audit.schemas import name_fields, tag

STARTED = tag("document.started", "文書を書き始めた")
DRAFT_STARTED = tag("document.draft_started", "改訂の下書きを始めた")
DRAFT_SAVED = tag("document.draft_saved", "下書きを保存した")
DRAFT_DISCARDED = tag("document.draft_discarded", "下書きを破棄した")
PUBLISHED = tag("document.published", "版を公開した")
SUBMITTED = tag("document.edition_submitted", "版を承認に回した")
RETURNED = tag("document.edition_returned", "承認待ちの版が差し戻された")
REVIEWERS_SET = tag("document.reviewers_set", "承認する人に文書を見せた")
IN_FORCE = tag("document.in_force", "版が施行された")
TIMELINE_LOADED = tag("document.timeline_loaded", "版をまとめて取り込んだ")
WITHDRAWN = tag("document.edition_withdrawn", "施行待ち・承認待ちの版を取り下げた")
RECORD_STARTED = tag("document.record_started", "記録を登録した")
RECORD_SAVED = tag("document.record_saved", "記録を更新した")
CHANGED = tag("document.changed", "文書の属性を変更した")
GRANTS_SET = tag("document.grants_set", "文書を見られる人を変更した")
CLOSED_TO = tag("document.closed_to", "配信の取りやめに合わせて、文書を見られなくした")
OPENED_TO = tag("document.opened_to", "配信のため、文書を見られるようにした")
LINKED = tag("document.linked", "関連する文書を結び付けた")
UNLINKED = tag("document.unlinked", "関連する文書の結び付きを外した")
ARCHIVED = tag("document.archived", "文書を廃止した")
UNARCHIVED = tag("document.unarchived", "文書の廃止を取り消した")
BINNED = tag("document.binned", "文書をごみ箱に入れた")
RESTORED = tag("document.restored", "文書をごみ箱から戻した")
OPENED = tag("document.opened", "文書を開いた")
PRINTED = tag("document.printed", "文書を PDF にした")
FAVOURITE_SET = tag("document.favourite_set", "文書をお気に入りに入れた")
FAVOURITE_REMOVED = tag("document.favourite_removed", "文書をお気に入りから外した")
HELPFUL_SET = tag("document.helpful_set", "文書に「役に立った」を付けた")
HELPFUL_REMOVED = tag("document.helpful_removed", "文書の「役に立った」を外した")
COMMENT_ADDED = tag("comment.added", "コメントした")
COMMENT_REWORDED = tag("comment.reworded", "コメントを書き直した")
COMMENT_DELETED = tag("comment.deleted", "コメントを削除した")
ATTACHMENT_ADDED = tag("attachment.added", "ファイルを送った")
ATTACHMENT_OPENED = tag("attachment.opened", "添付を開いた")
ATTACHMENT_DOWNLOADED = tag("attachment.downloaded", "添付をダウンロードした")
ATTACHMENTS_FORGOTTEN = tag("attachment.forgotten", "使われていない添付を消した")
BLOBS_PRUNED = tag("attachment.blobs_pruned", "使われていないファイルの本体を消した")
RECORD_FILES_SET = tag("attachment.record_files_set", "記録に添付を付けた")
FILE_ADDED = tag("document.file_added", "文書にファイルを添付した")
FILE_RENAMED = tag("document.file_renamed", "文書の添付の名前を変えた")
FILES_ORDERED = tag("document.files_ordered", "文書の添付を並べ替えた")
FILE_REMOVED = tag("document.file_removed", "文書の添付を外した")
CATEGORY_ADDED = tag("category.added", "分類を登録した")
CATEGORY_CHANGED = tag("category.changed", "分類を変更した")
LOADED = tag("document.loaded", "移行で文書を取り込んだ")
UNLOADED = tag("document.unloaded", "移行で取り込んだ文書を取り消した")

name_fields(
    "document",
    {
        "kind": "種類",
        "code": "文書コード",
        "number": "社内文書番号",
        "audience": "公開範囲",
        "project_id": "現場",
        "work_section": "工区",
        "owner_id": "担当者",
        "owner_name": "担当者",
        "category": "分類",
        "tags": "タグ",
        "work_types": "工種",
        "next_review_on": "次回見直し",
        "edition_id": "版",
        "base_edition_id": "もとの版",
        "own_state": "状況",
        "content_hash": "本文の照合値",
        "draft_version": "下書きの保存回数",
        "in_force_from": "施行日時",
        "is_material": "重要な変更",
        "reason": "理由",
        "superseded_by": "置き換える文書",
        "grants": "見られる人",
        "to_id": "相手の文書",
        "type": "つながり",
        "run": "取り込みの番号",
        "count": "件数",
        "kept": "残した件数",
        "file": "添付",
        "file_hash": "ファイルの照合値",
    },
)
name_fields("comment", {"document_id": "文書", "mentions": "呼びかけた人の数", "body_hash": "本文の照合値"})
name_fields(
    "attachment",
    {
        "name": "ファイル名",
        "media_type": "形式",
        "size": "大きさ",
        "hash": "ファイルの照合値",
        "has_position": "撮影場所を残した",
        "count": "件数",
        "files": "添付",
    },
)
name_fields("category", {"name": "分類名", "position": "並び順", "archived": "使用停止"})
