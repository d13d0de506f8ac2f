"""How a message looks as a mail."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from mirai_knowledge.notifications.schemas.channels import Message


def mail_of(message: Message, *, sender: str, sender_name: str, at: datetime) -> EmailMessage:
    """The message with text and HTML; its Message-ID is the id of the delivery, at every try the same.

    Raises ValueError for an address that no mail can carry.
    """
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = " ".join(message.words.subject.split())
    mail["From"] = Address(display_name=sender_name, addr_spec=sender)
    mail["To"] = Address(addr_spec=message.address)
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{message.id}@{sender.rpartition('@')[2]}>"
    # Absence notes and other machines stay silent.
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    if message.urgent:
        mail["Importance"] = "High"
        mail["X-Priority"] = "1"
    mail.set_content(message.words.text, charset="utf-8", cte="base64")
    mail.add_alternative(message.words.html, subtype="html", charset="utf-8", cte="base64")
    return mail
