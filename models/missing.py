"""Ridge regression where some rows have an answer for some heads only, exactly: a head never sees a row that says
nothing about it.

The rows that answer every head are solved once for all heads; those that answer some are added head by head by the
Schur complement of the first, which is as small as they are few.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve
from scipy.linalg import solve as solve_system

from models.tasks import Doubles, Ints

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]


def solve(table: Floats, wanted: Doubles, partial: Bools, penalty: float) -> Doubles:
    """Weights of the rows, one column a head; 0 where `wanted` is not a number. `partial`: the rows with such a gap."""
    whole, rest = np.flatnonzero(~partial), np.flatnonzero(partial)
    factor = cho_factor(_with_penalty(table, whole, penalty), lower=True, overwrite_a=True)
    across = table[np.ix_(whole, rest)]
    through = cho_solve(factor, across)
    inner = _with_penalty(table, rest, penalty) - across.T @ through
    found = np.zeros_like(wanted)
    found[whole] = cho_solve(factor, wanted[whole].astype(np.float32))
    for said, heads in _alike(~np.isnan(wanted[rest])):
        rows = np.flatnonzero(said)
        columns = np.array(heads)
        left = wanted[np.ix_(rest[rows], columns)] - across[:, rows].T @ found[np.ix_(whole, columns)]
        added = solve_system(inner[np.ix_(rows, rows)], left, assume_a="pos")
        found[np.ix_(rest[rows], columns)] = added
        found[np.ix_(whole, columns)] -= through[:, rows] @ added
    return found


def _with_penalty(table: Floats, rows: Ints, penalty: float) -> Floats:
    square: Floats = table[np.ix_(rows, rows)]
    square[np.diag_indices_from(square)] += penalty
    return square


def _alike(said: Bools) -> list[tuple[Bools, list[int]]]:
    """Heads that the same rows answer, together; none that no row answers."""
    heads: defaultdict[bytes, list[int]] = defaultdict(list)
    for head in range(said.shape[1]):
        if said[:, head].any():
            heads[said[:, head].tobytes()].append(head)
    return [(said[:, same[0]], same) for same in heads.values()]
