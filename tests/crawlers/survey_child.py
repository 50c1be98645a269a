"""`python survey_child.py SOURCE.toml`: looks at a source as `sources check` does and prints what its samples hold."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

from crawlers.outcome import CrawlSettings
from crawlers.spec import load_spec
from crawlers.survey.asking import Visit, visit_all
from crawlers.survey.look import look


def main() -> int:
    spec = load_spec(Path(sys.argv[1]))
    settings = CrawlSettings(contact="ban@vidu.vn", allow_loopback=True)
    (findings,) = visit_all([Visit(spec, partial(look, spec=spec))], settings)
    samples = findings.samples if findings else ()
    print(json.dumps([[one.url, one.reason, [post.text for post in one.posts]] for one in samples]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
