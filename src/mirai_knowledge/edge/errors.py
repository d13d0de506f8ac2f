"""What can go wrong at the edge itself."""

from mirai_knowledge.kernel.errors import Conflict, Forbidden, Invalid, TooMany, Unavailable


class PasswordChangeRequired(Forbidden):
    """The person signed in with a password that was given out and must choose an own one first."""

    code = "auth.password_change_required"
    title = "先にパスワードを変更してください"


class CsrfRefused(Forbidden):
    """A call that carries the session cookie did not prove that it comes from our page."""

    code = "auth.csrf_refused"
    title = "画面を開き直してからもう一度お試しください"


class IdempotencyRunning(Conflict):
    """The same request is still being worked on."""

    code = "idempotency.running"
    title = "同じ操作を処理しています"


class IdempotencyMismatch(Invalid):
    """The key was used before with another request."""

    code = "idempotency.mismatch"
    title = "同じ操作番号が別の内容で使われています"


class IdempotencyUnreadable(Invalid):
    """The key is too long, or holds what a header cannot carry safely."""

    code = "idempotency.unreadable"
    title = "操作番号 (Idempotency-Key) を読み取れません"


class HostRefused(Forbidden):
    """The host name of the request is none of ours."""

    code = "request.host_refused"
    title = "このアドレスでは利用できません"


class Overloaded(Unavailable):
    """More requests wait than can be answered in useful time."""

    code = "system.overloaded"
    title = "ただいま混み合っています"


class RateLimited(TooMany):
    """One address sends more of these than a person would."""

    code = "request.rate_limited"
    title = "送信の間隔が短すぎます"
