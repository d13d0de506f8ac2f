"""CSRF protection of the two calls that carry the session cookie: refresh and logout.

The page reads a second cookie and sends it back as a header; the value is bound to the session's token by an HMAC,
so a planted cookie is of no use. All other calls carry a bearer token, which no foreign page can add.
"""

import hashlib
import hmac

from litestar import Request
from litestar.datastructures import State

from mirai_knowledge.edge.errors import CsrfRefused

CSRF_COOKIE = "mks_csrf"
CSRF_HEADER = "X-CSRF-Token"


def csrf_token(secret: str, refresh_token: str) -> str:
    """The proof that belongs to this session token."""
    return hmac.new(secret.encode(), b"csrf:" + refresh_token.encode(), hashlib.sha256).hexdigest()


def require_csrf(request: Request[None, None, State], secret: str, refresh_token: str) -> None:
    """Returns when header and cookie both carry the proof of this session token; raises CsrfRefused otherwise."""
    expected = csrf_token(secret, refresh_token).encode()
    sent = (request.headers.get(CSRF_HEADER, ""), request.cookies.get(CSRF_COOKIE, ""))
    if not all(hmac.compare_digest(value.encode(), expected) for value in sent):
        raise CsrfRefused("安全のため処理を中止しました。画面を再読み込みしてから、もう一度お試しください。")
