"""What becomes of a consultation as a draft of knowledge. Pure."""

from mirai_knowledge.consultations.policy.kind import IMPORTANCE
from mirai_knowledge.consultations.schemas import POST_NAMES, ConsultationContent

TALK = ("ask_back", "reply", "follow_up")


def as_knowledge(content: ConsultationContent) -> dict[str, str]:
    """Question and accepted answer as a text to be worked over; what was asked back and replied is part of the question."""
    talk = [post for post in content.posts if post.kind in TALK]
    answer = next((post for post in content.posts if post.id == content.accepted), None)
    parts = ["## 相談の内容", content.question, *(f"**{POST_NAMES[post.kind]}**\n\n{post.body}" for post in talk)]
    if answer is not None:
        parts += ["## 回答", answer.body]
    return {
        "title": content.title,
        "summary": "",
        "body": "\n\n".join(parts) + "\n",
        "importance": IMPORTANCE[content.priority],
        "language": content.language,
    }
