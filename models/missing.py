"""Ridge regression where some rows have an answer for some heads only.

Where a row says nothing, the head is held to the score that it gives the row without any such rows: that teaches it
nothing by itself, but keeps the answers beside it from bending it further than they speak: reviewers answer mostly
what was wrong.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve
from scipy.linalg import solve as solve_system

from models.tasks import Doubles, Ints

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]


def solve(table: Floats, wanted: Doubles, partial: Bools, penalty: float, among: Ints | slice = slice(None)) -> Doubles:
    """Weights of the rows, or of those `among` them alone, one column a head.

    `partial`: the rows where `wanted` is not a number for some head.
    """
    rows = np.arange(len(table))[among]
    whole, rest = rows[~partial[rows]], rows[partial[rows]]
    # Turned, which changes nothing in it, it is in the order that LAPACK works on without a copy.
    factor = cho_factor(_with_penalty(table, whole, penalty).T, lower=True, overwrite_a=True)
    across = table[np.ix_(whole, rest)]
    through = cho_solve(factor, across)
    inner = _with_penalty(table, rest, penalty) - across.T @ through
    alone = cho_solve(factor, wanted[whole].astype(np.float32))
    # How far each answer is from what the head says without it; 0 where there is none.
    left = np.nan_to_num(wanted[rest] - across.T @ alone, nan=0.0)
    found = np.empty_like(wanted)
    found[rest] = solve_system(inner, left, assume_a="pos")
    found[whole] = alone - through @ found[rest]
    return found[among]


def _with_penalty(table: Floats, rows: Ints, penalty: float) -> Floats:
    square: Floats = table[np.ix_(rows, rows)]
    square[np.diag_indices_from(square)] += penalty
    return square
