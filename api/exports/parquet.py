"""Rows as Parquet, a group of rows at a time. Its library is large and optional: `pip install 'langnghe[parquet]'`."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from importlib.util import find_spec
from itertools import islice
from typing import Any, Final

from api.exports.columns import Value

GROUP: Final = 5_000
"""Rows that are held in memory at a time."""
_NUMBERS: Final = frozenset({"id", "priority", "copies"})
_LISTS: Final = frozenset({"provinces", "topics", "reasons"})


def installed() -> bool:
    return find_spec("pyarrow") is not None


def as_parquet(columns: Sequence[str], rows: Iterable[dict[str, Value]]) -> Iterator[bytes]:
    """Its directory stands at the end, so that it can be sent while it is written."""
    import pyarrow as pa
    from pyarrow import parquet

    schema, sink, left = pa.schema([(name, _type(name)) for name in columns]), _Sink(), iter(rows)
    with parquet.ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        while group := list(islice(left, GROUP)):
            writer.write_table(pa.Table.from_pylist([_typed(one) for one in group], schema))
            yield sink.taken()
    yield sink.taken()


class _Sink(io.RawIOBase):
    """Takes what is written and knows how much it was."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._parts.append(bytes(piece))
        self._written += len(self._parts[-1])
        return len(self._parts[-1])

    def tell(self) -> int:
        return self._written

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def _type(name: str) -> Any:
    import pyarrow as pa

    if name in _NUMBERS:
        return pa.int64()
    if name in _LISTS:
        return pa.list_(pa.string())
    named = {
        "needs_answer": pa.bool_(),
        "flag_day": pa.date32(),
        "published_at": pa.timestamp("us", "Asia/Ho_Chi_Minh"),
    }
    return named.get(name, pa.string())


def _typed(row: dict[str, Value]) -> dict[str, Any]:
    """Days and moments as such."""
    made: dict[str, Any] = dict(row)
    if isinstance(moment := row.get("published_at"), str):
        made["published_at"] = datetime.fromisoformat(moment)
    if isinstance(day := row.get("flag_day"), str):
        made["flag_day"] = date.fromisoformat(day)
    return made
