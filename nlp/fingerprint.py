"""Near-duplicates: an exact digest and a MinHash of three-word shingles."""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

from domain.post import Fingerprint, Words

PERMUTATIONS = 128
BANDS = 32
_PRIME = (1 << 61) - 1


def _coefficients() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    random = np.random.Generator(np.random.PCG64(20261120))
    return (
        random.integers(1, 1 << 63, PERMUTATIONS, dtype=np.uint64) | np.uint64(1),
        random.integers(0, 1 << 63, PERMUTATIONS, dtype=np.uint64),
    )


def fingerprint(words: Words) -> Fingerprint:
    """The fingerprint of a text; an empty one has all minima at their greatest value."""
    tokens = words.casefold().encode("utf-8", "replace").split()
    exact = hashlib.sha256(b" ".join(tokens)).digest()
    if not tokens:
        return Fingerprint(exact, b"\xff" * (4 * PERMUTATIONS))
    shingles = {b" ".join(tokens[at : at + 3]) for at in range(max(1, len(tokens) - 2))}
    hashes = np.fromiter(
        (int.from_bytes(hashlib.blake2b(shingle, digest_size=8).digest(), "little") for shingle in shingles),
        dtype=np.uint64,
        count=len(shingles),
    )
    factors, offsets = _coefficients()
    minima = ((hashes[:, None] * factors + offsets) >> np.uint64(32)).min(axis=0)
    return Fingerprint(exact, minima.astype("<u4").tobytes())


def similarity(a: bytes, b: bytes) -> float:
    """Estimated Jaccard similarity of two minhashes, 0 to 1."""
    return float(np.mean(np.frombuffer(a, "<u4") == np.frombuffer(b, "<u4")))


def bands(minhash: bytes) -> tuple[int, ...]:
    """Signed 64-bit hashes of the 32 bands of four rows: two texts that share one are worth comparing."""
    width = len(minhash) // BANDS
    return tuple(
        int.from_bytes(
            hashlib.blake2b(minhash[band * width : (band + 1) * width], digest_size=8, key=bytes([band])).digest(),
            "little",
            signed=True,
        )
        for band in range(BANDS)
    )
