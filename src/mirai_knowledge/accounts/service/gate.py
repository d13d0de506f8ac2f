"""What sign-in needs beside the database: one a process, made from the settings by the entry."""

from dataclasses import dataclass

from mirai_knowledge.accounts.policy import PasswordPolicy
from mirai_knowledge.accounts.service.hashing import Hasher
from mirai_knowledge.accounts.service.tokens import Tokens
from mirai_knowledge.kernel.config import Settings, SettingsError


@dataclass(frozen=True, slots=True)
class Gate:
    """Hashing, tokens and the password policy of this installation."""

    hasher: Hasher
    tokens: Tokens
    passwords: PasswordPolicy


def open_gate(settings: Settings) -> Gate:
    """The gate of these settings; raises SettingsError when the file of breached passwords cannot be read."""
    return Gate(Hasher(), tokens_of(settings), PasswordPolicy(_breached(settings)))


def tokens_of(settings: Settings) -> Tokens:
    """The tokens of the installation that these settings describe."""
    return Tokens(settings.jwt_secret_key.get_secret_value(), issuer=settings.base_url)


def _breached(settings: Settings) -> list[str]:
    path = settings.breached_passwords_file
    if path is None:
        return []
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise SettingsError(f"MKS_BREACHED_PASSWORDS_FILE: {path}: {fault}") from fault
