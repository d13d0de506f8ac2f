"""Mails leave over one SMTP connection, as many as wait."""

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from email.message import EmailMessage

from mirai_knowledge.integrations.mail.policy import mail_of
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.notifications.schemas.channels import ChannelAway, Message, SendLater, SendRefused, Sent

TIMEOUT_SECONDS = 20.0
MAILS_A_CONNECTION = 100
"""Servers close a connection that goes on for ever."""
PERMANENT = 500


class MailChannel:
    """The SMTP server of the settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def describe(self) -> str:
        """Server, port, how it is secured, and the sender."""
        words = {"starttls": "STARTTLS", "tls": "TLS", "none": "暗号化なし"}[self._settings.mail_security]
        return f"{self._settings.mail_host}:{self._settings.mail_port}（{words}、差出人 {self._settings.mail_sender}）"

    @contextlib.contextmanager
    def open(self) -> Iterator["MailLine"]:
        """A connection; raises ChannelAway with what is wrong with it."""
        line = MailLine(self._settings)
        line.connect()
        try:
            yield line
        finally:
            line.close()


class MailLine:
    """One connection after the other, each for some mails."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._server: smtplib.SMTP | None = None
        self._sent = 0

    def connect(self) -> None:
        """The server has greeted us and knows us."""
        where = f"{self._settings.mail_host}:{self._settings.mail_port}"
        try:
            self._server, self._sent = self._greet(), 0
        except smtplib.SMTPAuthenticationError as fault:
            raise ChannelAway(
                f"メールサーバー {where} が名前とパスワードを受け付けません（{fault.smtp_code}）。設定を確認してください。"
            ) from fault
        except smtplib.SMTPNotSupportedError as fault:
            raise ChannelAway(
                f"メールサーバー {where} は STARTTLS または認証に対応していません。MKS_MAIL_SECURITY を確認してください。"
            ) from fault
        except ssl.SSLError as fault:
            raise ChannelAway(f"メールサーバー {where} と安全な接続を結べません。証明書とポートを確認してください。") from fault
        except smtplib.SMTPResponseException as fault:
            raise ChannelAway(f"メールサーバー {where} が接続を断りました（{fault.smtp_code}）。") from fault
        except (smtplib.SMTPException, OSError) as fault:
            raise ChannelAway(f"メールサーバー {where} につながりません。サーバーとネットワークを確認してください。") from fault

    def close(self) -> None:
        """The connection is over, politely where that is possible."""
        if self._server is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._server.quit()
            self._server = None

    def send(self, message: Message) -> Sent:
        """The server has taken the mail. One recipient's refusal is that recipient's alone."""
        settings = self._settings
        try:
            mail = mail_of(message, sender=settings.mail_sender, sender_name=settings.mail_from_name, at=clock.now())
        except ValueError as fault:
            raise SendRefused("メールアドレスの形が正しくありません。") from fault
        if self._server is None or self._sent >= MAILS_A_CONNECTION:
            self.close()
            self.connect()
        self._sent += 1
        self._hand_over(mail, message.address)
        return Sent()

    def _hand_over(self, mail: EmailMessage, address: str) -> None:
        if self._server is None:
            raise ChannelAway("メールサーバーとの接続がありません。")
        try:
            self._server.send_message(mail, self._settings.mail_sender, [address])
        except smtplib.SMTPRecipientsRefused as fault:
            code, text = next(iter(fault.recipients.values()))
            raise _of_recipient(code, text) from fault
        except smtplib.SMTPSenderRefused as fault:
            raise ChannelAway(
                f"メールサーバーが差出人 {self._settings.mail_sender} を受け付けません（{fault.smtp_code}）。"
            ) from fault
        except smtplib.SMTPDataError as fault:
            raise _of_recipient(fault.smtp_code, fault.smtp_error) from fault
        except smtplib.SMTPNotSupportedError as fault:
            raise SendRefused("メールサーバーがこのメールアドレスの文字に対応していません。") from fault
        except (smtplib.SMTPException, OSError) as fault:
            self._server = None
            raise ChannelAway("メールサーバーとの接続が送信中に切れました。") from fault

    def _greet(self) -> smtplib.SMTP:
        settings = self._settings
        context = ssl.create_default_context()
        if settings.ca_bundle is not None:
            context.load_verify_locations(settings.ca_bundle)
        server: smtplib.SMTP
        if settings.mail_security == "tls":
            server = smtplib.SMTP_SSL(settings.mail_host, settings.mail_port, timeout=TIMEOUT_SECONDS, context=context)
        else:
            server = smtplib.SMTP(settings.mail_host, settings.mail_port, timeout=TIMEOUT_SECONDS)
        try:
            if settings.mail_security == "starttls":
                server.starttls(context=context)
            if settings.mail_user:
                server.login(settings.mail_user, _password(settings))
        except BaseException:
            server.close()
            raise
        return server


def _password(settings: Settings) -> str:
    if settings.mail_password_file is not None:
        return settings.mail_password_file.read_text(encoding="utf-8").strip()
    return settings.mail_password.get_secret_value() if settings.mail_password is not None else ""


def _of_recipient(code: int, text: bytes | str) -> SendRefused | SendLater:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    words = f"メールサーバーの返事: {code} {said}"[:400]
    return SendRefused(words) if code >= PERMANENT else SendLater(words)
