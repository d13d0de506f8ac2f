"""JSON logs: an event name and fields, the request id through web and job, no personal data, no secrets."""

import contextlib
import logging
import sys
from collections.abc import Iterator
from logging.handlers import WatchedFileHandler
from pathlib import Path

import structlog
from structlog.contextvars import bound_contextvars, get_contextvars
from structlog.typing import FilteringBoundLogger

from mirai_knowledge.kernel.config import SettingsError
from mirai_knowledge.kernel.text import os_words

LOG_FILE = "mks.jsonl"


def get_logger(name: str) -> FilteringBoundLogger:
    """A logger whose calls are `log.info("event.name", field=value)`."""
    logger: FilteringBoundLogger = structlog.get_logger(name)
    return logger


def configure(level: str = "INFO", *, process: str, folder: Path | None = None, quiet: bool = False) -> None:
    """Sends structured and standard-library logs alike to stdout, one JSON object a line, with the process's name;
    also to `mks.jsonl` in `folder`, where `mks trace` finds them. Quiet: stdout gets warnings
    and errors alone, their traces stand in the file. Whoever rotates that file may do so at any time.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    ending = (structlog.stdlib.ProcessorFormatter.remove_processors_meta, structlog.processors.JSONRenderer(ensure_ascii=False))
    whole, brief = (
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[*first, *ending]) for first in ((), (_brief,))
    )
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stdout)]
    if folder is not None:
        handlers.append(_file(folder))
    if quiet:
        handlers[0].setLevel(logging.WARNING)
    root = logging.getLogger()
    for handler in handlers:
        handler.setFormatter(whole)
    if quiet and folder is not None:
        handlers[0].setFormatter(brief)
    root.handlers = handlers
    root.setLevel(level)
    structlog.contextvars.bind_contextvars(process=process)
    # Their lines carry addresses and bodies, or one line a poll; ours say the same with a request id.
    for noisy in ("uvicorn.access", "httpx", "procrastinate.worker", "procrastinate.periodic", "sqlalchemy.engine"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def _brief(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    # In a terminal somebody wants to know what happened; where in the code it did is for the file.
    if event.pop("exception", None) is not None:
        event["trace"] = LOG_FILE
    return event


@contextlib.contextmanager
def request_scope(request_id: str) -> Iterator[None]:
    """Every log line inside carries this request id."""
    with bound_contextvars(request_id=request_id):
        yield


def current_request_id() -> str | None:
    """The request id of the work at hand, if any."""
    value = get_contextvars().get("request_id")
    return value if isinstance(value, str) else None


def _file(folder: Path) -> logging.Handler:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return WatchedFileHandler(folder / LOG_FILE, encoding="utf-8")
    except OSError as fault:
        raise SettingsError(f"ログを書けません。{fault.filename}: {os_words(fault)}") from fault
