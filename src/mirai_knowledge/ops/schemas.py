"""What operations report and what pages send to the log."""

from typing import Annotated, Literal

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field

State = Literal["ok", "degraded", "down"]


class Check(Struct, frozen=True):
    """One line of the health report: a lasting name, a state, what it means in words, and the figure behind it."""

    name: str
    name_ja: str
    state: State
    message: str
    value: float | None = None


class Readiness(Struct, frozen=True):
    """Whether the system can do its work; the worst check decides."""

    status: State
    checks: list[Check]


class Liveness(Struct, frozen=True):
    """The process answers."""

    status: Literal["ok"] = "ok"


class SignInHint(Struct, frozen=True):
    """A demonstration person one may sign in as. Never given out in production."""

    login_name: str
    password: str
    name: str
    role: str


class Version(Struct, frozen=True):
    """Which version runs, where."""

    version: str
    env: str
    sign_in_hints: list[SignInHint]


class ClientError(BaseModel):
    """An error a web page met. Texts are cut by the page; the server refuses longer ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["error", "unhandled_rejection", "render", "request", "other"]
    message: Annotated[str, Field(max_length=2000)]
    page: Annotated[str, Field(max_length=500)]
    stack: Annotated[str | None, Field(max_length=8000)] = None
    user_agent: Annotated[str | None, Field(max_length=500)] = None
    release: Annotated[str | None, Field(max_length=80)] = None


class CspReport(BaseModel):
    """What a browser reports when the content security policy stopped something; only what we use of it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    report: Annotated[dict[str, object], Field(alias="csp-report")]


class TraceLine(Struct, frozen=True):
    """One thing that happened on behalf of a request."""

    at: str
    source: Literal["log", "audit", "event", "job", "receipt", "delivery"]
    what: str
    detail: dict[str, object]


class JobRow(Struct, frozen=True):
    """A job that waits or has failed for good."""

    number: int
    name: str
    status: str
    tries: int
    scheduled_at: str | None
