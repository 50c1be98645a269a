"""Where a data folder's cluster, sockets, log and locks lie."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from store.embedded.account import Account, account_for
from store.embedded.binaries import SHELTER, binaries_for, open_folder
from store.errors import ServerError

LONGEST_SOCKET_FOLDER = 85
"""The address of a Unix socket has room for 103 bytes; `/.s.PGSQL.5432` takes 14."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Layout:
    version: int
    account: Account
    bin: Path
    pgdata: Path
    """The real folder, links resolved, so that every process agrees on it."""
    sockets: Path
    log: Path

    @property
    def user_lock(self) -> Path:
        """Held shared by every process that uses the server."""
        return self.pgdata.with_name(self.pgdata.name + ".users.lock")

    @property
    def turn_lock(self) -> Path:
        """Held exclusively while starting or stopping."""
        return self.pgdata.with_name(self.pgdata.name + ".turn.lock")


def layout_for(data: Path, version: int, say: Say) -> Layout:
    """Decide where everything lies and make the folders above it. Raises ServerError for a folder that cannot be."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        link = data.resolve() / f"pg{version}"
        account = account_for(link.resolve())
        pgdata = _reachable(link, account, say)
        sockets = _socket_folder(pgdata, account)
    except OSError as error:
        raise ServerError(
            f"{data} cannot hold the database ({error.strerror}); give LANGNGHE_DATA a folder that you may write"
        ) from error
    return Layout(version, account, binaries_for(account, version), pgdata, sockets, data.resolve() / "pg.log")


def _reachable(link: Path, account: Account, say: Say) -> Path:
    """`link` itself, or a folder in SHELTER that it points to where the account cannot walk to `link`.

    A link and not a rule, so that the database is found again after the data folder was moved.
    """
    if link.is_symlink() and not link.exists():
        link.unlink()
    if link.is_symlink() or not account.borrowed or account.can("-x", link.parent):
        return link.resolve()
    if link.exists():
        raise ServerError(f"account {account.uid} cannot reach {link} any more; open the folders above it (chmod o+x)")
    shelter = SHELTER / hashlib.sha256(str(link).encode()).hexdigest()[:12]
    open_folder(SHELTER)
    open_folder(shelter)
    target = shelter / link.name
    link.symlink_to(target)
    say(f"{link.parent} is closed to PostgreSQL's account, so the database lies in {target}")
    return target.resolve()


def _socket_folder(pgdata: Path, account: Account) -> Path:
    """The cluster's own folder (nobody else may enter it), or a private one under the temporary folder if too long."""
    if len(str(pgdata).encode()) <= LONGEST_SOCKET_FOLDER:
        return pgdata
    digest = hashlib.sha256(str(pgdata).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"langnghe-{digest}"
    if len(str(folder).encode()) > LONGEST_SOCKET_FOLDER:
        folder = Path("/tmp") / folder.name  # noqa: S108  checked below: ours, private and no link
    return folder


def make_socket_folder(layout: Layout) -> None:
    """Make the private socket folder, or refuse one that somebody else put there first."""
    if layout.sockets == layout.pgdata:
        return
    try:
        layout.sockets.mkdir(mode=0o700)
        if layout.account.borrowed:
            os.chown(layout.sockets, layout.account.uid, layout.account.gid)
    except FileExistsError:
        found = layout.sockets.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != layout.account.uid or found.st_mode & 0o077:
            raise ServerError(f"{layout.sockets} is not ours; remove it and start again") from None
