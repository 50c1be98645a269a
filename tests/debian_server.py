"""A PostgreSQL of Debian's on a loopback port with a password: what an installation with DATABASE_URL meets."""

from __future__ import annotations

import os
import pwd
import socket
from pathlib import Path
from urllib.parse import quote

from store.embedded.account import Account

PASSWORD = "chỉ để thử/@:"
"""Signs that an address must quote."""


def installed() -> dict[int, Path]:
    """The `bin` folders of Debian's servers on this machine by version."""
    found = Path("/usr/lib/postgresql").glob("[0-9]*/bin/initdb")
    return {int(path.parents[1].name): path.parent for path in found}


class DebianServer:
    """Runs in `data`, which its account can enter, until it is closed."""

    def __init__(self, version: int, data: Path) -> None:
        self._bin = installed()[version]
        self._account = _account()
        self._home = data / f"debian{version}"
        self._home.mkdir(mode=0o700)
        self.port = free_port()
        password = self._home / "password"
        password.write_text(PASSWORD + "\n", encoding="utf-8")
        for path in (self._home, password):
            os.chown(path, self._account.uid, self._account.gid)
        options = ("--auth=scram-sha-256", f"--pwfile={password}", "--locale=C.UTF-8", "--encoding=UTF8", "--no-sync")
        self._run("initdb", "-D", str(self._home / "data"), "-U", "langnghe", *options)
        settings = f"-c port={self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        self._control("-o", settings, "-l", str(self._home / "log"), "start")

    def dsn(self, database: str = "langnghe") -> str:
        return f"postgresql://langnghe:{quote(PASSWORD, safe='')}@127.0.0.1:{self.port}/{quote(database)}"

    def close(self) -> None:
        self._control("-m", "immediate", "stop")

    def _control(self, *command: str) -> None:
        self._run("pg_ctl", "-w", "-D", str(self._home / "data"), *command)

    def _run(self, program: str, *command: str) -> None:
        # pg_ctl leaves its server with the pipes of its own output, so these must be nobody's.
        done = self._account.run(["sh", "-c", '"$0" "$@" >/dev/null 2>&1', str(self._bin / program), *command])
        assert done.returncode == 0, f"{program} ended with code {done.returncode}; see {self._home / 'log'}"


def _account() -> Account:
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), borrowed=False)
    entry = pwd.getpwnam("postgres")
    return Account(entry.pw_uid, entry.pw_gid, borrowed=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
