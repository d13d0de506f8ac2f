"""What a gunicorn process imports: the settings and the application over its own connections."""

import os

from litestar.types import ASGIApp

from mirai_knowledge.entry.http import create_app
from mirai_knowledge.kernel import log
from mirai_knowledge.kernel.config import Settings, load_settings

APP_URL_VARIABLE = "MKS_RUN_APP_URL"
"""Set by `mks web` for its children: where the embedded database is, which they did not start."""


QUIET_VARIABLE = "MKS_RUN_QUIET"
"""Set by `mks run` for its children: the terminal belongs to whoever started it, the lines are in the log file."""


def settings_from_parent() -> Settings:
    """The settings of this process's environment."""
    return load_settings()


def application() -> ASGIApp:
    """The application for one gunicorn process."""
    settings = load_settings()
    log.configure(settings.log_level, process="web", folder=settings.log_folder, quiet=QUIET_VARIABLE in os.environ)
    url = os.environ.get(APP_URL_VARIABLE) or (settings.database_url.get_secret_value() if settings.database_url else "")
    return create_app(settings, url)
