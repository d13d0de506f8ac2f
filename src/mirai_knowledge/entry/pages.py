"""The web page: index.html with this request's nonce for every address of the page, and its files by hash."""

from pathlib import Path

import msgspec
from litestar import MediaType, Response, get
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.router import Router
from litestar.static_files import create_static_files_router

from mirai_knowledge.edge import HttpRequest, conditional
from mirai_knowledge.edge.envelope import NONCE
from mirai_knowledge.edge.policy import PUBLIC

OPENAPI_JSON = "application/vnd.oai.openapi+json"
PLACEHOLDER = "__CSP_NONCE__"
NOT_BUILT = """<!doctype html><html lang="ja"><meta charset="utf-8"><title>準備中</title>
<h1>画面がまだ作られていません</h1><p><code>make install</code> を実行してから、画面を開き直してください。</p></html>"""
SERVER_ADDRESSES = ("api", "metrics", "assets")


def page_routes(folder: Path) -> list[HTTPRouteHandler | Router]:
    """Handlers of the page as it was built into `folder`; says so when it was not built."""
    page = _Built(folder / "index.html")
    docs = _Built(folder / "api-docs" / "index.html")

    @get("/", media_type=MediaType.HTML, include_in_schema=False, sync_to_thread=False, opt={"rule": PUBLIC})
    def show_start(request: HttpRequest) -> Response[str]:
        return _page(request, page.html())

    @get("/{path:path}", media_type=MediaType.HTML, include_in_schema=False, sync_to_thread=False, opt={"rule": PUBLIC})
    def show_page(request: HttpRequest, path: FromPath[Path]) -> Response[str]:
        first = path.parts[1] if len(path.parts) > 1 else ""
        if first in SERVER_ADDRESSES or _is_file(folder, path):
            return _file(folder, path, first)
        return _page(request, page.html())

    @get("/api/v1/openapi.json", media_type=OPENAPI_JSON, include_in_schema=False, sync_to_thread=True, opt={"rule": PUBLIC})
    def show_openapi(request: HttpRequest) -> Response[bytes]:
        return conditional(request, msgspec.json.encode(request.app.openapi_schema.to_schema()))

    @get("/api/v1/docs", media_type=MediaType.HTML, include_in_schema=False, sync_to_thread=False, opt={"rule": PUBLIC})
    def show_api_docs(request: HttpRequest) -> Response[str]:
        return _page(request, docs.html())

    handlers: list[HTTPRouteHandler | Router] = [show_start, show_page, show_openapi, show_api_docs]
    built = [name for name in ("assets", "api-docs") if (folder / name).is_dir()]
    return [*handlers, *(_files(folder / name, f"/{name}", hashed=name == "assets") for name in built)]


def _files(folder: Path, address: str, *, hashed: bool) -> Router:
    cache = "public, max-age=31536000, immutable" if hashed else "public, max-age=3600"

    def remember(response: Response[object]) -> Response[object]:
        response.headers["Cache-Control"] = cache
        return response

    return create_static_files_router(
        path=address, directories=[folder], after_request=remember, include_in_schema=False, opt={"rule": PUBLIC}
    )


class _Built:
    """A page as it was built last: a build under a running server changes the names of the files it leads to."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: tuple[int, str] = (0, NOT_BUILT)

    def html(self) -> str:
        """The page, read again only when it was written since."""
        try:
            written = self._path.stat().st_mtime_ns
            if written != self._read[0]:
                self._read = (written, self._path.read_text(encoding="utf-8"))
        except OSError:  # the build replaces it just now, or there was none
            return self._read[1]
        return self._read[1]


def _page(request: HttpRequest, html: str) -> Response[str]:
    nonce: str = request.scope["state"][NONCE]
    return Response(html.replace(PLACEHOLDER, nonce), media_type=MediaType.HTML, headers={"Cache-Control": "no-store"})


def _is_file(folder: Path, path: Path) -> bool:
    return len(path.parts) == 2 and path.name != "index.html" and (folder / path.name).is_file()


TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".json": "application/json",
}


def _file(folder: Path, path: Path, first: str) -> Response[str]:
    if first in SERVER_ADDRESSES:
        raise NotFoundException
    kind = TYPES.get(path.suffix, "application/octet-stream")
    content: object = (folder / path.name).read_bytes()
    return Response(content, media_type=kind, headers={"Cache-Control": "no-cache"})  # type: ignore[arg-type]
