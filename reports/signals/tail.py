"""How likely a count is where so many are expected: negative binomial, or Poisson where nothing varies more."""

from __future__ import annotations

import numpy as np
from scipy.special import betainc, gammainc

from reports.signals.series import Counts

HALVINGS = 64


def tail(observed: Counts, expected: Counts, variance: Counts) -> Counts:
    """The chance of at least as many posts."""
    seen = np.maximum(observed, 1e-9)
    over = np.maximum(variance - expected, 1e-9)
    size, share = expected**2 / over, expected / variance
    negative_binomial = betainc(seen, size, np.clip(1 - share, 0, 1))
    return np.asarray(np.where(variance > expected * 1.001, negative_binomial, gammainc(seen, expected)))


def bound(expected: Counts, variance: Counts, threshold: float) -> Counts:
    """The largest count whose tail is not yet below the threshold, by halving."""
    low, high = np.zeros_like(expected), np.ceil(expected + 12 * np.sqrt(variance) + 20)
    for _ in range(HALVINGS):
        if not (high - low > 1).any():  # counts are whole: nothing lies between
            break
        middle = np.floor((low + high) / 2)
        usual = tail(middle, expected, variance) >= threshold
        low, high = np.where(usual, middle, low), np.where(usual, high, middle)
    return low
