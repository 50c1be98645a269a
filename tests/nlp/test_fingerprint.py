import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from segment_lines import SENTENCES

from domain.post import Words
from nlp.fingerprint import bands, fingerprint, similarity

WORDS = " ".join(SENTENCES).split()


def shingles(words: str) -> set[tuple[str, ...]]:
    tokens = words.casefold().split()
    return {tuple(tokens[at : at + 3]) for at in range(len(tokens) - 2)}


def edited(share: float, seed: int) -> tuple[Words, Words]:
    """A text of 300 words, and the same with a share of its words replaced."""
    chance = random.Random(seed)
    text = [chance.choice(WORDS) + str(chance.randrange(30)) for _ in range(300)]
    other = [f"khác{at}" if chance.random() < share else word for at, word in enumerate(text)]
    return Words(" ".join(text)), Words(" ".join(other))


@pytest.mark.parametrize("share", [0.0, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0])
def test_similarity_estimates_the_share_of_common_shingles(share: float) -> None:
    errors = []
    for seed in range(10):
        one, other = edited(share, seed)
        true = len(shingles(one) & shingles(other)) / len(shingles(one) | shingles(other))
        errors.append(similarity(fingerprint(one).minhash, fingerprint(other).minhash) - true)
    assert abs(sum(errors) / len(errors)) < 0.04
    assert max(map(abs, errors)) < 0.15


def test_near_duplicates_share_a_band_and_other_texts_do_not() -> None:
    near = [edited(0.05, seed) for seed in range(20)]
    far = [edited(1.0, seed) for seed in range(20)]
    shared = [bool(set(bands(fingerprint(a).minhash)) & set(bands(fingerprint(b).minhash))) for a, b in [*near, *far]]
    assert shared == [True] * 20 + [False] * 20


def test_a_fingerprint_never_changes_between_releases() -> None:
    found = fingerprint(Words("Công_nhân ngừng việc vì nợ lương ba tháng"))
    assert found.exact.hex().startswith("3ce689750e07f5cd")
    assert found.minhash[:8].hex() == "a2877304d1366466"
    assert bands(found.minhash)[0] == -3590024377224003355


def test_case_and_spaces_do_not_matter_words_do() -> None:
    one = fingerprint(Words("Công_nhân nợ lương"))
    assert fingerprint(Words(" công_nhân\n nợ  lương ")) == one
    assert fingerprint(Words("công_nhân nợ lương rồi")).exact != one.exact


def test_bands_fit_a_signed_bigint() -> None:
    found = bands(fingerprint(Words("một hai ba bốn")).minhash)
    assert len(found) == 32
    assert all(-(2**63) <= band < 2**63 for band in found)


@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_unicode_has_a_fingerprint(text: str) -> None:
    found = fingerprint(Words(text + "\ud800"))
    assert (len(found.exact), len(found.minhash)) == (32, 512)


def test_a_comment_takes_less_than_a_millisecond() -> None:
    comment = Words(" ".join(WORDS[:60]))
    fingerprint(comment)
    start = time.perf_counter()
    for _ in range(200):
        fingerprint(comment)
    assert (time.perf_counter() - start) / 200 < 0.001
