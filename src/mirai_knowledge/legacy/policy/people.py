"""Plans people: users with their passwords, and experts, who have none."""

import re
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass, field

from mirai_knowledge.accounts.schemas.people import EMAIL, LOGIN_NAME, normal_login_name
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.legacy.policy.fields import KEPT, Fields
from mirai_knowledge.legacy.policy.findings import Findings
from mirai_knowledge.legacy.policy.raw import without_secrets
from mirai_knowledge.legacy.policy.vocabulary import Vocabularies
from mirai_knowledge.legacy.schemas import findings as kinds
from mirai_knowledge.legacy.schemas.planned import PlannedPerson
from mirai_knowledge.legacy.schemas.source import Record, Refused

BCRYPT = re.compile(r"\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}")
SECOND_FACTOR = ("mfa_secret", "mfa_backup_codes", "totp_secret")
NAME_LIMIT, EMAIL_LIMIT, LOGIN_LIMIT = 100, 254, 64

NO_SIGN_IN = "移行した専門家です。サインインするには、管理者が有効にしてパスワードを発行します。"
SHARED = "移行元で複数の人が同じパスワードを使っていたため、無効で取り込みました。"
KNOWN = "移行元のパスワードが広く知られたデモ用のものだったため、無効で取り込みました。"
UNUSABLE = "移行元のパスワードを引き継げないため、無効で取り込みました。"
TAKEN = "移行元のログイン名がすでに使われていたため、別のログイン名で、無効で取り込みました。"
INACTIVE = "移行元で無効でした。"


@dataclass(slots=True)
class PeopleContext:
    """What the plan of people needs besides the records. `weak` are hashes of known passwords, `taken` login names of others."""

    findings: Findings
    vocabularies: Vocabularies
    weak: Collection[str] = frozenset()
    taken: Container[str] = frozenset()
    _shared: frozenset[str] = frozenset()
    _logins: set[str] = field(default_factory=set)

    def free_login(self, wanted: str, origin_id: str) -> str:
        """The wanted login name, or one made of it and the id when somebody has that."""
        name, number = wanted, 1
        while name in self.taken or name in self._logins:
            tail = f"-{origin_id.lower()}" if number == 1 else f"-{origin_id.lower()}-{number}"
            name, number = f"{wanted[: LOGIN_LIMIT - len(tail)]}{tail}", number + 1
        self._logins.add(name)
        return name

    def note_shared(self, records: Iterable[Record]) -> None:
        """From now on passwords that several of these users have count as shared."""
        counts: defaultdict[str, int] = defaultdict(int)
        for record in records:
            counts[str(record.raw.get("password_hash"))] += 1
        self._shared = frozenset(text for text, count in counts.items() if count > 1)

    def is_shared(self, password_hash: str) -> bool:
        """Whether several users have this password."""
        return password_hash in self._shared


def plan_users(records: list[Record], context: PeopleContext) -> Iterator[PlannedPerson | Refused]:
    """Each user as a person with a password, disabled when that is shared, known or unusable."""
    context.note_shared(records)
    for record in records:
        yield _plan_user(record, context)


def plan_experts(records: Iterable[Record], context: PeopleContext) -> Iterator[PlannedPerson | Refused]:
    """Each expert as a person with the expert's role who cannot sign in."""
    for record in records:
        yield _plan_expert(record, context)


def note_doubled(people: Iterable[PlannedPerson], findings: Findings) -> None:
    """Reports names and addresses that several people have; they stay several people."""
    for kind, field_name in ((kinds.DUPLICATE_NAME, "name"), (kinds.DUPLICATE_EMAIL, "email")):
        groups: defaultdict[str, list[PlannedPerson]] = defaultdict(list)
        for person in people:
            text = person.name if field_name == "name" else person.email
            if text:
                groups["".join(text.casefold().split())].append(person)
        for group in groups.values():
            for person in group if len(group) > 1 else ():
                others = "、".join(str(other.origin) for other in group)
                findings.add(kind, person.origin, "別の人として取り込む。まとめるのは人が行う", field=field_name, value=others)


def _plan_user(record: Record, context: PeopleContext) -> PlannedPerson | Refused:
    fields = Fields(record.origin, record.raw, context.findings)
    typed = fields.line("username", limit=LOGIN_LIMIT)
    if typed is None:
        fields.note(kinds.RECORD_INCOMPLETE, "取り込まず、原文だけを保存", field="username")
        return Refused(record.origin, without_secrets(record.raw), record.digest, "ログイン名がない")
    wanted = _usable_login(fields, typed)
    login = context.free_login(wanted, record.origin.id)
    password, must_change, reason = _password(fields, context)
    if login != wanted:
        fields.note(kinds.DUPLICATE_LOGIN, f"「{login}」として無効で取り込む", field="username", value=wanted)
        reason = reason or TAKEN
    if fields.flag("is_active") is False:
        reason = reason or INACTIVE
    for key in SECOND_FACTOR:
        if fields.conceal(key):
            fields.note(kinds.FIELD_SECRET, "保存しない。二段階認証は本人がもう一度設定する", field=key)
    roles = _roles(fields, context)
    name = fields.line("full_name", limit=NAME_LIMIT)
    if name is None:
        fields.note(kinds.FIELD_ABSENT, "ログイン名を氏名にする", field="full_name")
    fields.reference("id")
    return PlannedPerson(
        origin=record.origin,
        raw=without_secrets(record.raw),
        digest=record.digest,
        login_name=login,
        name=name or typed,
        email=_email(fields),
        department=fields.line("department", limit=NAME_LIMIT),
        roles=roles,
        active=reason is None,
        disabled_reason=reason,
        password_hash=password,
        must_change=must_change,
        created_at=fields.instant("created_at"),
        attributes=without_secrets(fields.leave_rest()),
    )


def _plan_expert(record: Record, context: PeopleContext) -> PlannedPerson | Refused:
    fields = Fields(record.origin, record.raw, context.findings)
    name = fields.line("name", limit=NAME_LIMIT)
    if name is None:
        fields.note(kinds.RECORD_INCOMPLETE, "取り込まず、原文だけを保存", field="name")
        return Refused(record.origin, record.raw, record.digest, "氏名がない")
    answers, best = fields.whole("answer_count"), fields.whole("best_answer_count")
    if isinstance(answers, int) and isinstance(best, int) and best > answers:
        fields.note(kinds.CONTRADICTION, f"そのまま{KEPT}", field="best_answer_count", value="回答数より多いベストアンサー数")
    fields.note(kinds.PERSON_NO_SIGN_IN, "管理者が招くまで、サインインのない人として登録")
    fields.reference("id")
    return PlannedPerson(
        origin=record.origin,
        raw=record.raw,
        digest=record.digest,
        login_name=context.free_login(_login_of_id("expert", record.origin.id), record.origin.id),
        name=name,
        email=_email(fields),
        department=fields.line("department", limit=NAME_LIMIT),
        roles=("expert",),
        active=False,
        disabled_reason=NO_SIGN_IN,
        password_hash=None,
        must_change=True,
        created_at=fields.instant("created_at"),
        attributes=fields.leave_rest(),
    )


def _usable_login(fields: Fields, typed: str) -> str:
    login = normal_login_name(typed)
    if LOGIN_NAME.fullmatch(login) is not None:
        return login
    made = _login_of_id("user", fields.origin.id)
    fields.note(kinds.FIELD_UNREADABLE, f"「{made}」にし、元の値は{KEPT}", field="username", value=typed)
    fields.keep("username", typed)
    return made


def _login_of_id(prefix: str, origin_id: str) -> str:
    return f"{prefix}-{re.sub(r'[^a-z0-9._-]+', '-', origin_id.lower())}"[:LOGIN_LIMIT]


def _password(fields: Fields, context: PeopleContext) -> tuple[str | None, bool, str | None]:
    """The hash as it is (None: not usable), whether it must be changed, and why the person is disabled (None: is not)."""
    found: JsonValue = fields.conceal("password_hash")
    if not isinstance(found, str) or BCRYPT.fullmatch(found) is None:
        fields.note(kinds.PASSWORD_UNUSABLE, "無効で取り込む。管理者がパスワードを発行する", field="password_hash")
        return None, True, UNUSABLE
    if found in context.weak:
        fields.note(kinds.PASSWORD_KNOWN, "無効で取り込み、有効にした後は変更を求める", field="password_hash")
        return found, True, KNOWN
    if context.is_shared(found):
        fields.note(kinds.PASSWORD_SHARED, "無効で取り込み、有効にした後は変更を求める", field="password_hash")
        return found, True, SHARED
    return found, False, None


def _roles(fields: Fields, context: PeopleContext) -> tuple[str, ...]:
    codes: list[str] = []
    left: list[JsonValue] = []
    for word in fields.lines("roles", limit=NAME_LIMIT):
        meaning = context.vocabularies.meaning("role", word)
        context.findings.meant(fields.origin, "roles", meaning)
        if meaning.target is None:
            fields.note(kinds.VALUE_UNKNOWN, f"役割を付けず、値は{KEPT}", field="roles", value=word)
            left.append(word)
        elif meaning.target not in codes:
            codes.append(meaning.target)
    if left:
        fields.keep("roles", left)
    if not codes:
        fields.note(kinds.PERSON_ROLELESS, "役割なしで取り込む。管理者が役割を付ける", field="roles")
    return tuple(codes)


def _email(fields: Fields) -> str | None:
    address = fields.line("email", limit=EMAIL_LIMIT)
    if address is None or EMAIL.fullmatch(address) is not None:
        return address
    fields.note(kinds.FIELD_UNREADABLE, f"空として扱い、値は{KEPT}", field="email", value=address)
    fields.keep("email", address)
    return None
