"""Words that some posts use more than others: log-odds with an informative prior (Monroe, Colaresi and Quinn 2008)."""

from __future__ import annotations

import math
from collections.abc import Mapping

from reports.values import Phrase

CERTAIN = 2.5
"""Standard errors."""
FEWEST = 3
_PRIOR = 20.0
# fmt: off
_EMPTY = frozenset((
    "như_vậy", "như_thế", "như_thế_nào", "thế_nào", "tại_sao", "vì_sao", "làm_sao", "bao_giờ", "bao_lâu",
    "bao_nhiêu", "chúng_tôi", "chúng_ta", "chúng_em", "chúng_mình", "người_ta", "bây_giờ", "hiện_nay", "hôm_nay",
    "hôm_qua", "ngày_mai", "ngày_nay", "trước_đó", "sau_đó", "khi_đó", "lúc_này", "trong_khi", "ngoài_ra",
    "tuy_nhiên", "đồng_thời", "do_đó", "bởi_vì", "cho_nên", "vì_vậy", "mặc_dù", "thậm_chí", "theo_đó", "đối_với",
    "liên_quan", "cụ_thể", "một_số", "có_thể", "không_thể", "cũng_như", "hay_là", "hoặc_là", "thật_sự", "thực_sự",
    "một_cách", "mọi_người",
))
# fmt: on
"""Words that say nothing of what is spoken of."""


def telling(
    now: Mapping[str, int],
    whole: int,
    before: Mapping[str, int],
    whole_before: int,
    *,
    most: int,
    certain: float = CERTAIN,
) -> tuple[Phrase, ...]:
    """Words of `whole` posts against `whole_before` others, by numbers of posts; the most telling first."""
    if not whole:
        return ()
    found = [
        Phrase(word.replace("_", " "), posts, before.get(word, 0), z)
        for word, posts in now.items()
        if posts >= FEWEST
        and word not in _EMPTY
        and (z := _z(posts, whole, before.get(word, 0), whole_before)) >= certain
    ]
    return tuple(sorted(found, key=lambda phrase: (-phrase.z, phrase.text))[:most])


def _z(posts: int, whole: int, before: int, whole_before: int) -> float:
    """The prior is the word's share of all posts, worth twenty posts: a word seen once nowhere else proves little."""
    prior = _PRIOR * (posts + before) / max(1, whole + whole_before)
    here, there = posts + prior, before + prior
    rest_here, rest_there = whole + _PRIOR - here, whole_before + _PRIOR - there
    if min(rest_here, rest_there) <= 0:
        rest_here, rest_there = max(rest_here, 0.5), max(rest_there, 0.5)
    delta = math.log(here / rest_here) - math.log(there / rest_there)
    return delta / math.sqrt(1 / here + 1 / there)
