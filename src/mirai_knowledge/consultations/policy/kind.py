"""Who asks, and what consultations bring to the port of kinds."""

from collections.abc import Iterator, Mapping

from mirai_knowledge.accounts.policy import CONSULTATION_ASK
from mirai_knowledge.consultations.model import STATE_NAMES
from mirai_knowledge.consultations.schemas import POST_NAMES, PRIORITY_NAMES, ConsultationContent, Post
from mirai_knowledge.documents.policy.content import as_json, fit
from mirai_knowledge.documents.policy.markdown import render
from mirai_knowledge.documents.schemas.kinds import Content, Importance, Item, Projection, Section
from mirai_knowledge.kernel.errors import FieldError, JsonValue
from mirai_knowledge.kernel.rights import rule

P_165 = rule("P-165", "専門家に相談できるのは、相談する権限を持つ人です", CONSULTATION_ASK)
IMPORTANCE: Mapping[str, Importance] = {"low": "low", "normal": "medium", "high": "high", "urgent": "critical"}
SUMMARY_CHARS = 200


class ConsultationKind:
    """Consultations as documents see them: records, each save of which is in force at once."""

    code = "consultation"
    name = "専門家相談"
    prefix = "QA"
    schema_version = 1
    writes = P_165
    routed = False
    drafted = False
    states: Mapping[str, str] = STATE_NAMES

    def parse(self, content: Content) -> dict[str, JsonValue]:
        """Every field in its place, no character changed; raises ContentRefused."""
        return as_json(fit(ConsultationContent, content))

    def find_gaps(self, content: Content) -> tuple[FieldError, ...]:
        """A consultation has a title and a question."""
        parsed = fit(ConsultationContent, content)
        gaps = []
        if not parsed.title.strip():
            gaps.append(FieldError("content.title", "value.missing", "題名を入力してください。"))
        if not parsed.question.strip():
            gaps.append(FieldError("content.question", "value.missing", "相談の内容を入力してください。"))
        return tuple(gaps)

    def project(self, content: Content) -> Projection:
        """The title, the beginning of the question, and the priority as importance."""
        parsed = fit(ConsultationContent, content)
        words = " ".join(" ".join(part.text for part in render(parsed.question).sections).split())
        return Projection(parsed.title, words[:SUMMARY_CHARS], IMPORTANCE[parsed.priority], parsed.language)

    def sections(self, content: Content) -> tuple[Section, ...]:
        """The question and the posts by their headings, the accepted answer first."""
        return render(as_markdown(fit(ConsultationContent, content))).sections

    def items(self, content: Content) -> tuple[Item, ...]:
        """What is compared: each field, every post, and which answer is accepted."""
        return tuple(_items(fit(ConsultationContent, content)))

    def markdown(self, content: Content) -> str:
        """The consultation as it is read and printed."""
        return as_markdown(fit(ConsultationContent, content))


def as_markdown(content: ConsultationContent) -> str:
    """The question, then the accepted answer, then everything else in the order in which it was written."""
    parts = ["## 相談", content.question]
    accepted = [post for post in content.posts if post.id == content.accepted]
    for post in (*accepted, *(post for post in content.posts if post.id != content.accepted)):
        name = "採用された回答" if post.id == content.accepted else POST_NAMES[post.kind]
        parts += [f"## {name}（{_plain(post.author)}）", post.body]
    return "\n\n".join(parts) + "\n"


def _plain(name: str) -> str:
    return "".join(f"\\{character}" if character in "\\`*_[]<>#&~|!" else character for character in name)


def _items(parsed: ConsultationContent) -> Iterator[Item]:
    yield Item("title", "題名", parsed.title)
    yield Item("priority", "優先度", PRIORITY_NAMES[parsed.priority])
    yield Item("specialty", "分野", parsed.specialty)
    yield Item("wanted_on", "希望日", parsed.wanted_on.isoformat() if parsed.wanted_on else "")
    yield Item("question", "相談の内容", parsed.question)
    for at, post in enumerate(parsed.posts, 1):
        yield Item(f"post:{post.id}", f"{at}. {POST_NAMES[post.kind]}（{post.author}）", post.body)
    yield Item("accepted", "採用した回答", _accepted(parsed.posts, parsed.accepted))


def _accepted(posts: tuple[Post, ...], accepted: str | None) -> str:
    places = [f"{at}. {post.author}" for at, post in enumerate(posts, 1) if post.id == accepted]
    return places[0] if places else ""


CONSULTATION = ConsultationKind()
