"""What a crawl brings reaches the sink in order, a page with its outcome, and a sink that fails is heard."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, datetime

from crawlers.handover import MOST, Handover
from crawlers.outcome import Arrival, FetchOutcome, Outcome, Role

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def an_arrival(number: int, role: Role = Role.ARTICLE) -> Arrival:
    return Arrival(FetchOutcome("bao", f"http://bao.vidu.vn/{number}", role, NOW, 200, Outcome.STORED))


class SlowSink:
    """Takes nothing before `go`. `breaks`: how many calls work."""

    def __init__(self, breaks: int = 1000) -> None:
        self.go = threading.Event()
        self.breaks = breaks
        self.taken: list[list[str]] = []

    def take(self, arrivals: Sequence[Arrival]) -> list[FetchOutcome]:
        self.go.wait(10)
        if len(self.taken) == self.breaks:
            raise OSError("the disk is full")
        self.taken.append([one.outcome.url for one in arrivals])
        return [one.outcome for one in arrivals]


def test_everything_that_arrived_is_kept_in_order_before_the_crawl_ends() -> None:
    sink = SlowSink()
    with Handover(sink) as handover:
        for number in range(100):
            handover.put(an_arrival(number))
        handover.put(an_arrival(100, Role.ROBOTS))
        assert handover.full
        sink.go.set()
    assert [url for batch in sink.taken for url in batch] == [f"http://bao.vidu.vn/{n}" for n in range(101)]
    assert max(len(batch) for batch in sink.taken) == MOST
    assert not handover.full
    assert handover.counts == {"bao": {Outcome.STORED: 100}}


def test_a_sink_that_fails_is_remembered_and_gets_nothing_more() -> None:
    sink = SlowSink(breaks=1)
    with Handover(sink) as handover:
        for number in range(2 * MOST + 1):
            handover.put(an_arrival(number))
        sink.go.set()
    assert isinstance(handover.failure, OSError)
    assert len(sink.taken) == 1
