"""Everything the outside may decide, read once from the environment; all faults are gathered."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from environs import Env, validate
from marshmallow import ValidationError

from web.files.addresses import read_address
from web.languages import LANGUAGES
from web.mail.server import MailServer
from web.witness.known import Known, read_witnesses

VAR = Path("var")


@dataclass(frozen=True)
class Settings:
    """Where things are kept, and how the house speaks and counts its days."""

    database_url: str
    secret_key: str
    read_url: str = ""
    keys_url: str = f"sqlite:///{VAR}/keys.db"
    read_log_url: str = f"sqlite:///{VAR}/reads.db"
    master_key_file: Path = VAR / "master.key"
    log_key_file: Path = VAR / "log.key"
    files: str = f"{VAR}/files"
    mail_url: str = ""
    timestamp_url: str = ""
    language: str = "vi"
    timezone: str = "Asia/Ho_Chi_Minh"
    proxies: int = 0
    witnesses: tuple[Known, ...] = ()

    @property
    def embedded(self) -> bool:
        """One machine, one process, SQLite: what is missing is made; elsewhere it is refused."""
        return _is_embedded(self.database_url)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read the variables named `NENEP_…`; raises `environs.EnvValidationError` with every fault at once."""
        env = Env(eager=False)
        with env.prefixed("NENEP_"):
            named = _named(env)
        env.seal()
        found = {"secret_key": named["secret_key"] or _kept_secret(), "witnesses": read_witnesses(named["witnesses"])}
        return cls(**{**named, **found})


def _named(env: Env) -> dict[str, Any]:
    database_url = env.str("DATABASE_URL", f"sqlite:///{VAR}/nenep.db")
    secret: dict[str, Any] = {"default": ""} if _is_embedded(database_url) else {"validate": validate.Length(min=16)}
    return {
        "database_url": database_url,
        "secret_key": env.str("SECRET_KEY", **secret),
        "read_url": env.str("READ_URL", ""),
        "keys_url": env.str("KEYS_URL", Settings.keys_url),
        "read_log_url": env.str("READ_LOG_URL", Settings.read_log_url),
        "master_key_file": env.path("MASTER_KEY_FILE", Settings.master_key_file),
        "log_key_file": env.path("LOG_KEY_FILE", Settings.log_key_file),
        "files": env.str("FILES", Settings.files, validate=_names_a_store),
        "mail_url": env.str("MAIL_URL", "", validate=_names_a_server),
        "timestamp_url": env.str("TIMESTAMP_URL", "", validate=_names_an_authority),
        "language": env.str("LANGUAGE", "vi", validate=validate.OneOf(LANGUAGES)),
        "timezone": env.str(
            "TIMEZONE",
            Settings.timezone,
            validate=validate.OneOf(available_timezones(), error="there is no such time zone"),
        ),
        "witnesses": env.str("WITNESSES", "", validate=_names_witnesses),
        "proxies": env.int("PROXIES", 0, validate=validate.Range(0, 10)),
    }


def _names_a_server(mail_url: str) -> None:
    """No mail is sent where nothing is said; what is said must be understood."""
    try:
        if mail_url:
            MailServer.at(mail_url)
    except ValueError as wrong:
        raise ValidationError(str(wrong)) from wrong


def _names_an_authority(address: str) -> None:
    """Of time stamps (RFC 3161); nothing is stamped where nothing is said."""
    if address and not address.startswith(("http://", "https://")):
        raise ValidationError("an authority of time stamps is named by an address that begins with http:// or https://")


def _names_witnesses(text: str) -> None:
    """As above: said with the other faults."""
    try:
        read_witnesses(text)
    except ValueError as wrong:
        raise ValidationError(str(wrong)) from wrong


def _names_a_store(files: str) -> None:
    """As above; whether the store answers is not asked here."""
    try:
        read_address(files)
    except ValueError as wrong:
        raise ValidationError(str(wrong)) from wrong


def _is_embedded(database_url: str) -> bool:
    return database_url.startswith("sqlite")


def _kept_secret() -> str:
    """The embedded run makes its secret once and keeps it, readable by its owner alone."""
    file = VAR / "secret.key"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return file.read_text(encoding="ascii")
