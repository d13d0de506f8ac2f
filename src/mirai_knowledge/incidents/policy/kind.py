"""What incidents bring to the port of kinds."""

from collections.abc import Iterator

from mirai_knowledge.documents.policy.content import as_json, fit
from mirai_knowledge.documents.policy.markdown import render
from mirai_knowledge.documents.schemas.kinds import Content, Item, Projection, Section
from mirai_knowledge.incidents.model import STATE_NAMES
from mirai_knowledge.incidents.policy.reading import as_markdown, facts_of, person_text, when_text
from mirai_knowledge.incidents.policy.rules import INVESTIGATE
from mirai_knowledge.incidents.schemas import IncidentContent
from mirai_knowledge.incidents.schemas.codes import CAUSE_FIELDS
from mirai_knowledge.kernel.errors import FieldError, JsonValue
from mirai_knowledge.kernel.rights import rule

P_161 = rule("P-161", "事故の公開範囲・現場・タグなどを変更できるのは、調査の権限を持つ人です", INVESTIGATE)
SUMMARY_CHARS = 200


class IncidentKind:
    """Incidents as documents see them. There is no draft: each save is in force at once."""

    code = "incident"
    name = "事故・ヒヤリ"
    prefix = "INC"
    schema_version = 1
    writes = P_161
    routed = False
    drafted = False
    states = STATE_NAMES

    def parse(self, content: Content) -> dict[str, JsonValue]:
        """Every field in its place, no character changed; raises ContentRefused."""
        return as_json(fit(IncidentContent, content))

    def find_gaps(self, content: Content) -> tuple[FieldError, ...]:
        """An incident has a title, a type, a time and says what happened; every row says something."""
        parsed = fit(IncidentContent, content)
        gaps = []
        if not parsed.title.strip():
            gaps.append(_gap("title", "題名を入力してください。"))
        if parsed.type is None:
            gaps.append(_gap("type", "種類を選んでください。"))
        if parsed.occurred_at is None:
            gaps.append(_gap("occurred_at", "発生した日時を入力してください。"))
        if not parsed.description.strip():
            gaps.append(_gap("description", "何が起きたかを入力してください。"))
        rows = (
            ("timeline", "時系列", [row.title + row.text for row in parsed.timeline]),
            ("causes", "原因", [row.text for row in parsed.causes]),
            ("whys", "なぜなぜ分析", [row.text for row in parsed.whys]),
            ("actions", "是正処置", [row.text for row in parsed.actions]),
        )
        for field, name, texts in rows:
            for at, text in enumerate(texts):
                if not text.strip():
                    gaps.append(_gap(f"{field}.{at}.text", f"{name} {at + 1} を入力するか、行を削除してください。"))
        return tuple(gaps)

    def project(self, content: Content) -> Projection:
        """Title, the beginning of what happened, and the severity as importance."""
        parsed = fit(IncidentContent, content)
        return Projection(parsed.title, parsed.description[:SUMMARY_CHARS], parsed.severity, parsed.language)

    def sections(self, content: Content) -> tuple[Section, ...]:
        """The incident by its headings."""
        return render(as_markdown(fit(IncidentContent, content))).sections

    def items(self, content: Content) -> tuple[Item, ...]:
        """What is compared: each fact, and every row by itself."""
        return tuple(_items(fit(IncidentContent, content)))

    def markdown(self, content: Content) -> str:
        """The incident as it is read and printed."""
        return as_markdown(fit(IncidentContent, content))


def _items(parsed: IncidentContent) -> Iterator[Item]:
    yield Item("title", "題名", parsed.title)
    for name, value in facts_of(parsed):
        yield Item(f"fact:{name}", name, value)
    yield Item("description", "何が起きたか", parsed.description)
    yield Item("immediate", "応急の処置", parsed.immediate)
    for at, photo in enumerate(parsed.photos, 1):
        picture = f"attachment:{photo.picture}" if photo.picture else photo.address
        yield Item(f"photo:{photo.id}", f"写真 {at}", f"{photo.caption}\n{picture}".strip())
    for person in parsed.people:
        yield Item(f"person:{person.id}", person.label, person_text(person))
    for at, event in enumerate(parsed.timeline, 1):
        when = when_text(event.at) if event.at else ""
        yield Item(f"event:{event.id}", f"時系列 {at}", "\n".join(part for part in (when, event.title, event.text) if part))
    for at, cause in enumerate(parsed.causes, 1):
        yield Item(f"cause:{cause.id}", f"原因 {at}", f"{CAUSE_FIELDS.get(cause.field, '')}\n{cause.text}".strip())
    for at, why in enumerate(parsed.whys, 1):
        yield Item(f"why:{why.id}", f"なぜ {at}", why.text)
    for at, action in enumerate(parsed.actions, 1):
        yield Item(f"action:{action.id}", f"是正処置 {at}", action.text)


def _gap(field: str, message: str) -> FieldError:
    return FieldError(f"content.{field}", "value.missing", message)


INCIDENT = IncidentKind()
