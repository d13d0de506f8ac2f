"""How gunicorn serves the application. `mks web` starts it; deploy's unit uses the same file."""

import os
from typing import Any, ClassVar

from uvicorn_worker import UvicornWorker  # type: ignore[import-untyped]

from mirai_knowledge.entry.serving import QUIET_VARIABLE, settings_from_parent

settings = settings_from_parent()

bind = f"{settings.bind}:{settings.port}"
workers = settings.web_workers
worker_class = "mirai_knowledge.entry.gunicorn_conf.Worker"
wsgi_app = "mirai_knowledge.entry.serving:application()"
preload_app = False
timeout = 60
graceful_timeout = 20
keepalive = 75
accesslog = None
errorlog = "-"
loglevel = "warning" if QUIET_VARIABLE in os.environ else "info"
control_socket_disable = True
proc_name = "mks-web"


class Worker(UvicornWorker):  # type: ignore[misc]
    """Ends open streams at a reload instead of waiting for them; proxies are judged by our own list."""

    CONFIG_KWARGS: ClassVar[dict[str, Any]] = {
        **UvicornWorker.CONFIG_KWARGS,
        "timeout_graceful_shutdown": 10,
        "proxy_headers": False,
        "server_header": False,
    }


def child_exit(_: object, worker: object) -> None:
    """A dead process's gauges no longer count."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(getattr(worker, "pid", 0))  # type: ignore[no-untyped-call]
