"""The cheap looks ahead of redaction may only skip rules that find nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from redaction_score import PLANTED, planted_spans
from test_redact import golden

from nlp import addresses, contacts, identifiers, phones

LOOKS: list[tuple[re.Pattern[str], list[re.Pattern[str]]]] = [
    (identifiers._THREE, [pattern for pattern, _ in identifiers._SHORT_RULES]),
    (identifiers._SIX, [*(pattern for pattern, _ in identifiers._RULES), identifiers._LONG, identifiers._BARE]),
    (phones._ENOUGH_DIGITS, [phones._WITHOUT_NOUGHT]),
    (contacts._MAY_BE_EMAIL, [contacts._EMAIL]),
    (re.compile("/"), [contacts._PROFILE]),
    (re.compile("@"), [contacts._HANDLE]),
    (re.compile(rf"/|{contacts._DOTTED.pattern}"), [contacts._LINK]),
    (contacts._JOINED, [contacts._MAILBOX, contacts._ACCOUNT]),
]
LINES = [planted_spans(line)[0] for _, line in golden()]
pieces = st.one_of(
    st.sampled_from(LINES),
    st.sampled_from(
        ["0", "12", "345", " ", ".", "-", "@", "/", "www", "com", "gmail", "a còng", "stk", "cccd", "zalo", "xe"]
    ),
    st.text(max_size=4),
)


@pytest.mark.parametrize(("look", "patterns"), LOOKS)
def test_a_look_ahead_lets_every_golden_finding_through(look: re.Pattern[str], patterns: list[re.Pattern[str]]) -> None:
    found = [(line, pattern) for line in LINES for pattern in patterns if pattern.search(line)]
    assert found
    assert all(look.search(line) for line, _ in found)


@given(st.lists(pieces, max_size=12).map("".join))
def test_no_rule_matches_what_its_look_ahead_skips(text: str) -> None:
    for look, patterns in LOOKS:
        if not look.search(text):
            assert not any(pattern.search(text) for pattern in patterns)


def test_every_planted_address_has_a_number_or_a_name() -> None:
    planted = [piece[2] for _, line in golden() for piece in PLANTED.finditer(line) if piece[1] == "address"]
    assert planted
    assert all(addresses._NUMBERED_OR_NAMED.search(address) for address in planted)
