"""The verbs of documents: write, publish, record, describe, link, archive, throw away, mark, comment, illustrate."""

from mirai_knowledge.documents.policy.freezing import COMES_INTO_FORCE
from mirai_knowledge.documents.service.attachments import keep_file, note_opened_file, use_in_record
from mirai_knowledge.documents.service.comments import add_comment, change_comment, delete_comment
from mirai_knowledge.documents.service.drafts import copy_to_draft, discard_draft, save_draft, start_document, start_draft
from mirai_knowledge.documents.service.files import add_file, order_files, remove_file, rename_file
from mirai_knowledge.documents.service.lifecycle import archive, restore, throw_away, unarchive
from mirai_knowledge.documents.service.links import remove_link, set_link
from mirai_knowledge.documents.service.marks import (
    note_opened,
    note_printed,
    remove_favourite,
    remove_helpful,
    set_favourite,
    set_helpful,
)
from mirai_knowledge.documents.service.masters import add_category, change_category
from mirai_knowledge.documents.service.opening import close_to, open_to
from mirai_knowledge.documents.service.properties import change_document, set_grants
from mirai_knowledge.documents.service.publishing import announce_in_force, publish, withdraw_edition
from mirai_knowledge.documents.service.reading import read_file, request_reading
from mirai_knowledge.documents.service.records import save_record, start_record
from mirai_knowledge.documents.service.reviewing import (
    approve_edition,
    return_edition,
    set_reviewers,
    submit_draft,
    take_back_edition,
)
from mirai_knowledge.documents.service.storage import forget_unfinished, forget_unused, prune_blobs
from mirai_knowledge.documents.service.uploads import (
    begin_upload,
    end_upload,
    receive_part,
    refuse_elsewhere,
    refuse_unfinished,
)

__all__ = [
    "COMES_INTO_FORCE",
    "add_category",
    "add_comment",
    "add_file",
    "announce_in_force",
    "approve_edition",
    "archive",
    "begin_upload",
    "change_category",
    "change_comment",
    "change_document",
    "close_to",
    "copy_to_draft",
    "delete_comment",
    "discard_draft",
    "end_upload",
    "forget_unfinished",
    "forget_unused",
    "keep_file",
    "note_opened",
    "note_opened_file",
    "note_printed",
    "open_to",
    "order_files",
    "prune_blobs",
    "publish",
    "read_file",
    "receive_part",
    "refuse_elsewhere",
    "refuse_unfinished",
    "remove_favourite",
    "remove_file",
    "remove_helpful",
    "remove_link",
    "rename_file",
    "request_reading",
    "restore",
    "return_edition",
    "save_draft",
    "save_record",
    "set_favourite",
    "set_grants",
    "set_helpful",
    "set_link",
    "set_reviewers",
    "start_document",
    "start_draft",
    "start_record",
    "submit_draft",
    "take_back_edition",
    "throw_away",
    "unarchive",
    "use_in_record",
    "withdraw_edition",
]
