"""What is done before a transaction is opened: the folder is read, the mapping, and passwords that everybody knows are found."""

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.text import os_words
from mirai_knowledge.legacy.errors import MappingUnreadable
from mirai_knowledge.legacy.schemas.mapping import WordMapping
from mirai_knowledge.legacy.service.folder import Folder, read_folder
from mirai_knowledge.legacy.service.passwords import find_known_passwords


@dataclass(frozen=True, slots=True)
class Source:
    """A folder and what people said of it; `weak` are the hashes of known passwords in it."""

    folder: Folder
    mapping: WordMapping
    weak: frozenset[str]


def open_source(folder: Path, mapping: Path | None = None) -> Source:
    """The folder, read once, with the mapping; raises FolderUnreadable and MappingUnreadable."""
    words = WordMapping() if mapping is None else read_mapping(mapping)
    found = read_folder(folder.expanduser().absolute())
    return Source(found, words, frozenset() if found.broken else find_known_passwords(found))


def read_mapping(path: Path) -> WordMapping:
    """The mapping in a file; raises MappingUnreadable, naming every wrong part."""
    try:
        return WordMapping.model_validate(json.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as fault:
        raise MappingUnreadable(f"{path}: {os_words(fault)}") from fault
    except ValidationError as fault:
        wrong = tuple(
            FieldError(".".join(str(part) for part in error["loc"]), "mapping.wrong", "対応表の形が違います。")
            for error in fault.errors()
        )
        raise MappingUnreadable(f"{path} の形が対応表と違います。", fields=wrong) from fault
    except (ValueError, RecursionError) as fault:
        raise MappingUnreadable(f"{path} はUTF-8のJSONではありません。") from fault
