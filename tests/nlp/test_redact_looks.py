"""The cheap looks ahead of redaction may only skip rules that find nothing."""

import re
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from redaction_score import PLANTED, planted_spans
from test_redact import golden

from nlp import addresses, contacts, identifiers, phones
from nlp.unicode import ignoring_case

Look = Callable[[str], object]
HIDDEN = re.compile(rf"(?=[\d .\-]*[xX*#]){phones._MASKED.pattern}")
"""A number with a digit that its writer hid."""
RULES = [*identifiers._SHORT_RULES, *identifiers._RULES]
LOOKS: dict[str, tuple[Look, list[re.Pattern[str]]]] = {
    "three digits": (identifiers._THREE.search, [rule.pattern for rule in identifiers._SHORT_RULES]),
    "six digits": (
        identifiers._SIX.search,
        [*(rule.pattern for rule in identifiers._RULES), identifiers._LONG, identifiers._BARE],
    ),
    **{f"rule {at}": (rule.look.search, [rule.pattern]) for at, rule in enumerate(RULES)},
    "nine digits": (phones._MAY_BE_WITHOUT_NOUGHT.search, [phones._WITHOUT_NOUGHT]),
    "e-mail": (contacts.may_be_email, [contacts._EMAIL]),
    "profile": (contacts.may_be_profile, [contacts._PROFILE]),
    "handle": (re.compile("@").search, [contacts._HANDLE]),
    "link": (contacts.may_be_link, [contacts._LINK]),
    "mailbox": (contacts.may_be_mailbox, [contacts._MAILBOX]),
    "account": (contacts.may_be_account, [contacts._ACCOUNT]),
    "nick": (contacts.may_be_nick, [contacts._NICKED]),
    "hidden digits": (phones._HALF.search, [HIDDEN]),
    "spoken digits": (phones._MAY_BE_SPOKEN.search, [phones._SPOKEN_CALL]),
}
"""What looks ahead, at the text as `ignoring_case` gives it, and the patterns that it may spare."""
LINES = [planted_spans(line)[0] for _, line in golden()]
pieces = st.one_of(
    st.sampled_from(LINES),
    st.sampled_from(
        ["0", "12", "345", " ", ".", "-", "@", "/", "www", "com", "gmail", "a còng", "stk", "cccd", "zalo", "xe"]
    ),
    st.text(max_size=4),
)


def phones_by_form(text: str) -> list[str]:
    """Without any look ahead."""
    return [match[0] for match in phones._PHONE.finditer(text) if phones._is_number(match[0])]


@pytest.mark.parametrize("name", LOOKS)
def test_a_look_ahead_lets_every_golden_finding_through(name: str) -> None:
    look, patterns = LOOKS[name]
    found = [line for line in LINES for pattern in patterns if pattern.search(line)]
    assert found
    assert all(look(ignoring_case(line)) for line in found)


def disguised(text: str, at: int) -> str:
    """Letters that only re.IGNORECASE takes for others."""
    return text.translate(dict(zip(map(ord, "sik"), ("ſıK", "SİK")[at % 2], strict=True))) if at % 3 else text.upper()


@given(st.lists(pieces, max_size=12).map("".join), st.integers(0, 5))
def test_no_rule_matches_what_its_look_ahead_skips(written: str, at: int) -> None:
    for text in (written, disguised(written, at)):
        small = ignoring_case(text)
        assert len(small) == len(text)
        for look, patterns in LOOKS.values():
            if not look(small):
                assert not any(pattern.search(text) for pattern in patterns)


digits = st.lists(
    st.sampled_from(["0", "o", "O", "84", "+", "(", ")", "9", "1", "l", " ", ".", "-", "a", "12", "/"]), max_size=30
)


@given(st.one_of(digits.map("".join), st.lists(pieces, max_size=12).map("".join)))
def test_telephone_numbers_are_looked_for_wherever_one_can_stand(text: str) -> None:
    assert [match[0] for match in phones._begun(text)] == [match[0] for match in phones._PHONE.finditer(text)]
    assert phones._MAY_BE_PHONE.search(text) or not phones_by_form(text)


@given(st.lists(st.one_of(pieces, digits.map("".join), st.just(" " * 170)), max_size=12).map("".join))
@example("CCCD 040192007731" + " " * 170 + "/")
def test_near_digits_a_look_ahead_sees_as_much_as_in_the_whole_text(text: str) -> None:
    """Or more: a sign of money, or of a date, too far behind a number no longer speaks for it."""
    small = ignoring_case(text)
    for digits_of, rules in ((identifiers._THREE, identifiers._SHORT_RULES), (identifiers._SIX, identifiers._RULES)):
        near = identifiers._windows(digits_of, text)
        for rule in rules:
            if rule.near:
                seen = identifiers._windows(rule.look, small, near)
                for start, end in identifiers._windows(rule.look, small):
                    assert any(begin <= start and end <= until for begin, until in seen)


def test_every_golden_telephone_number_is_looked_for() -> None:
    numbers = [line for line in LINES if phones_by_form(line)]
    assert len(numbers) > 20
    assert all(phones._MAY_BE_PHONE.search(line) for line in numbers)


def test_every_planted_address_has_a_number_or_a_name() -> None:
    planted = [piece[2] for _, line in golden() for piece in PLANTED.finditer(line) if piece[1] == "address"]
    assert planted
    assert all(addresses._NUMBERED_OR_NAMED.search(address) for address in planted)
