"""The address that was checked is the one that is connected to: a name that changes its mind leads nowhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from crawling_help import Answer, SmallWeb, a_feed, a_job, a_source, finish_crawl, start_crawl

CHILD = Path(__file__).with_name("rebinding_child.py")
NAME = "doi-dia-chi.vidu.vn"


@pytest.mark.parametrize("second", ["127.0.0.1", "169.254.169.254", "10.0.0.7"])
def test_a_second_answer_of_the_resolver_leads_nowhere(
    small_web: Callable[[], SmallWeb], tmp_path: Path, second: str
) -> None:
    web = small_web()
    base = f"http://{NAME}:{web.port}"
    web.answers["/feed"] = Answer(a_feed(f"{base}/bai-100200.html"))
    source = a_source(base, f'[[entries]]\ntype = "feed"\nurl = "{base}/feed"')
    job = a_job(tmp_path, {"doi": source}, contact="ban@vidu.vn", allow_loopback=False, timeout=3.0)
    done = finish_crawl(start_crawl(tmp_path, job, child=(CHILD, NAME, second)), tmp_path, time.monotonic())
    assert done.exit_code == 0, done.errors
    assert done.of("/feed") == ("refused", "private-address")
    assert web.asked == []
