"""The web application: routes of all slices, the page, problem documents, figures. One instance a process."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from litestar import Litestar, Router
from litestar.concurrency import set_asyncio_executor
from litestar.config.compression import CompressionConfig
from litestar.config.cors import CORSConfig
from litestar.datastructures import State
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from mirai_knowledge import __version__, edge
from mirai_knowledge.audit import service as audit
from mirai_knowledge.edge import parameters
from mirai_knowledge.edge.envelope import Envelope
from mirai_knowledge.edge.openapi import COMPONENTS, ProblemsDocumented
from mirai_knowledge.edge.policy import PUBLIC
from mirai_knowledge.edge.problems import EXCEPTION_HANDLERS
from mirai_knowledge.edge.units import HttpRequest, remember_body
from mirai_knowledge.entry import wiring
from mirai_knowledge.entry.pages import page_routes
from mirai_knowledge.kernel import listening
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import WEB, Database
from mirai_knowledge.search.policy.wish import understood

API = "/api/v1"
WEB_FOLDER = Path(__file__).parent / "web"


def create_litestar(settings: Settings, database: Database) -> Litestar:
    """The Litestar application over an open database; closing it is the caller's."""
    # Sync handlers run in the loop's default executor otherwise, whose size has nothing to do with the pool's.
    set_asyncio_executor(ThreadPoolExecutor(settings.web_threads, thread_name_prefix="mks-web"))
    wiring.wire(settings)
    actors, shared = wiring.actor_source(settings), wiring.process_services(settings)
    services = edge.Edge(settings, database, actors, audit.record_export, shared)
    return Litestar(
        # In one router: registered one by one, handlers that share a path would be sent to a thread twice over.
        route_handlers=[Router(path="/", route_handlers=[*wiring.routes(), *page_routes(WEB_FOLDER)])],
        state=State({"edge": services}),
        exception_handlers=EXCEPTION_HANDLERS,
        before_request=_before_request,
        on_startup=[parameters.learn],
        request_max_body_size=settings.body_limit_mb * 1024 * 1024,
        openapi_config=_openapi(),
        plugins=[ProblemsDocumented()],
        cors_config=_cors(settings),
        # The page alone: what the API says is short, and compressing what holds a secret beside a caller's words tells of it.
        compression_config=CompressionConfig(backend="gzip", gzip_compress_level=6, exclude="^/(api|metrics)"),
        debug=False,
        logging_config=None,
        pdb_on_exception=False,
    )


def create_app(settings: Settings, database_url: str) -> ASGIApp:
    """The whole application as gunicorn serves it, over its own connections."""
    database = Database(
        database_url, size=settings.web_threads + 2, timeouts=WEB, name="mks-web", shared_clock=settings.env == "test"
    )
    litestar = create_litestar(settings, database)
    litestar.on_startup.append(_end_streams)
    litestar.on_shutdown.append(database.dispose)
    # The dictionary of the analyser takes half a second to read: not at the first search of somebody.
    threading.Thread(target=understood, args=("検索",), name="mks-dictionary", daemon=True).start()
    return wrap(litestar, settings)


def wrap(litestar: Litestar, settings: Settings) -> ASGIApp:
    """The application inside the layer of every request, behind trusted proxies where there are any."""
    app: ASGIApp = Envelope(litestar, settings)
    if settings.trusted_proxies:
        app = ProxyHeadersMiddleware(app, trusted_hosts=list(settings.trusted_proxies))  # type: ignore[arg-type, assignment]
    return app


async def _end_streams() -> None:
    # Otherwise a stop would wait for open streams until its patience is over.
    if threading.current_thread() is threading.main_thread():
        listening.end_with_signals()


async def _before_request(request: HttpRequest) -> None:
    parameters.refuse_unusable(request)
    await remember_body(request)


def _cors(settings: Settings) -> CORSConfig | None:
    if not settings.cors_origins:
        return None
    return CORSConfig(
        allow_origins=list(settings.cors_origins),
        allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
        allow_headers=[
            "Authorization",
            "Content-Type",
            "If-Match",
            "If-None-Match",
            "Idempotency-Key",
            "Upload-Offset",
            "X-Request-ID",
        ],
        expose_headers=["ETag", "Location", "Upload-Length", "Upload-Offset", "X-Request-ID", "Retry-After"],
    )


def _openapi() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Mirai Knowledge Systems API",
        version=__version__,
        # Litestar answers everything unknown below this path itself, as an English page: so it gets a corner of its own,
        # and the address people know is one of our routes.
        path=f"{API}/openapi",
        render_plugins=[JsonRenderPlugin(path="/document.json")],
        openapi_router=Router(f"{API}/openapi", route_handlers=[], opt={"rule": PUBLIC}, include_in_schema=False),
        components=COMPONENTS,
        security=[{"bearer": []}],
    )
