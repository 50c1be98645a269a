"""Known keys among many: numbers that numpy looks up for a whole batch at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]

_FACTOR = np.int64(0x1E3779B97F4A7C15)
_WHOLE = 63
_SPARE_BITS = 3
"""Eight slots a key and more: in most of them lies none, in hardly any two."""


@dataclass(frozen=True, slots=True)
class Keys:
    known: Numbers
    """Ascending."""
    slots: npt.NDArray[np.int32]
    """By hash of a key: the place of a known one that has that hash, or -1."""
    crowded: Numbers
    """Places of the keys whose slot was taken by another, ascending."""

    @classmethod
    def of(cls, keys: Iterable[int]) -> Keys:
        known = np.array(sorted(keys), np.int64)
        slots = np.full(1 << len(known).bit_length() + _SPARE_BITS, -1, np.int32)
        slot = _hash(known, len(slots))
        slots[slot] = np.arange(len(known))
        return cls(known, slots, np.flatnonzero(slots.take(slot) != np.arange(len(known))))

    def find(self, keys: Numbers) -> tuple[Numbers, Numbers]:
        """Which of `keys` are known, and where each of those stands among the known ones."""
        at = self.slots.take(_hash(keys, len(self.slots)))
        likely = np.flatnonzero(at >= 0)
        at, wanted = at.take(likely).astype(np.int64), keys.take(likely)
        right = self.known.take(at) == wanted
        if len(self.crowded):
            left = np.flatnonzero(~right)
            among = np.searchsorted(self.known.take(self.crowded), wanted.take(left))
            at[left] = self.crowded.take(among, mode="clip")
            right[left] = self.known.take(at.take(left)) == wanted.take(left)
        return likely[right], at[right]


def _hash(keys: Numbers, slots: int) -> Numbers:
    return (keys * _FACTOR >> (_WHOLE - slots.bit_length() + 1)) & (slots - 1)
