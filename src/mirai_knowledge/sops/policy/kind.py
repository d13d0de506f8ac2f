"""Who writes procedures, and what they bring to the port of kinds."""

from collections.abc import Iterator, Mapping

from mirai_knowledge.documents.policy.content import as_json, fit
from mirai_knowledge.documents.policy.markdown import render
from mirai_knowledge.documents.schemas.kinds import IMPORTANCE_NAMES, Content, Item, Projection, Section
from mirai_knowledge.kernel.errors import FieldError, JsonValue
from mirai_knowledge.kernel.rights import declare, rule
from mirai_knowledge.sops.policy.reading import as_markdown, minutes_text
from mirai_knowledge.sops.schemas import SopContent, Step

WRITE = declare("sop.write", "標準施工手順を書く", ("all", "draft_only"))
P_081 = rule("P-081", "標準施工手順を書けるのは、標準施工手順を書く権限を持つ人です", WRITE)


class SopKind:
    """Procedures as documents see them. No approval route covers them yet: who may publish brings them into force."""

    code = "sop"
    name = "標準施工手順"
    prefix = "SOP"
    schema_version = 1
    writes = P_081
    routed = False
    drafted = True
    states: Mapping[str, str] = {}

    def parse(self, content: Content) -> dict[str, JsonValue]:
        """Every field in its place, no character changed; raises ContentRefused."""
        return as_json(fit(SopContent, content))

    def find_gaps(self, content: Content) -> tuple[FieldError, ...]:
        """An edition has a title and a step, and every row says something."""
        parsed = fit(SopContent, content)
        gaps = []
        if not parsed.title.strip():
            gaps.append(_gap("title", "題名を入力してください。"))
        if not parsed.steps:
            gaps.append(_gap("steps", "手順を一つ以上入力してください。"))
        for at, step in enumerate(parsed.steps):
            if not step.title.strip():
                gaps.append(_gap(f"steps.{at}.title", f"手順 {at + 1} の題名を入力してください。"))
        rows = (
            ("checklist", "text", "点検項目", [row.text for row in parsed.checklist]),
            ("precautions", "text", "注意事項", [row.text for row in parsed.precautions]),
            ("references", "title", "参照", [row.title for row in parsed.references]),
        )
        for field, part, name, texts in rows:
            for at, text in enumerate(texts):
                if not text.strip():
                    gaps.append(_gap(f"{field}.{at}.{part}", f"{name} {at + 1} を入力するか、行を削除してください。"))
        return tuple(gaps)

    def project(self, content: Content) -> Projection:
        """Title, summary (the purpose where there is none) and importance."""
        parsed = fit(SopContent, content)
        return Projection(parsed.title, parsed.summary or parsed.purpose[:500], parsed.importance, parsed.language)

    def sections(self, content: Content) -> tuple[Section, ...]:
        """The summary as a section of its own, then the procedure by its headings."""
        parsed = fit(SopContent, content)
        body = render(as_markdown(parsed)).sections
        return (Section("", "", parsed.summary), *body) if parsed.summary else body

    def items(self, content: Content) -> tuple[Item, ...]:
        """What is compared: each field, the order of the steps, and every row by itself."""
        parsed = fit(SopContent, content)
        return tuple(_items(parsed))

    def markdown(self, content: Content) -> str:
        """The procedure as it is read and printed."""
        return as_markdown(fit(SopContent, content))


def _items(parsed: SopContent) -> Iterator[Item]:
    yield Item("title", "題名", parsed.title)
    yield Item("summary", "概要", parsed.summary)
    yield Item("importance", "重要度", IMPORTANCE_NAMES[parsed.importance])
    yield Item("purpose", "目的", parsed.purpose)
    yield Item("scope", "適用範囲", parsed.scope)
    # A step that only moves changes no words of its own.
    order = "".join(f"{at}. {step.title}\n" for at, step in enumerate(parsed.steps, 1))
    yield Item("order", "手順の順番", order)
    for at, step in enumerate(parsed.steps, 1):
        yield Item(f"step:{step.id}", f"手順 {at}", _step_text(step))
    for at, check in enumerate(parsed.checklist, 1):
        yield Item(f"check:{check.id}", f"点検項目 {at}", f"{'【必須】' if check.required else ''}{check.text}")
    for at, precaution in enumerate(parsed.precautions, 1):
        yield Item(f"precaution:{precaution.id}", f"注意事項 {at}", precaution.text)
    for at, reference in enumerate(parsed.references, 1):
        yield Item(f"reference:{reference.id}", f"参照 {at}", f"{reference.title} {reference.target}".strip())
    yield Item("body", "補足", parsed.body)


def _step_text(step: Step) -> str:
    lines = [
        step.title,
        step.text,
        f"危険: {step.hazard}" if step.hazard else "",
        f"確認: {step.check}" if step.check else "",
        f"担当: {step.responsible}" if step.responsible else "",
        f"目安: {minutes_text(step.minutes)}" if step.minutes is not None else "",
        f"写真: attachment:{step.photo}" if step.photo else "",
    ]
    return "\n".join(line for line in lines if line)


def _gap(field: str, message: str) -> FieldError:
    return FieldError(f"content.{field}", "value.missing", message)


SOP = SopKind()
