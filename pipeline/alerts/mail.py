"""Messages by e-mail, over TLS."""

from __future__ import annotations

import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final

from domain.outgoing import Mail, Outgoing
from pipeline.alerts.message import Message, as_text, subject
from pipeline.alerts.trouble import Undelivered

SECONDS: Final = 20.0


def send(message: Message, address: str, outgoing: Outgoing, now: datetime) -> None:
    """Raises Undelivered."""
    post(written(message, address, mail_of(outgoing), now), outgoing)


def mail_of(outgoing: Outgoing) -> Mail:
    """Raises Undelivered where nothing is sent by e-mail."""
    if outgoing.mail is None:
        raise Undelivered("máy chủ chưa được đặt để gửi thư (LANGNGHE_MAIL_HOST)")
    return outgoing.mail


def post(letter: EmailMessage, outgoing: Outgoing) -> None:
    """Hand a letter to the mail server. Raises Undelivered."""
    mail = mail_of(outgoing)
    try:
        with _opened(mail) as server:
            if mail.user:
                server.login(mail.user, mail.password)
            server.send_message(letter)
    except smtplib.SMTPRecipientsRefused as error:
        codes = {code for code, _ in error.recipients.values()}
        raise Undelivered("máy chủ thư không nhận địa chỉ này", final=min(codes) >= 500) from error
    except smtplib.SMTPResponseException as error:
        raise Undelivered(f"máy chủ thư trả lời {error.smtp_code}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise Undelivered(f"không nối được với máy chủ thư ({type(error).__name__})") from error


def written(message: Message, address: str, mail: Mail, now: datetime) -> EmailMessage:
    """The id stays the same at each try: mail programs show a letter that comes twice once."""
    letter = headed(message.id, address, subject(message), mail, now)
    letter.set_content(as_text(message))
    return letter


def headed(key: str, address: str, about: str, mail: Mail, now: datetime) -> EmailMessage:
    """A letter without its text; `key` is its id."""
    letter = EmailMessage()
    letter["Subject"] = about
    letter["From"] = mail.sender
    letter["To"] = address
    letter["Date"] = format_datetime(now)
    letter["Message-ID"] = f"<{key}@{mail.sender.rpartition('@')[2]}>"
    letter["Idempotency-Key"] = key
    letter["Auto-Submitted"] = "auto-generated"
    return letter


def _opened(mail: Mail) -> smtplib.SMTP:
    if mail.tls == "tls":
        return smtplib.SMTP_SSL(mail.host, mail.port, timeout=SECONDS, context=trust())
    server = smtplib.SMTP(mail.host, mail.port, timeout=SECONDS)
    if mail.tls == "starttls":
        try:
            server.starttls(context=trust())
        except (OSError, smtplib.SMTPException):
            server.close()
            raise
    return server


def trust() -> ssl.SSLContext:
    """What the machine trusts."""
    return ssl.create_default_context()
