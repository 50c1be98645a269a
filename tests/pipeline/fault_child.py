"""`python fault_child.py FOLDER DSN`: collects the fault site's sources into a store, with a crawl's usual rules."""

from __future__ import annotations

import sys
from pathlib import Path

from crawlers.outcome import CrawlSettings
from crawlers.spec import load_specs
from pipeline.collect import collect


def main() -> int:
    specs = {spec.slug: spec for spec in load_specs(Path(sys.argv[1]))}
    settings = CrawlSettings(
        contact="ban@vidu.vn", allow_loopback=True, timeout=2.0, retries=1, retry_wait=0.05, max_bytes=2_000_000
    )
    collect(sys.argv[2], specs, settings, lambda _: None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
