"""Readers of law files: article JSON and Markdown texts. Both refuse what they cannot read, in words; neither ever guesses."""

from mirai_knowledge.regulations.errors import LawFileRefused
from mirai_knowledge.regulations.policy.files.article_json import read_json
from mirai_knowledge.regulations.policy.files.markdown_text import read_markdown
from mirai_knowledge.regulations.policy.files.words import refused
from mirai_knowledge.regulations.schemas.laws import MAX_FILE_BYTES, LawFile, LawText

__all__ = ["read_law"]


def read_law(file: LawFile) -> LawText:
    """The text in a file, whichever of the two forms it has; raises LawFileRefused with what is wrong and what would be right."""
    if len(file.data) > MAX_FILE_BYTES:
        raise refused(file.name, f"大きさの上限（{MAX_FILE_BYTES // 1024 // 1024} MB）を超えています。")
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise refused(file.name, "文字コードが UTF-8 ではありません。UTF-8 で保存し直してください。") from fault
    if "\x00" in text:
        raise refused(file.name, "文字ではないデータ (NUL) が含まれています。")
    start = text.lstrip()
    if start.startswith("{"):
        return read_json(file, text)
    if start.startswith("---"):
        return read_markdown(file, text)
    raise LawFileRefused(f"{file.name}: 条文JSON（{{ で始まる）でも、見出し付きの本文（--- で始まる）でもありません。")
