"""The page as it was built last, also when it is built anew under a running server."""

import os
from pathlib import Path

from litestar import Litestar
from litestar.testing import TestClient

from mirai_knowledge.edge import HttpRequest
from mirai_knowledge.edge.envelope import NONCE
from mirai_knowledge.entry.pages import page_routes


def test_a_page_that_is_built_anew_is_shown_without_a_restart(tmp_path: Path) -> None:
    def nonce(request: HttpRequest) -> None:
        request.scope["state"][NONCE] = "n"

    index = tmp_path / "index.html"
    with TestClient(Litestar(page_routes(tmp_path), before_request=nonce)) as client:
        assert "画面がまだ作られていません" in client.get("/").text
        for at, words in enumerate(("<p>first</p>", "<p>second</p>"), 1):
            index.write_text(words, encoding="utf-8")
            os.utime(index, (at, at))
            assert client.get("/documents").text == words
        index.unlink()
        assert client.get("/").text == "<p>second</p>", "a build in progress shows the page before it"
