"""Settings: declared once, read at the entry, passed down. Nothing else reads the environment."""

import contextlib
import difflib
import os
import re
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from pydantic_settings import SettingsError as UnreadableValue

from mirai_knowledge.kernel.faults import sentence
from mirai_knowledge.kernel.text import os_words

Environment = Literal["development", "production", "test"]
MIN_SECRET_BYTES = 32
OTHERS = frozenset({"MKS_PYTHON", "MKS_RUN_QUIET", "MKS_RUN_APP_URL"})
"""Names in the environment that are no settings: for make and the scripts, and from the supervisor to its processes."""


class SettingsError(Exception):
    """A setting is missing or wrong. The text is one line that names it and the remedy."""


class Settings(BaseSettings):
    """Every setting of the program. Names in the environment begin with `MKS_`, apart from `DATABASE_URL`."""

    model_config = SettingsConfigDict(env_prefix="MKS_", frozen=True, extra="ignore", env_ignore_empty=True)

    env: Environment = Field(default="development", description="development, test or production")
    home: Path = Field(default=Path("var"), description="Folder of everything the program writes: database, files, index, keys")
    database_url: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("DATABASE_URL", "database_url"),
        description="PostgreSQL of the application role; without it an embedded PostgreSQL is used",
    )
    database_owner_url: SecretStr | None = Field(
        default=None, description="PostgreSQL of the owner role: migrations, partitions, retention"
    )
    jwt_secret_key: SecretStr = Field(
        default=SecretStr(""), description="Key of the access tokens, 32 bytes or more; required in production"
    )
    public_url: str = Field(default="", description="Address under which people reach the system; default http://localhost:PORT")
    bind: str = Field(default="127.0.0.1", description="Address the web server listens on")
    port: int = Field(default=5100, ge=1, le=65535, description="Port the web server listens on")
    web_workers: int = Field(default=3, ge=1, le=64, description="Number of web processes")
    web_threads: int = Field(
        default=12, ge=1, le=64, description="Requests handled at once by one web process; also its database connections"
    )
    allowed_hosts: tuple[str, ...] = Field(
        default=(), description="Host names answered, besides that of the public address; JSON list"
    )
    trusted_proxies: tuple[str, ...] = Field(
        default=(), description="Addresses of proxies whose X-Forwarded-For is believed; JSON list"
    )
    cors_origins: tuple[str, ...] = Field(
        default=(), description="Origins of other web pages that may call the API; JSON list, default none"
    )
    http_proxy: str = Field(default="", description="Proxy for outgoing calls")
    ca_bundle: Path | None = Field(
        default=None, description="Certificates trusted for outgoing calls, in addition to the usual ones"
    )
    outbound: Literal["open", "held"] = Field(
        default="open", description="held: nothing leaves the system (mail, Teams, push); deliveries are kept and shown"
    )
    outbound_own_hosts: tuple[str, ...] = Field(
        default=(),
        description="Host names in the own network that Teams addresses and push may reach, also without HTTPS; JSON list",
    )
    mail_host: str = Field(default="", description="SMTP server; without it mails are kept in the outbox page and not sent")
    mail_port: int = Field(default=587, ge=1, le=65535, description="Port of the SMTP server")
    mail_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="starttls (port 587), tls from the first byte (port 465), or none (own network)"
    )
    mail_user: str = Field(default="", description="Name at the SMTP server; default none")
    mail_password: SecretStr | None = Field(default=None, description="Password at the SMTP server")
    mail_password_file: Path | None = Field(default=None, description="File that holds that password, instead of the setting")
    mail_from: str = Field(default="", description="Sender of all mails; default no-reply@ and the host of the public address")
    mail_from_name: str = Field(default="ミライ ナレッジ", description="Name of the sender as people read it")
    push_contact: str = Field(
        default="", description="mailto: or https: address by which push services reach the operator; default from the sender"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", description="Least level that is logged")
    body_limit_mb: int = Field(default=4, ge=1, le=100, description="Largest request body in MB; larger files come in parts")
    blob_store: Literal["local", "s3"] = Field(
        default="local", description="Where files are kept: local (below MKS_HOME) or s3 (a bucket)"
    )
    blob_s3_bucket: str = Field(default="", description="Bucket of the files, with MKS_BLOB_STORE=s3")
    blob_s3_prefix: str = Field(default="", description="Beginning of the names in the bucket, default none")
    blob_s3_endpoint: str = Field(default="", description="Address of S3-compatible storage; default that of AWS")
    blob_s3_region: str = Field(default="", description="Region of the bucket")
    blob_s3_access_key_id: SecretStr | None = Field(
        default=None, description="Key of the storage; without it that of the machine's role is used"
    )
    blob_s3_secret_access_key: SecretStr | None = Field(default=None, description="Secret of that key")
    breached_passwords_file: Path | None = Field(
        default=None, description="Further known breached passwords, one a line, besides the built-in list"
    )
    brave_search_api_key: SecretStr | None = Field(
        default=None, description="Key of the outside web search; without it that is off"
    )
    demo: bool = Field(default=True, description="Load demonstration data into an empty development database")

    @field_validator("home")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @field_validator("ca_bundle", "breached_passwords_file", "mail_password_file")
    @classmethod
    def _readable(cls, value: Path | None) -> Path | None:
        if value is not None and not os.access(value, os.R_OK):
            raise ValueError(f"{value} を読めません。ファイルの場所と権限を確認してください。")
        return value

    @field_validator("public_url", "http_proxy", "blob_s3_endpoint")
    @classmethod
    def _address(cls, value: str) -> str:
        if value and not _is_origin(value):
            raise ValueError("https://knowledge.example.co.jp:8443 の形で、ホスト名とポートまでを指定してください。")
        return value

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        key = self.jwt_secret_key.get_secret_value()
        self._consistent_mail()
        if self.env == "production" and not key:
            raise ValueError(f"本番では MKS_JWT_SECRET_KEY が必要です（{MIN_SECRET_BYTES} バイト以上）。")
        if key and len(key.encode()) < MIN_SECRET_BYTES:
            raise ValueError(f"MKS_JWT_SECRET_KEY は {MIN_SECRET_BYTES} バイト以上にしてください。")
        if self.blob_store == "s3" and not self.blob_s3_bucket:
            raise ValueError("MKS_BLOB_STORE=s3 のときは、MKS_BLOB_S3_BUCKET を指定してください。")
        if (self.blob_s3_access_key_id is None) != (self.blob_s3_secret_access_key is None):
            raise ValueError("MKS_BLOB_S3_ACCESS_KEY_ID と MKS_BLOB_S3_SECRET_ACCESS_KEY は、両方を指定してください。")
        if (self.database_url is None) != (self.database_owner_url is None):
            raise ValueError("DATABASE_URL と MKS_DATABASE_OWNER_URL は、両方を指定してください（二つの役割を使います）。")
        return self

    def _consistent_mail(self) -> None:
        if self.mail_password is not None and self.mail_password_file is not None:
            raise ValueError("MKS_MAIL_PASSWORD と MKS_MAIL_PASSWORD_FILE は、どちらか一つだけを指定してください。")
        if self.mail_from and (self.mail_from.count("@") != 1 or not self.mail_from.isascii() or " " in self.mail_from):
            raise ValueError("MKS_MAIL_FROM は knowledge@example.co.jp の形で指定してください。")
        if self.push_contact and not self.push_contact.startswith(("mailto:", "https://")):
            raise ValueError("MKS_PUSH_CONTACT は mailto: または https:// で始まる宛先を指定してください。")

    @property
    def embedded(self) -> bool:
        """Whether the database is the embedded one under `home`."""
        return self.database_url is None

    @property
    def log_folder(self) -> Path:
        """Where the log file is."""
        return self.home / "log"

    @property
    def metrics_folder(self) -> Path:
        """Where the processes of this installation keep their figures for each other."""
        return self.home / "run" / f"metrics-{self.port}"

    @property
    def base_url(self) -> str:
        """The public address without a trailing slash."""
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def mail_sender(self) -> str:
        """The address all mails come from."""
        return self.mail_from or f"no-reply@{urlsplit(self.base_url).hostname}"

    def masked(self) -> dict[str, str]:
        """Every setting by its name in the environment, secrets as asterisks."""
        shown: dict[str, str] = {}
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, SecretStr):
                value = "********" if value.get_secret_value() else ""
            shown[environment_name(name)] = "" if value is None else str(value)
        return shown


def environment_name(field: str) -> str:
    """The name of a setting in the environment."""
    return "DATABASE_URL" if field == "database_url" else f"MKS_{field.upper()}"


def load_settings() -> Settings:
    """The settings of the environment; raises SettingsError with one clear line.

    Outside production a missing token key is made once and kept in `home`, so that sign-ins survive a restart.
    """
    _refuse_unknown(os.environ)
    try:
        settings = Settings()
        if not settings.jwt_secret_key.get_secret_value():
            key = kept_secret(settings.home / "jwt_secret_key")
            settings = settings.model_copy(update={"jwt_secret_key": SecretStr(key)})
        return settings
    except ValidationError as fault:
        first = fault.errors()[0]
        message = sentence(first)
        if not first["loc"]:
            raise SettingsError(message) from None
        raise SettingsError(f"{environment_name(str(first['loc'][0]))}: {message}") from None
    except UnreadableValue as fault:
        # Said of lists alone: everything else is read as it stands.
        field = re.search(r'"(\w+)"', str(fault))
        name = environment_name(field[1]) if field else "MKS_"
        raise SettingsError(f'{name}: JSON の一覧の形で指定してください（例 ["knowledge.example.co.jp"]）。') from None
    except OSError as fault:
        raise SettingsError(f"MKS_HOME: {fault.filename}: {os_words(fault)}") from None


def _is_origin(address: str) -> bool:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    beyond = parts.path.strip("/") or parts.query or parts.fragment
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and port != 0 and not beyond


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    # A mistyped name would leave the default in force without a word, in production for years.
    known = {environment_name(name) for name in Settings.model_fields} | OTHERS
    for name in sorted(environment):
        if name.upper().startswith("MKS_") and name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, n=1)
            remedy = f"{near[0]} のことですか。" if near else "設定の名前は docs/reference/settings.md にあります。"
            raise SettingsError(f"{name}: この名前の設定はありません。{remedy}")


def kept_secret(path: Path, make: Callable[[], str] = lambda: secrets.token_urlsafe(48)) -> str:
    """The secret in that file, made once and readable by nobody else; of several processes that begin at once one makes it, and
    none reads it half written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        try:
            with open(draft, "x", opener=_private, encoding="ascii") as file:
                file.write(make())
                file.flush()
                os.fsync(file.fileno())
            # A link appears whole or not at all, and never in place of another's.
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    return path.read_text().strip()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
