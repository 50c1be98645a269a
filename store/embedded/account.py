"""Who runs the server. PostgreSQL refuses root, so root lends it an unprivileged account."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.errors import ServerError

PREFERRED = ("langnghe", "postgres", "nobody")
"""Accounts that root may use, best first; `nobody` is everywhere."""


@dataclass(frozen=True, slots=True)
class Account:
    uid: int
    gid: int
    borrowed: bool
    """We are root and run the server as somebody else."""

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        """Run a command to its end as this account, capturing what it says."""
        return subprocess.run(command, check=False, capture_output=True, text=True, errors="replace", **self.options())

    def options(self) -> dict[str, Any]:
        """Arguments of subprocess that make a child run as this account, away from folders it cannot enter."""
        common: dict[str, Any] = {"cwd": "/", "env": {**os.environ, "LC_ALL": "C"}}
        return common | {"user": self.uid, "group": self.gid, "extra_groups": []} if self.borrowed else common

    def can(self, test: str, path: Path) -> bool:
        """Try `test -x` and the like on a path as this account: modes, ACLs and mounts all have their say."""
        return self.run(["test", test, str(path)]).returncode == 0


def account_for(pgdata: Path) -> Account:
    """The owner of an existing data folder, else ourselves, else (for root) the best unprivileged account."""
    if os.geteuid() != 0:
        _refuse_foreign(pgdata)
        return Account(os.geteuid(), os.getegid(), borrowed=False)
    if pgdata.exists() and (owner := pgdata.stat().st_uid) != 0:
        return _borrow(pwd.getpwuid(owner))
    return _borrow(_best())


def _borrow(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_uid, entry.pw_gid, borrowed=True)


def _best() -> pwd.struct_passwd:
    for name in PREFERRED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServerError(
        "PostgreSQL does not run as root and this machine has no account langnghe, postgres or nobody; "
        "make one (useradd --system langnghe) or start as an ordinary user"
    )


def _refuse_foreign(pgdata: Path) -> None:
    try:
        owner = pgdata.stat().st_uid
    except FileNotFoundError:
        return
    except PermissionError as error:
        raise ServerError(f"{pgdata} may not be entered; give LANGNGHE_DATA a folder of your own") from error
    if owner != os.geteuid():
        raise ServerError(
            f"the database in {pgdata} belongs to account {owner}; start as that account or as root, "
            "or give LANGNGHE_DATA another folder"
        )
