"""What a good password is, in messages that name the remedy, and how an initial one is made.

Length, guessability (zxcvbn, which knows names, words and keyboard patterns), known breaches, and difference from the
one before. No forced rotation and no rules about kinds of characters: they make passwords worse.
"""

import secrets
import threading
import unicodedata
from collections.abc import Iterable

from zxcvbn import zxcvbn
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.text import fold

MIN_CHARACTERS = 12
MAX_CHARACTERS = 256
MIN_SCORE = 3
MIN_OWN_CHARACTERS = 8
"""Characters that must remain when words about the person and the product are taken out."""
# zxcvbn takes time by the square of the length and refuses more than this.
JUDGED_CHARACTERS = 72
PRODUCT_WORDS = ("mirai", "knowledge", "systems", "mks", "みらい", "ミライ", "ナレッジ")

# Two letters each, as they are read in Japanese; those that are spelled in two ways (si, shi) are left out.
_SYLLABLES = tuple(
    first + vowel
    for first, vowels in {
        "k": "aiueo",
        "s": "aue",
        "t": "aeo",
        "n": "aiueo",
        "h": "aieo",
        "m": "aiueo",
        "r": "aiueo",
        "w": "a",
    }.items()
    for vowel in vowels
)
_GROUPS = 5

# zxcvbn keeps the words about the person in a variable of its module.
_judging = threading.Lock()


def normal_password(password: str) -> str:
    """The form a password is hashed in: typed full-width or half-width, it is the same one."""
    return unicodedata.normalize("NFKC", password)


def new_initial_password() -> str:
    """A fresh password to read out and type once, such as `kemo-tari-suwa-nohi-maku-47`: about 55 bits."""
    groups = ("".join(secrets.choice(_SYLLABLES) for _ in range(2)) for _ in range(_GROUPS))
    return "-".join((*groups, f"{secrets.randbelow(90) + 10}"))


class PasswordPolicy:
    """Judges new passwords. `breached` are further known ones besides zxcvbn's list of 30,000."""

    def __init__(self, breached: Iterable[str] = ()) -> None:
        known = (*FREQUENCY_LISTS["passwords"], *breached)
        self._breached = frozenset(fold(word) for word in known if len(word) >= MIN_CHARACTERS)

    def find_faults(
        self, password: str, *, about: Iterable[str | None] = (), former: str | None = None, field: str = "new_password"
    ) -> tuple[FieldError, ...]:
        """Every reason to refuse the password, none when it is good. `about` are words about the person."""
        chosen = normal_password(password)
        if len(chosen) < MIN_CHARACTERS:
            message = (
                f"{MIN_CHARACTERS}文字以上にしてください（いま{len(chosen)}文字）。"
                "関係のない言葉を3つ以上つなげると、覚えやすく安全です。"
            )
            return (FieldError(field, "password.too_short", message),)
        if len(chosen) > MAX_CHARACTERS:
            return (FieldError(field, "password.too_long", f"{MAX_CHARACTERS}文字以内にしてください。"),)
        if former is not None and normal_password(former) == chosen:
            return (FieldError(field, "password.same", "現在のパスワードと同じです。別のパスワードにしてください。"),)
        if fold(chosen) in self._breached:
            message = "流出したことが知られているパスワードです。ほかで使っていない、新しいものにしてください。"
            return (FieldError(field, "password.breached", message),)
        words = _words(about)
        if len(_without(words, fold(chosen))) < MIN_OWN_CHARACTERS or _score(chosen, words) < MIN_SCORE:
            message = (
                "推測されやすいパスワードです。氏名・ログイン名・会社名・よくある言葉・連続した文字や繰り返しを避け、"
                "関係のない言葉を3つ以上つなげてください。"
            )
            return (FieldError(field, "password.too_weak", message),)
        return ()


def _words(about: Iterable[str | None]) -> list[str]:
    words: set[str] = set(PRODUCT_WORDS)
    for text in about:
        for part in fold(text or "").replace("@", " ").replace(".", " ").replace("-", " ").replace("_", " ").split():
            if len(part) > 1:
                words.add(part)
    return sorted(words)


def _without(words: list[str], password: str) -> str:
    for word in sorted(words, key=len, reverse=True):
        password = password.replace(word, "")
    return password


def _score(password: str, words: list[str]) -> int:
    with _judging:
        result = zxcvbn(fold(password)[:JUDGED_CHARACTERS], user_inputs=words)
    score: int = result["score"]
    return score
