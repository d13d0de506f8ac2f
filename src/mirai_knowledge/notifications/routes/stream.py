"""News of one's notices while they happen: server-sent events over one listening connection of the process."""

import asyncio
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Annotated

import msgspec
from litestar import get
from litestar.params import QueryParameter
from litestar.response import Stream

from mirai_knowledge import edge
from mirai_knowledge.edge.ports import Claims, Edge
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.db import DatabaseAway
from mirai_knowledge.kernel.errors import Unauthenticated
from mirai_knowledge.kernel.listening import Listener, is_ending
from mirai_knowledge.notifications import queries
from mirai_knowledge.notifications.errors import TooManyStreams
from mirai_knowledge.notifications.policy import P_020
from mirai_knowledge.notifications.service.notices import LIVE

BEAT_SECONDS = 20.0
MOST_SECONDS = 900
MOST_OF_PROCESS = 500
MOST_OF_PERSON = 12
# Few, since each takes a connection of the process while it asks.
_askers = ThreadPoolExecutor(2, thread_name_prefix="mks-stream")
_listeners: dict[str, Listener] = {}
Seconds = Annotated[int, QueryParameter(ge=0, le=MOST_SECONDS, description="開いておく秒数。0 は今の状態だけ")]


@get(
    "/api/v1/notices/stream",
    media_type="text/event-stream",
    opt={"rule": P_020},
    tags=["お知らせ"],
    summary="お知らせの変化を受け取り続ける（server-sent events）",
)
async def stream_notices(request: edge.HttpRequest, seconds: Seconds = 0) -> Stream:
    """How many of my notices are unread: now, and whenever that changes; a sign of life every 20 s; the end with its reason."""
    services, claims, address = edge.edge_of(request), edge.claims_of(request), edge.address_of(request)
    ask = partial(_unread, services, claims, address)
    unread = await _asked(ask)
    if not seconds:
        return _stream(_once(unread))
    listener = _listener(services.database.url)
    key = claims.person_id.hex
    if listener.readers >= MOST_OF_PROCESS or listener.readers_of(key) >= MOST_OF_PERSON:
        raise TooManyStreams("しばらくのあいだ、お知らせは1分ごとに確認します。", extra={"retry_after": 60})
    until = time.monotonic() + min(seconds, claims.expires_at - clock.now().timestamp())
    return _stream(_events(listener, key, ask, until))


async def _events(listener: Listener, key: str, ask: "partial[int]", until: float) -> AsyncIterator[bytes]:
    last = -1
    with listener.waiting_for(key) as news:
        news.set()
        while (left := until - time.monotonic()) > 0:
            try:
                await asyncio.wait_for(news.wait(), min(BEAT_SECONDS, left))
            except TimeoutError:
                yield b": beat\n\n"
            news.clear()
            if is_ending():
                break
            try:
                # Asked as the person: so the end of the session is noticed, too.
                unread = await _asked(ask)
            except Unauthenticated:
                yield _event("end", {"reason": "session"})
                return
            except DatabaseAway:
                continue
            if unread != last:
                last = unread
                yield _event("unread", {"unread": unread})
    yield _event("end", {"reason": "renew"})


async def _once(unread: int) -> AsyncIterator[bytes]:
    yield _event("unread", {"unread": unread})


def _unread(services: Edge, claims: Claims, address: str | None) -> int:
    with services.database.begin(read_only=True) as tx:
        actor = services.actors.load(tx, claims, address=address)
        return queries.get_unread_count(tx, actor)


async def _asked(ask: "partial[int]") -> int:
    return await asyncio.get_running_loop().run_in_executor(_askers, ask)


def _listener(url: str) -> Listener:
    return _listeners.setdefault(url, Listener(url, LIVE))


def _event(name: str, data: dict[str, object]) -> bytes:
    return b"event: " + name.encode() + b"\ndata: " + msgspec.json.encode(data) + b"\n\n"


def _stream(events: AsyncIterator[bytes]) -> Stream:
    # A proxy that collects the answer before it hands it on would hold back the news.
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Stream(events, media_type="text/event-stream", headers=headers)


ROUTES = (stream_notices,)
