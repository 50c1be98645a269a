"""A database to work with: the one of DATABASE_URL, or our own PostgreSQL started for as long as somebody uses it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psycopg

from domain.settings import Settings
from store.embedded.cluster import start as start_cluster
from store.embedded.cluster import stop as stop_cluster
from store.embedded.initdb import USER
from store.embedded.layout import Layout, Say, layout_for
from store.embedded.lease import Lease, turn
from store.embedded.postmaster import look
from store.errors import ServerError, StoreError
from store.migrate import upgrade

DATABASE = "langnghe"
WATCH_SECONDS = 1.0


@contextmanager
def open_database(settings: Settings, *, say: Callable[[str], None] | None = None) -> Iterator[str]:
    """Yield the address of a database whose tables are up to date; stop our own server after its last user.

    `say` gets one line for whatever takes long or is surprising. Raises ServerError, DatabaseUnavailable,
    MigrationError.
    """
    if settings.database_url is not None:
        upgrade(settings.database_url)
        yield settings.database_url
        return
    server = start(settings.data, say=say)
    try:
        upgrade(server.dsn())
        yield server.dsn()
    finally:
        server.close()


def start(
    data: Path, version: int = 18, *, say: Callable[[str], None] | None = None, tuning: Mapping[str, str] | None = None
) -> RunningServer:
    """Our own server over `data`, shared with every process that asks for the same folder.

    `tuning` overrules PostgreSQL settings for whoever starts it first. Raises ServerError.
    """
    return RunningServer(layout_for(data, version, say or _silence), say or _silence, tuning or {})


class RunningServer:
    """One process's share in a server. While it lasts, a killed postmaster is started again."""

    def __init__(self, layout: Layout, say: Say, tuning: Mapping[str, str]) -> None:
        self.layout = layout
        self._say = say
        self._tuning = tuning
        self._closing = threading.Event()
        with turn(layout.turn_lock):
            self._lease = Lease(layout.user_lock)
            try:
                self._sockets = start_cluster(layout, say, tuning).sockets
                _ensure_database(self.dsn("postgres"))
            except BaseException:
                self._leave()
                raise
        self._keeper = threading.Thread(target=self._keep, name="postgres-keeper", daemon=True)
        self._keeper.start()

    def dsn(self, database: str = DATABASE) -> str:
        return f"postgresql://{USER}@/{quote(database)}?host={quote(str(self._sockets), safe='')}"

    def close(self) -> None:
        """Give the share back; the last one to leave stops the server. Calling it twice does no harm."""
        if self._closing.is_set():
            return
        self._closing.set()
        self._keeper.join()
        with turn(self.layout.turn_lock):
            self._leave()

    def _leave(self) -> None:
        if self._lease.give_back():
            stop_cluster(self.layout)

    def _keep(self) -> None:
        """Bring a killed server back: a long-lived worker must not stay with a dead address."""
        while not self._closing.wait(WATCH_SECONDS):
            if look(self.layout) is not None:
                continue
            with suppress(StoreError), turn(self.layout.turn_lock):
                if look(self.layout) is None and not self._closing.is_set():
                    self._say("PostgreSQL was killed; starting it again")
                    start_cluster(self.layout, self._say, self._tuning)


def _ensure_database(dsn: str) -> None:
    try:
        with psycopg.connect(dsn, autocommit=True) as conn:
            if conn.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone() is None:
                conn.execute("CREATE DATABASE langnghe TEMPLATE template0")
    except psycopg.Error as error:
        raise ServerError(f"the embedded PostgreSQL refuses to work ({type(error).__name__}); see pg.log") from error


def _silence(_line: str) -> None:
    return None
