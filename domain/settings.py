"""Where things lie and who runs the program: read once from the environment by `main`, then passed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from domain.errors import SettingsError
from domain.outgoing import Outgoing, outgoing_from

__all__ = ["ROOT", "Settings", "SettingsError", "settings_from"]

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    root: Path
    """The checkout: config/ and crawlers/sources/ lie here."""
    data: Path
    """Everything that the program writes: database, models, reports."""
    database_url: str | None
    """An external PostgreSQL; None for the embedded one in `data`."""
    contact: str | None
    """E-mail or address of the operator, shown in the user agent; None refuses to crawl the outside."""
    host: str
    port: int
    outgoing: Outgoing
    """What alerts need to leave the house."""
    private_sources: frozenset[str] = frozenset()
    """Hosts of sources that may lead into a private network."""
    rate: int = 60
    """Requests to the API a minute for each key."""

    @property
    def config(self) -> Path:
        return self.root / "config"

    @property
    def models(self) -> Path:
        return self.data / "models"

    @property
    def reports(self) -> Path:
        return self.data / "reports"


def settings_from(env: Mapping[str, str]) -> Settings:
    """Read the addresses and folders of docs/deploy.md and what alerts need.

    Raises SettingsError for a port that is no port, a rate that is none or a database address that is none.
    """
    port = env.get("LANGNGHE_PORT", "8000")
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise SettingsError(f"LANGNGHE_PORT is {port!r}; give a number from 1 to 65535")
    rate = env.get("LANGNGHE_RATE") or "60"
    if not rate.isdigit() or not 0 < int(rate) <= 100_000:
        raise SettingsError(f"LANGNGHE_RATE is {rate!r}; give the requests a minute for each key, 1 to 100000")
    url = env.get("DATABASE_URL") or None
    if url is not None and not url.startswith(("postgresql://", "postgres://")):
        raise SettingsError(
            "DATABASE_URL must begin with postgresql://, for example postgresql://user@host:5432/langnghe"
        )
    return Settings(
        root=ROOT,
        data=Path(env.get("LANGNGHE_DATA") or ROOT / "var").expanduser().absolute(),
        database_url=url,
        contact=env.get("LANGNGHE_CONTACT") or None,
        host=env.get("LANGNGHE_HOST", "127.0.0.1"),
        port=int(port),
        outgoing=outgoing_from(env),
        private_sources=_private_sources(env.get("LANGNGHE_PRIVATE_SOURCES", "")),
        rate=int(rate),
    )


def _private_sources(listed: str) -> frozenset[str]:
    """Raises SettingsError for what is no bare name of a host."""
    hosts = frozenset(one.strip().lower() for one in listed.split(",") if one.strip())
    if any(set(host) & set("/:@*?") for host in hosts):
        raise SettingsError(
            "LANGNGHE_PRIVATE_SOURCES must list names of hosts with commas between, for example tin.congdoan.noibo; "
            "without http:// and without port"
        )
    return hosts
