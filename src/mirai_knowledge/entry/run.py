"""`mks run`, `mks web`, `mks worker`: the processes of one machine."""

import os
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import NoReturn

from mirai_knowledge.entry import demo, wiring
from mirai_knowledge.entry.serving import APP_URL_VARIABLE, QUIET_VARIABLE
from mirai_knowledge.entry.supervisor import Program, Supervisor
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db.connect import ensure_database
from mirai_knowledge.kernel.db.embedded import EmbeddedPostgres
from mirai_knowledge.kernel.db.migrate import migrate


def run_all(settings: Settings, *, announce: Callable[[], None]) -> int:
    """Database, web and worker run until told to stop; whichever dies comes back. The exit code.

    The database is migrated first; an empty development database gets the demonstration data.
    """
    server = EmbeddedPostgres(settings.home) if settings.embedded else None
    if server is not None:
        urls = server.start()
        migrate(urls.owner, urls.app)
    with ensure_database(settings, migrated=False) as urls:
        wiring.wire(settings)
        demo.load_if_empty(settings, urls.app)
    environment = {**os.environ, QUIET_VARIABLE: "1"}
    programs = [
        Program("web", [sys.executable, "-m", "mirai_knowledge.entry.cli", "web"], environment, ready=lambda: _answers(settings)),
        Program("worker", [sys.executable, "-m", "mirai_knowledge.entry.cli", "worker"], environment),
    ]
    return Supervisor(programs, database=server, on_ready=announce).run()


def run_web(settings: Settings) -> NoReturn:
    """Serves the web until told to stop; the database stays in use for that long."""
    from gunicorn.app.wsgiapp import WSGIApplication

    with ensure_database(settings, migrated=False) as urls:
        # gunicorn's own processes read the settings again, so what they need stands in the environment.
        os.environ[APP_URL_VARIABLE] = urls.app
        os.environ["MKS_HOME"] = str(settings.home)
        sys.argv = ["gunicorn", "--config", "python:mirai_knowledge.entry.gunicorn_conf"]
        WSGIApplication("%(prog)s [OPTIONS]").run()
    sys.exit(0)


def run_worker(settings: Settings) -> None:
    """Works until the process is told to stop, with the indexer of this machine as its child."""
    from mirai_knowledge.entry import worker
    from mirai_knowledge.kernel import log

    log.configure(settings.log_level, process="worker", folder=settings.log_folder, quiet=QUIET_VARIABLE in os.environ)
    with ensure_database(settings, migrated=False) as urls:
        worker.run(settings, urls)


def run_indexer(settings: Settings) -> None:
    """Writes the search index of this machine until the process is told to stop."""
    from mirai_knowledge.entry import indexer
    from mirai_knowledge.kernel import log

    log.configure(settings.log_level, process="indexer", folder=settings.log_folder, quiet=QUIET_VARIABLE in os.environ)
    with ensure_database(settings, migrated=False) as urls:
        indexer.run(settings, urls.app)


def _answers(settings: Settings) -> bool:
    host = "127.0.0.1" if settings.bind in {"0.0.0.0", "::"} else settings.bind  # noqa: S104
    try:
        with urllib.request.urlopen(f"http://{host}:{settings.port}/api/v1/health", timeout=1) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
