"""Known keys among many: sorted numbers that numpy searches for a whole batch at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]

_HASH_BITS = 19
_FACTOR = np.int64(0x1E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Keys:
    known: Numbers
    """Ascending."""
    maybe: npt.NDArray[np.bool_]
    """By hash of a key: false where no known key has that hash, which spares most searches."""

    @classmethod
    def of(cls, keys: Iterable[int]) -> Keys:
        known = np.array(sorted(keys), np.int64)
        maybe = np.zeros(1 << _HASH_BITS, np.bool_)
        maybe[_hash(known)] = True
        return cls(known, maybe)

    def find(self, keys: Numbers) -> tuple[Numbers, Numbers]:
        """Which of `keys` are known, and where each of those stands among the known ones."""
        likely = np.flatnonzero(self.maybe.take(_hash(keys)))
        wanted = keys.take(likely)
        at = np.searchsorted(self.known, wanted)
        right = self.known.take(at, mode="clip") == wanted if len(self.known) else np.zeros(len(at), np.bool_)
        return likely[right], at[right]


def _hash(keys: Numbers) -> Numbers:
    return (keys * _FACTOR >> (63 - _HASH_BITS)) & ((1 << _HASH_BITS) - 1)
