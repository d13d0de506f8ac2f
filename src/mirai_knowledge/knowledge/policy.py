"""Who writes knowledge, and what it brings to the port of kinds."""

from collections.abc import Mapping

from mirai_knowledge.documents.policy.content import as_json, fit
from mirai_knowledge.documents.policy.markdown import render
from mirai_knowledge.documents.schemas.kinds import IMPORTANCE_NAMES, Content, Item, Projection, Section
from mirai_knowledge.kernel.errors import FieldError, JsonValue
from mirai_knowledge.kernel.rights import declare, rule
from mirai_knowledge.knowledge.schemas import KnowledgeContent

WRITE = declare("knowledge.write", "ナレッジを書く", ("all", "draft_only"))
P_080 = rule("P-080", "ナレッジを書けるのは、ナレッジを書く権限を持つ人です", WRITE)


class KnowledgeKind:
    """Knowledge as documents see it. No approval route covers it yet: who may publish brings it into force."""

    code = "knowledge"
    name = "ナレッジ"
    prefix = "KN"
    schema_version = 1
    writes = P_080
    routed = False
    drafted = True
    states: Mapping[str, str] = {}

    def parse(self, content: Content) -> dict[str, JsonValue]:
        """Every field in its place, no character changed; raises ContentRefused."""
        return as_json(fit(KnowledgeContent, content))

    def find_gaps(self, content: Content) -> tuple[FieldError, ...]:
        """An edition has a title and a body."""
        parsed = fit(KnowledgeContent, content)
        gaps = []
        if not parsed.title.strip():
            gaps.append(FieldError("content.title", "value.missing", "題名を入力してください。"))
        if not parsed.body.strip():
            gaps.append(FieldError("content.body", "value.missing", "本文を入力してください。"))
        return tuple(gaps)

    def project(self, content: Content) -> Projection:
        """Title, summary and importance as they were written."""
        parsed = fit(KnowledgeContent, content)
        return Projection(parsed.title, parsed.summary, parsed.importance, parsed.language)

    def sections(self, content: Content) -> tuple[Section, ...]:
        """The summary as a section of its own, then the body by its headings."""
        parsed = fit(KnowledgeContent, content)
        body = render(parsed.body).sections
        return (Section("", "", parsed.summary), *body) if parsed.summary else body

    def items(self, content: Content) -> tuple[Item, ...]:
        """What is compared: title, summary, importance, body."""
        parsed = fit(KnowledgeContent, content)
        return (
            Item("title", "題名", parsed.title),
            Item("summary", "概要", parsed.summary),
            Item("importance", "重要度", IMPORTANCE_NAMES[parsed.importance]),
            Item("body", "本文", parsed.body),
        )

    def markdown(self, content: Content) -> str:
        """The body."""
        return fit(KnowledgeContent, content).body


KNOWLEDGE = KnowledgeKind()
