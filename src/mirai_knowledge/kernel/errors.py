"""What can go wrong, as classes with a kind and a lasting code.

A kind becomes an HTTP status at the edge and an exit code in the CLI; a code is for ever: it stands in the
reference, has a Japanese title, and clients may decide by it. Slices derive their own errors from the kinds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias, Union

JsonValue: TypeAlias = Union[str, int, float, bool, Sequence["JsonValue"], Mapping[str, "JsonValue"], None]  # noqa: UP007


@dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong field: its dotted name as the caller wrote it, a lasting code, and what to do about it in Japanese."""

    field: str
    code: str
    message: str


_registry: dict[str, type["DomainError"]] = {}


class DomainError(Exception):
    """A refusal with a reason a person can act on.

    `detail` says in Japanese what happened and what to do; `fields` names every wrong field; `rule` is the number of
    the permission rule that refused; `extra` are further members of the problem document (such as `current`).
    """

    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1
    code: ClassVar[str] = ""
    title: ClassVar[str] = ""

    def __init__(
        self,
        detail: str = "",
        *,
        fields: tuple[FieldError, ...] = (),
        rule: str | None = None,
        extra: Mapping[str, JsonValue] | None = None,
    ) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.fields = fields
        self.rule = rule
        self.extra: Mapping[str, JsonValue] = extra or {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "code" not in cls.__dict__:
            return
        known = _registry.get(cls.code)
        if known is not None and known.__qualname__ != cls.__qualname__:
            raise TypeError(f"error code {cls.code!r} is taken by {known.__qualname__}")
        if not cls.title:
            raise TypeError(f"error {cls.__qualname__} has no title")
        _registry[cls.code] = cls


class Invalid(DomainError):
    """The input is wrong; nothing was written."""

    status = 422
    exit_code = 2
    code = "input.invalid"
    title = "入力内容を確認してください"


class Unreadable(DomainError):
    """The request itself could not be read (not JSON, wrong media type, bad query)."""

    status = 400
    exit_code = 2
    code = "request.unreadable"
    title = "送信内容を読み取れませんでした"


class Unauthenticated(DomainError):
    """Nobody is signed in, or the session is over."""

    status = 401
    exit_code = 3
    code = "auth.required"
    title = "サインインしてください"


class Forbidden(DomainError):
    """The actor may know that the thing exists, but may not do this."""

    status = 403
    exit_code = 4
    code = "right.missing"
    title = "この操作を行う権限がありません"


class ConfirmationRequired(DomainError):
    """The actor may do this, but has to prove once more to be who they are; then the same request is sent again."""

    status = 403
    exit_code = 4
    code = "auth.confirmation_required"
    title = "パスワードをもう一度入力してください"


class NotFound(DomainError):
    """There is no such thing, or the actor may not know that there is."""

    status = 404
    exit_code = 5
    code = "thing.not_found"
    title = "見つかりません"


class MethodNotAllowed(DomainError):
    """The address exists, the method does not."""

    status = 405
    exit_code = 2
    code = "request.method_not_allowed"
    title = "この操作には対応していません"


class Conflict(DomainError):
    """The state of things refuses the move."""

    status = 409
    exit_code = 6
    code = "state.conflict"
    title = "現在の状態ではこの操作を行えません"


class Stale(DomainError):
    """Somebody else changed the thing since it was read; `extra["current"]` holds it as it stands."""

    status = 412
    exit_code = 6
    code = "version.stale"
    title = "ほかの人が先に更新しました"


class TooLarge(DomainError):
    """The request is larger than the limit."""

    status = 413
    exit_code = 2
    code = "request.too_large"
    title = "送信するデータが大きすぎます"


class PreconditionRequired(DomainError):
    """The write needs an `If-Match` header and has none, or one that cannot be read."""

    status = 428
    exit_code = 2
    code = "version.required"
    title = "更新前の版を示す If-Match が必要です"


class TooMany(DomainError):
    """Too many tries; `extra["retry_after"]` is in seconds."""

    status = 429
    exit_code = 7
    code = "request.too_many"
    title = "短い時間に操作が集中しています"


class Unavailable(DomainError):
    """A part of the system is away; trying again later helps."""

    status = 503
    exit_code = 8
    code = "system.unavailable"
    title = "ただいま利用できません"


class Unexpected(DomainError):
    """A fault of ours. The details are in the log under the request id, never in the answer."""

    status = 500
    exit_code = 1
    code = "system.unexpected"
    title = "システムで問題が発生しました"


def all_errors() -> dict[str, type[DomainError]]:
    """Every error class by its code, in the order of the codes."""
    return dict(sorted(_registry.items()))
