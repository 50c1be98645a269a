import logging
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from segment_lines import ODDITIES, SENTENCES, thrown_together

from nlp.crfsuite import UnknownModelError, read_weights
from nlp.oracle import load_oracle
from nlp.segment import Segmenter, guarded, segment


def reference(lines: list[str]) -> list[str]:
    oracle = load_oracle()
    return [oracle.words(guarded(line)) for line in lines]


def test_the_installed_underthesea_is_the_one_that_the_fast_way_was_written_for() -> None:
    assert load_oracle().known, "underthesea changed: compare nlp/oracle.py's files, then give the new digest"


def test_sentences_are_segmented_exactly_as_word_tokenize_does() -> None:
    assert segment(SENTENCES) == reference(list(SENTENCES))


def test_every_oddity_is_segmented_exactly_alone_first_last_and_glued() -> None:
    lines = [
        form
        for odd in ODDITIES
        for form in (odd, f"{odd} công nhân", f"công nhân {odd}", f"công{odd}nhân", f"{odd}{odd}", f"({odd}), {odd}.")
    ]
    assert segment(lines) == reference(lines)


@pytest.mark.parametrize("seed", range(6))
def test_a_thousand_lines_thrown_together_are_segmented_exactly(seed: int) -> None:
    lines = thrown_together(seed, 1000)
    assert segment(lines) == reference(lines)


@given(st.text(max_size=60))
def test_any_unicode_is_segmented_exactly(line: str) -> None:
    assert segment([line]) == reference([line])


@given(st.text(alphabet=st.characters(), max_size=30).map(lambda text: f"{text}\ud800 nhân"))
def test_lone_surrogates_are_replaced_instead_of_raised(line: str) -> None:
    assert "\ud800" not in segment([line])[0]


def test_a_batch_equals_single_calls() -> None:
    lines = [*SENTENCES, "", "   ", *thrown_together(99, 200)]
    assert segment(lines) == [segment([line])[0] for line in lines]


def test_composed_and_decomposed_text_give_the_same_words() -> None:
    import unicodedata

    assert segment([unicodedata.normalize("NFD", line) for line in SENTENCES]) == segment(SENTENCES)


def test_forgetting_changes_nothing() -> None:
    small = Segmenter(load_oracle(), capacity=50)
    lines = thrown_together(7, 300)
    assert [small.words([line])[0] for line in lines] == segment(lines)


def test_someone_elses_fixed_words_do_not_leak_into_ours() -> None:
    import underthesea

    line = "công nhân xưởng may tăng ca đêm ở khu trọ"
    before = segment([line]), reference([line])
    underthesea.word_tokenize("một câu khác", fixed_words=["xưởng may tăng ca", "ca đêm"])
    assert (segment([line]), reference([line])) == before


@pytest.mark.parametrize("run", ["a." * 10_000, "(" * 20_000, "x" * 30_000, "1-" * 10_000, "a@" * 10_000, "/" * 20_000])
def test_a_long_run_without_spaces_takes_no_long_time(run: str) -> None:
    start = time.perf_counter()
    words = segment([f"đầu {run} cuối"])[0]
    assert time.perf_counter() - start < 2.0
    assert words.replace(" ", "").replace("_", "") == f"đầu{run}cuối"


def test_importing_the_oracle_leaves_logging_alone() -> None:
    before = list(logging.getLogger().handlers)
    load_oracle()
    assert logging.getLogger().handlers == before


def test_threads_get_what_one_thread_gets() -> None:
    lines = thrown_together(21, 400)
    expected = segment(lines)
    found: dict[int, list[str]] = {}
    threads = [
        threading.Thread(target=lambda number=number: found.update({number: list(map(str, segment(lines)))}))
        for number in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found[number] == expected for number in range(4))


@pytest.mark.parametrize("data", [b"", b"lCRF", b"\x00" * 200, b"lCRF" + b"\xff" * 300])
def test_a_file_that_is_no_known_model_is_named_so(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "models.bin"
    path.write_bytes(data)
    with pytest.raises(UnknownModelError):
        read_weights(path)


def test_without_the_known_model_word_tokenize_itself_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = segment(SENTENCES)
    monkeypatch.setattr("nlp.segment._segmenter", lambda: None)
    assert segment(SENTENCES) == expected
