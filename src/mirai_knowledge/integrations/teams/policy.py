"""How a message looks as a card in Teams."""

from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.notifications.schemas.channels import Message

CARD = "application/vnd.microsoft.card.adaptive"
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"


def card_of(message: Message) -> JsonValue:
    """The title, and a button that leads to what it is about: a group may see no more than that."""
    words = message.words
    title: JsonValue = {
        "type": "TextBlock",
        "text": _plain(words.title),
        "wrap": True,
        "weight": "Bolder",
        "size": "Medium",
        "color": "Attention" if message.urgent else "Default",
    }
    button: JsonValue = {"type": "Action.OpenUrl", "title": words.button, "url": words.link}
    content: JsonValue = {
        "$schema": SCHEMA,
        "type": "AdaptiveCard",
        "version": "1.4",
        "lang": words.language,
        "msteams": {"width": "Full"},
        "body": [title],
        "actions": [button],
    }
    return {"type": "message", "attachments": [{"contentType": CARD, "contentUrl": None, "content": content}]}


def _plain(text: str) -> str:
    # Teams reads Markdown in a text block: a title shall neither become a link nor a list.
    return "".join(f"\\{character}" if character in "\\`*_[]#<>" else character for character in text)
