"""What each word of a batch of posts carries for the labels asked for: values of its features times their weights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array

from models.occurrences import Occurrences
from models.phrases import near
from models.space import Floats, Matrix
from models.tasks import Doubles
from nlp.keys import Numbers

LIGHTEST = 1e-6
FAINT = 0.2
"""Part of the mean word's weight from which a word next to a strong one belongs to its phrase: pairs of words count for
their last one and cues for their first, so that the rest of a phrase looks lighter than it is."""
REACH = 2
"""Words by which a phrase grows on each side."""
CLEARLY = 1 + 1e-6
"""A word is above the mean only by more than what rounding may add to either."""


def carried(
    found: Occurrences, rows: Matrix, lengths: Numbers, asked: Sequence[Sequence[int]], weights: Floats
) -> Doubles:
    """One row for each word of all posts, and in column i what it adds to the i-th label asked of its post.

    `rows` are the posts' rows of the space, `lengths` their numbers of words, `weights` one row for each feature.
    """
    share = (rows.data / found.counts).astype(np.float32)
    values = np.zeros((len(share), max(map(len, asked), default=0)), np.float32)
    flat = weights.ravel()
    starts = found.starts.tolist()
    for at, labels in enumerate(asked):
        here = slice(starts[at], starts[at + 1])
        # By place in the flat matrix: numpy takes single elements much faster so than by row and column.
        places = found.columns[here, None] * weights.shape[1] + np.array(labels, np.int64)
        values[here, : len(labels)] = flat.take(places) * share[here, None]
    inside = np.flatnonzero(found.words >= 0)
    cells = found.cells.take(inside)
    post = np.repeat(np.arange(len(asked)), np.diff(found.starts))
    begins = np.cumsum(lengths) - lengths
    words = begins.take(post.take(cells)) + found.words.take(inside)
    # The cells of the occurrences ascend, so that each one's begin where those of the one before end.
    ends = np.cumsum(np.bincount(cells, minlength=len(share)))
    parts = np.ones(len(words), np.float32), words, np.concatenate([[0], ends])
    spread: Matrix = csc_array(parts, shape=(int(lengths.sum()), len(share)))
    return np.asarray(spread @ values, dtype=np.float64)


def strong(weights: Doubles, known: npt.NDArray[np.bool_], lengths: Numbers) -> npt.NDArray[np.bool_]:
    """Which words can be shown (`known`) and carry more for a label than the mean one that speaks for it does.

    With the faint ones beside them, so that a phrase is shown whole.
    """
    speaking = np.where(known[:, None] & (weights > 0), weights, 0.0)
    some = lengths[lengths > 0]
    if not speaking.size:
        return np.zeros(speaking.shape, np.bool_)
    begins, post = np.cumsum(some) - some, np.repeat(np.arange(len(some)), some)
    count = np.maximum(np.add.reduceat(speaking > 0, begins, axis=0, dtype=np.int64), 1)
    limit = np.maximum(np.add.reduceat(speaking, begins, axis=0) / count * CLEARLY, LIGHTEST).take(post, axis=0)
    chosen: npt.NDArray[np.bool_] = speaking > limit
    # Where all weigh the same, or hardly anything, none is above the mean: then the heaviest stand for all.
    level = ~np.logical_or.reduceat(chosen, begins, axis=0)
    most = np.where(level, np.maximum.reduceat(speaking, begins, axis=0), np.inf).take(post, axis=0)
    chosen |= (speaking > 0) & (speaking * CLEARLY >= most)
    faint = speaking > FAINT * limit
    for _ in range(REACH):
        chosen |= faint & near(chosen, post)
    return chosen
