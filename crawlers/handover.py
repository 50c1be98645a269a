"""Takes what a crawl brings to its sink in a thread of its own, so that no download waits for the store."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from queue import Empty, SimpleQueue
from types import TracebackType

from crawlers.outcome import Arrival, Outcome, Role, Sink

MOST = 32
"""Arrivals that wait at most before new requests wait too, and that the sink gets at a time: memory stays bounded."""
_TURN = 0.0005
"""Seconds that the two threads leave each other to compute: with Python's ten times as many, each answer of the
network waits that long for the page that is being split.
"""


class Handover:
    """Use it as a context: leaving it waits until all that arrived has been kept."""

    def __init__(self, sink: Sink) -> None:
        self.counts: dict[str, Counter[Outcome]] = {}
        """What became of the addresses of each source, robots.txt left out. Whole after the context."""
        self.failure: Exception | None = None
        """What the sink raised; nothing is kept any more from then on."""
        self._sink = sink
        self._waiting: SimpleQueue[Arrival | None] = SimpleQueue()
        self._turn = sys.getswitchinterval()
        self._thread = threading.Thread(target=self._work, name="handover", daemon=True)

    def __enter__(self) -> Handover:
        sys.setswitchinterval(_TURN)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._waiting.put(None)
        self._thread.join()
        sys.setswitchinterval(self._turn)

    def put(self, arrival: Arrival) -> None:
        """Never waits; who sends requests looks whether it is `full` first."""
        self._waiting.put(arrival)

    @property
    def full(self) -> bool:
        return self._waiting.qsize() >= MOST

    def _work(self) -> None:
        try:
            while batch := self._next():
                for outcome in self._sink.take(batch):
                    if outcome.role is not Role.ROBOTS:
                        self.counts.setdefault(outcome.source, Counter())[outcome.outcome] += 1
        except Exception as error:  # whatever the store says must end the crawl and reach its caller
            self.failure = error

    def _next(self) -> list[Arrival]:
        """What has arrived, at least one; empty at the end. What comes after the end is nobody's."""
        first = self._waiting.get()
        if first is None:
            return []
        batch = [first]
        while len(batch) < MOST:
            try:
                arrival = self._waiting.get_nowait()
            except Empty:
                break
            if arrival is None:
                self._waiting.put(None)
                break
            batch.append(arrival)
        return batch
