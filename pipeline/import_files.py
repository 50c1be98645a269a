"""`langnghe import`: files from the command line, each an import of its own, and what is said of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from crawlers.columns import Role
from crawlers.errors import DocumentError
from domain.post import PostKind
from domain.settings import Settings
from pipeline.import_rows import Options, read
from pipeline.import_said import Imported, done, lines_of, previewed
from pipeline.import_words import KINDS, sentence
from pipeline.importing import OWN, Outcome, preview, run
from pipeline.kit import Kit
from reports.numbers import number
from store import sources
from store.db import Conn, connect
from store.sources import SourceRow

LARGEST: Final = 500_000_000
SAID_EVERY: Final = 3_000
_IMPORTED_KIND: Final = "import"


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks of all its files."""

    options: Options = field(default_factory=Options)
    source: str = ""
    """Slug or name; a name that is not known makes a new source of imports. Empty for the one of typed-in texts."""
    dry_run: bool = False


def import_paths(
    paths: Sequence[Path],
    dsn: str,
    settings: Settings,
    request: Request | None = None,
    say: Callable[[str], None] | None = None,
) -> list[Imported]:
    """Import each file by itself; one that cannot be read is reported and stops no other."""
    from pipeline.tasks import kit_for

    kit = kit_for(dsn, settings)
    return [_import(path, dsn, kit, request or Request(), say) for path in paths]


def source_of(conn: Conn, name: str) -> SourceRow:
    """The source of that slug or name; else a new one of imports."""
    name = " ".join(name.split())
    if not name:
        return OWN
    for known in sources.all_sources(conn):
        if name in (known.slug, known.name):
            return known
    bare = "".join(one for one in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(one))
    slug = "-".join(re.findall(r"[a-z0-9]+", bare.replace("đ", "d")))[:60].strip("-")
    return SourceRow(f"nhap-{slug or 'khac'}", name, "import:", _IMPORTED_KIND)


def _import(path: Path, dsn: str, kit: Kit, request: Request, say: Callable[[str], None] | None) -> Imported:
    now = datetime.now(UTC)

    def opener() -> IO[bytes]:
        return path.open("rb")

    try:
        if path.stat().st_size > LARGEST:
            raise DocumentError(
                "too-large", f"tệp lớn hơn {number(LARGEST // 1_000_000)} MB; hãy chia nhỏ rồi nhập từng phần"
            )
        reading = read(opener, path.name, request.options, now)
        if request.dry_run:
            return previewed(path.name, reading, preview(reading, kit, now), kit)
        with connect(dsn) as conn:
            source = source_of(conn, request.source)
        outcome = run(
            reading,
            kit,
            lambda: connect(dsn),
            source=source,
            user_id=None,
            now=now,
            progress=_progress(path.name, say),
        )
    except DocumentError as error:
        return Imported(path.name, f"không nhập được: {sentence(error)}", failed=True)
    except OSError as error:
        return Imported(path.name, f"không đọc được tệp ({error.strerror}); kiểm tra lại tên và quyền", failed=True)
    first = preview(reading, kit, now).shown[:1] if not reading.headings else ()
    return done(path.name, outcome, [line for post in first for line in lines_of(post, kit)])


def _progress(file: str, say: Callable[[str], None] | None) -> Callable[[Outcome], None]:
    """Long files say now and then how far they are."""

    def told(outcome: Outcome) -> None:
        if say and outcome.rows % SAID_EVERY == 0:
            say(f"{file}: {number(outcome.rows)} dòng, {number(outcome.added)} tin mới")

    return told


def parse_map(text: str) -> dict[Role, str]:
    """`text=Nội dung,date=Ngày`; a heading may hold commas. Raises ValueError with a sentence."""
    wanted: dict[Role, str] = {}
    for part in re.split(rf",\s*(?=(?:{'|'.join(Role)})\s*=)", text) if text else ():
        role, separator, name = part.partition("=")
        if not separator or role.strip() not in set(Role):
            raise ValueError(f"--map: write {', '.join(f'{one}=COLUMN' for one in Role)}, with commas between them")
        wanted[Role(role.strip())] = name.strip()
    return wanted


def parse_kind(text: str) -> PostKind | None:
    """Raises ValueError with a sentence."""
    if not text:
        return None
    if text not in {kind.value for kind in KINDS if kind is not PostKind.GRASSROOTS}:
        raise ValueError(f"--kind: one of {', '.join(kind.value for kind in KINDS if kind is not PostKind.GRASSROOTS)}")
    return PostKind(text)
