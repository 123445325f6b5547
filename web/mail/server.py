"""The mail server of `NENEP_MAIL_URL`: `smtp://user:password@host:port?from=…&tls=starttls&site=https://…`, or `smtps://`.

`from` is the sender's address, `tls=starttls` asks for TLS on a plain port, `site` is where the program is opened.
"""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

PATIENCE = 20.0
"""Seconds that the server may take for an answer."""
PERMANENT = 500
PORTS = {"smtp": 25, "smtps": 465}
Send = Callable[[EmailMessage], None]


class MailRefused(Exception):
    """The server does not take this message; others it may. `code` is its own."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code

    @property
    def for_good(self) -> bool:
        """Trying again today would not help."""
        return self.code >= PERMANENT


class MailServerAway(Exception):
    """The server cannot be reached, or speaks to nobody; `why` names no person."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class MailServer:
    """Where messages are handed in, and in whose name."""

    host: str
    port: int
    sender: str
    safe: bool = False
    starttls: bool = False
    user: str | None = None
    password: str = ""
    site: str = ""

    @classmethod
    def at(cls, url: str) -> "MailServer":
        """The server that an address names; raises `ValueError` for one that names none."""
        parts, asked = urlsplit(url), parse_qs(urlsplit(url).query)
        said = {name: values[0] for name, values in asked.items()}
        if parts.scheme not in PORTS or not parts.hostname or said.keys() - {"from", "tls", "site"}:
            raise ValueError("smtp://host or smtps://host, with from, tls and site at most")
        if said.get("tls", "starttls") != "starttls":
            raise ValueError("tls=starttls, or smtps://")
        port, user = parts.port or PORTS[parts.scheme], unquote(parts.username) if parts.username else None
        secret, sender = unquote(parts.password or ""), said.get("from", f"nenep@{parts.hostname}")
        safe, starttls = parts.scheme == "smtps", "tls" in said
        return cls(parts.hostname, port, sender, safe, starttls, user, secret, said.get("site", "").rstrip("/"))

    @property
    def domain(self) -> str:
        """What names of messages end with."""
        return self.sender.rpartition("@")[2]

    @property
    def _where(self) -> tuple[str, int, str]:
        return self.host, self.port, self.domain

    @contextmanager
    def session(self) -> Iterator[Send]:
        """Hand in messages, one after the other; each is accepted when the call comes back."""
        try:
            server = self._connected()
        except (OSError, smtplib.SMTPException) as away:
            raise MailServerAway(type(away).__name__) from None
        try:
            yield lambda message: _hand_in(server, message)
        finally:
            try:
                server.quit()
            except (OSError, smtplib.SMTPException):
                server.close()

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.safe:
            server: smtplib.SMTP = smtplib.SMTP_SSL(*self._where, timeout=PATIENCE, context=context)
        else:
            server = smtplib.SMTP(*self._where, timeout=PATIENCE)
        try:
            if self.starttls:
                server.starttls(context=context)
            if self.user is not None:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server


def _hand_in(server: smtplib.SMTP, message: EmailMessage) -> None:
    """Errors of the library hold addresses: only what kind they are goes on."""
    try:
        server.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        code, _ = next(iter(refused.recipients.values()))
        raise MailRefused(code) from None
    except smtplib.SMTPResponseException as refused:
        raise MailRefused(refused.smtp_code) from None
    except (OSError, smtplib.SMTPException) as away:
        raise MailServerAway(type(away).__name__) from None
