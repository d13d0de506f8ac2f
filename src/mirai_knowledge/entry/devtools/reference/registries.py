"""Pages of what the program declares: settings, errors, events, audit tags."""

import dataclasses
import types
import typing

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from mirai_knowledge.audit.schemas import all_tags
from mirai_knowledge.entry.devtools.reference.markdown import code, first_sentence, page, table
from mirai_knowledge.kernel import outbox
from mirai_knowledge.kernel.config import Settings, environment_name
from mirai_knowledge.kernel.errors import all_errors


def settings_page() -> str:
    """Every setting: its name in the environment, what it holds, its default."""
    rows = [
        (code(environment_name(name)), _kind(field.annotation), _default(field), field.description or "")
        for name, field in Settings.model_fields.items()
    ]
    return page(
        "Settings",
        "Read from the environment when a process starts. `mks config show` prints those in force, secrets masked.",
        table(("Variable", "Holds", "Default", "What it does"), rows),
    )


def _kind(annotation: object) -> str:
    if typing.get_origin(annotation) in {types.UnionType, typing.Union}:
        return _kind(next(part for part in typing.get_args(annotation) if part is not type(None)))
    if typing.get_origin(annotation) is typing.Literal:
        return ", ".join(code(str(value)) for value in typing.get_args(annotation))
    if typing.get_origin(annotation) is tuple:
        return "JSON list"
    names: dict[object, str] = {SecretStr: "secret", bool: "true or false", int: "number", str: "text"}
    return names.get(annotation, "path")


def _default(field: FieldInfo) -> str:
    value = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
    if value is None or value in ("", ()):
        return ""
    return code(str(value).lower() if isinstance(value, bool) else str(value))


def errors_page() -> str:
    """Every error code with its status, its exit code, its title and its promise."""
    rows = [
        (code(name), str(error.status), str(error.exit_code), error.title, first_sentence(error.__doc__))
        for name, error in all_errors().items()
    ]
    return page(
        "Errors",
        "Codes are for ever: clients may decide by them. Over HTTP an error is a problem document (RFC 9457) with the code and "
        "the Japanese title; on the command line it is one line and the exit code.",
        table(("Code", "Status", "Exit code", "Title", "What happened"), rows),
    )


def events_page() -> str:
    """Every event: its fields, and who hears it."""
    heard: dict[str, list[str]] = {}
    for handler in outbox.all_handlers():
        heard.setdefault(handler.event.name, []).append(handler.name)
    rows = [
        (
            code(event.name),
            ", ".join(code(field.name) for field in dataclasses.fields(event)),
            ", ".join(code(name) for name in sorted(heard.get(event.name, []))),
            first_sentence(event.__doc__),
        )
        for event in outbox.all_events()
    ]
    return page(
        "Events",
        "Facts that slices tell each other, written in the transaction of the change and delivered once to each handler. "
        "They carry ids; a handler reads the rows as they are when it runs.",
        table(("Event", "Carries", "Heard by", "What happened"), rows),
    )


def tags_page() -> str:
    """Every tag of the audit log with its Japanese name."""
    return page(
        "Audit tags",
        "What can stand in the audit log. A tag is for ever: entries of years ago are read by it.",
        table(("Tag", "Name"), [(code(tag.code), tag.name) for tag in all_tags()]),
    )
