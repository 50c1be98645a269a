"""The main job on texts that nobody here wrote: recorded pages crawled over loopback, and documents imported.

    python bench/real_input.py [--models FOLDER]

Needs the folder `shared` beside the checkout. Everything is stored in a temporary data folder and removed at the end;
nothing of these texts is written into the checkout. The exit code is 1 when a link was missed, a document was not
stored, or a text differs from its checked result. See docs/real_input.md.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from real_posts import Shown, equal, raw_text, show  # noqa: E402
from recorded_web import EXPECTED, SITES, Recorded, links_in, served  # noqa: E402

from crawlers.outcome import CrawlSettings, FetchOutcome, Role  # noqa: E402
from domain.settings import Settings, settings_from  # noqa: E402
from models import registry  # noqa: E402
from pipeline.collect import collect  # noqa: E402
from pipeline.import_files import import_paths  # noqa: E402
from pipeline.importing import OWN as SOURCE  # noqa: E402
from pipeline.tasks import kit_for, store_sources  # noqa: E402
from pipeline.work import process_waiting  # noqa: E402
from store import pages, posts  # noqa: E402
from store.db import connect  # noqa: E402
from store.posts import PostQuery  # noqa: E402
from store.server import open_database  # noqa: E402

SHARED = ROOT.parent / "shared"
PAGES = SHARED / "pages"


def main() -> int:
    options = argparse.ArgumentParser(description="Crawl recorded pages and import documents that others wrote.")
    options.add_argument(
        "--models", type=Path, help="folder with a live model; without it the checkout's, or a new one"
    )
    chosen = options.parse_args()
    if not (PAGES).is_dir() or not (SHARED / "seeds").is_dir():
        print(f"{SHARED} is not there; put the folder of evaluation texts beside the checkout", file=sys.stderr)
        return 1
    data = Path(tempfile.mkdtemp(prefix="langnghe-real-"))
    data.chmod(0o755)
    try:
        settings = settings_from({"LANGNGHE_DATA": str(data)})
        _lend_models(chosen.models or settings_from(os.environ).models, settings)
        with open_database(settings) as dsn:
            good = [crawl_pages(dsn, settings), import_seeds(dsn, settings)]
    finally:
        rmtree(data, ignore_errors=True)
    return 0 if all(good) else 1


def _lend_models(models: Path, settings: Settings) -> None:
    if any(entry.live for entry in registry.entries(models)):
        settings.models.symlink_to(models.resolve())
    else:
        print("there is no live model yet; training one first (see `make demo`)", file=sys.stderr)


def crawl_pages(dsn: str, settings: Settings) -> bool:
    """Crawl, process, print; whether every link was found and the checked article is equal."""
    seen: list[FetchOutcome] = []
    with served(PAGES) as specs:
        store_sources(dsn, list(specs.values()))
        collect(dsn, specs, CrawlSettings(contact=None, allow_loopback=True, retries=0), seen.append)
    tally = process_waiting(dsn, replace(kit_for(dsn, settings), specs=specs))
    print("RECORDED PAGES, CRAWLED OVER LOOPBACK\n")
    good = [_links(site, seen) for site in SITES]
    good.append(_feed(seen))
    print(f"\n  {tally.pages} pages gave {tally.new} posts; {tally.set_aside} set aside\n")
    with connect(dsn) as conn:
        kept = {site.slug: posts.search(conn, PostQuery(source=site.slug)).posts for site in SITES}
        asides = conn.execute("SELECT source, url, reason, detail FROM pages WHERE state = 'set_aside'").fetchall()
    for row in asides:
        print(f"  set aside: {row['source']} {urlsplit(row['url']).path}: {row['reason']}; {row['detail']}\n")
    show(
        Shown(f"{site.slug} {urlsplit(one.url).path}", raw_text(PAGES / site.files[urlsplit(one.url).path]), one)
        for site in SITES
        for one in kept[site.slug]
    )
    good.append(equal(kept["vnexpress"], PAGES / EXPECTED))
    return all(good)


def _links(site: Recorded, seen: Sequence[FetchOutcome]) -> bool:
    """Links that the crawl found beside those that a plain search finds in the raw pages."""
    found = {urlsplit(one.url).path for one in seen if one.source == site.slug and one.role == Role.ARTICLE}
    present = links_in(site, PAGES)
    missed = present - found
    more = f", and {len(found - present)} more" if found - present else ""
    print(f"  {site.slug:12} article links: {len(present - missed):3d} of {len(present):3d} present were found{more}")
    for path in sorted(missed)[:3]:
        print(f"               missed: {path}")
    return not missed


def _feed(seen: Sequence[FetchOutcome]) -> bool:
    (read,) = (one for one in seen if one.role == Role.FEED)
    print(f"  the VnExpress feed of 2017: {read.outcome.value}{f' ({read.reason})' if read.reason else ''}")
    return read.outcome.value == "stored"


def import_seeds(dsn: str, settings: Settings) -> bool:
    """Import, print; whether every document was stored."""
    paths = sorted((SHARED / "seeds").glob("*.txt"))
    results = import_paths(paths, dsn, settings)
    print("DOCUMENTS, IMPORTED AS `langnghe import` DOES\n")
    for one in results:
        if one.failed:
            print(f"  {one.file}: {one.verdict}\n")
    read = [path for path, one in zip(paths, results, strict=True) if not one.failed]
    with connect(dsn) as conn:
        kept = sorted(posts.search(conn, PostQuery(source=SOURCE.slug)).posts, key=lambda post: post.id)
        waiting = pages.pending(conn)
    show(Shown(path.name, path.read_text("utf-8"), post) for path, post in zip(read, kept, strict=True))
    print(f"  {len(kept)} of {len(paths)} documents stored, {waiting} pages left waiting")
    return len(kept) == len(paths)


if __name__ == "__main__":
    sys.exit(main())
