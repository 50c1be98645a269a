"""Known keys are found, others are not, however many share a slot."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nlp.keys import Keys

KEYS = st.lists(st.integers(0, (1 << 63) - 1) | st.integers(0, 40), unique=True, max_size=60)


@given(KEYS, KEYS)
def test_what_is_found_is_what_is_known(known: list[int], asked: list[int]) -> None:
    keys = Keys.of(known)
    wanted = np.array([*asked, *known, *known[:3]], np.int64)
    places, found = keys.find(wanted)
    assert places.tolist() == [at for at, key in enumerate(wanted.tolist()) if key in set(known)]
    assert keys.known.take(found).tolist() == wanted.take(places).tolist()


def test_keys_that_share_a_slot_are_all_found() -> None:
    known = list(range(0, 30_000, 7))
    keys = Keys.of(known)
    assert len(keys.crowded) > 10
    places, found = keys.find(np.arange(30_000))
    assert places.tolist() == known
    assert found.tolist() == list(range(len(known)))
