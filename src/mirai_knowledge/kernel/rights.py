"""Rights and numbered permission rules, declared by the slices that own them.

A right is what a role can hold (`person.manage`); a rule is one numbered sentence of who may do what
(`P-011`). Refusals carry the number, tests carry it in their names, and the reference lists all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor, Scope
from mirai_knowledge.kernel.errors import ConfirmationRequired, Forbidden

CONFIRMED_FOR = timedelta(minutes=10)
"""How long a proof of who somebody is counts for what needs one (OWASP ASVS 5, 7.5.3: re-authentication)."""


@dataclass(frozen=True, slots=True)
class Right:
    """What a role can hold. `scopes` are the reaches it can be granted with, widest first."""

    code: str
    name: str
    scopes: tuple[Scope, ...] = ("all",)


@dataclass(frozen=True, slots=True)
class Rule:
    """One numbered sentence. `right` is what it asks for: a right, or None for "anybody signed in" or the public."""

    number: str
    text: str
    right: Right | None = None
    public: bool = False


_rights: dict[str, Right] = {}
_rules: dict[str, Rule] = {}


def declare(code: str, name: str, scopes: tuple[Scope, ...] = ("all",)) -> Right:
    """Makes a right known; the same code twice is a mistake of the program."""
    if code in _rights:
        raise ValueError(f"right {code} is declared twice")
    _rights[code] = Right(code, name, scopes)
    return _rights[code]


def rule(number: str, text: str, right: Right | None = None, *, public: bool = False) -> Rule:
    """Makes a numbered rule known; a number is used once and never again."""
    if number in _rules:
        raise ValueError(f"rule {number} is declared twice")
    _rules[number] = Rule(number, text, right, public)
    return _rules[number]


def all_rights() -> tuple[Right, ...]:
    """Every declared right, in the order of declaration."""
    return tuple(_rights.values())


def all_rules() -> tuple[Rule, ...]:
    """Every declared rule, in the order of the numbers."""
    return tuple(sorted(_rules.values(), key=lambda entry: entry.number))


def require(actor: Actor, entry: Rule, *, where: Callable[[], bool] | None = None) -> None:
    """Returns when the actor holds the rule's right (and `where` agrees); otherwise raises Forbidden with the number."""
    if entry.public:
        return
    held = actor.everything or (actor.person_id is not None if entry.right is None else actor.may(entry.right.code))
    if held and (where is None or actor.everything or where()):
        return
    raise Forbidden(f"{entry.text}（規則 {entry.number}）。必要なときは管理者に依頼してください。", rule=entry.number)


def require_confirmed(actor: Actor) -> None:
    """Returns for somebody who proved within the last ten minutes to be who they are, and for machine work and the console.

    Raises ConfirmationRequired otherwise. For what cannot be taken back and others rely on: a phone left on a table is
    enough to be signed in.
    """
    if actor.everything:
        return
    if actor.confirmed_at is None or clock.now() - actor.confirmed_at > CONFIRMED_FOR:
        raise ConfirmationRequired("大切な操作のため、ご本人であることを確かめます。パスワードを入力してください。")
