"""Texts on one event: the more they name alike, the less alike they need to be; two enterprises are two events."""

from __future__ import annotations

from typing import Any

import pytest

from domain.same_event import NOTHING, ONE_NAME, SEVERAL_NAMES, Told, belongs


def told(alike: float = 0.0, **changes: Any) -> Told:
    """A text whose likeness to `told(1)` is `alike`."""
    values: dict[str, Any] = {
        "terms": {"cháy": alike, "khác": (1 - alike**2) ** 0.5},
        **dict.fromkeys(("names", "rare", "firms", "towns", "provinces", "days"), frozenset()),
        "figures": {},
    }
    return Told(**{**values, **changes})


def named(*names: str, **changes: Any) -> dict[str, Any]:
    return {"names": frozenset(names), "rare": frozenset(names), **changes}


BARE = told(1)


@pytest.mark.parametrize(("alike", "found"), [(NOTHING + 0.01, True), (NOTHING - 0.01, False)])
def test_texts_that_name_nothing_must_be_nearly_the_same(alike: float, found: bool) -> None:
    assert (belongs(told(alike), [BARE]) >= 1) is found


def test_a_common_name_asks_for_less_and_two_for_least() -> None:
    one, two = named("sông thương"), named("sông thương", "lạng giang")
    assert belongs(told(ONE_NAME, **one), [told(1, **one)]) == pytest.approx(1)
    assert belongs(told(SEVERAL_NAMES, **two), [told(1, **two)]) == pytest.approx(1)
    assert belongs(told(SEVERAL_NAMES, **one), [told(1, **one)]) < 1


def test_two_enterprises_are_never_one_event_however_alike() -> None:
    here = named("đại lộc", "mỹ hào", firms=frozenset({"đại lộc"}))
    there = named("thành vinh", "mỹ hào", firms=frozenset({"thành vinh"}))
    assert belongs(told(1, **here), [told(1, **there)]) == 0
    assert belongs(told(1, **here), [told(1, **here)]) > 1


def test_a_round_up_of_two_enterprises_does_not_bridge_them() -> None:
    both = named("đại lộc", "thành vinh", firms=frozenset({"đại lộc", "thành vinh"}))
    one, other = (named(name, firms=frozenset({name})) for name in ("đại lộc", "thành vinh"))
    assert belongs(told(1, **both), [told(1, **one)]) > 1
    assert belongs(told(1, **other), [told(1, **one), told(1, **both)]) == 0


def test_another_province_is_another_event_unless_a_day_or_two_names_say_otherwise() -> None:
    here, there = {"provinces": frozenset({"33"})}, {"provinces": frozenset({"40"})}
    assert belongs(told(1, **here), [told(1, **there)]) == 0
    rumour = {"days": frozenset({"1/1/2027"})}
    assert belongs(told(1, **here, **rumour), [told(1, **there, **rumour)]) > 1


def test_a_figure_counts_where_the_province_is_the_same() -> None:
    counted = {"figures": {"340": 6.0}, "provinces": frozenset({"24"})}
    assert belongs(told(0.31, **counted), [told(1, **counted)]) > 1
    assert belongs(told(0.31, **(counted | {"figures": {"90": 2.5}})), [told(1, **counted)]) < 1


def test_what_grows_keeps_to_its_matter() -> None:
    """Near to one of its texts is not enough where the event as a whole is about something else."""
    one = named("sông thương")
    event = [told(1, **one), *(told(0, terms={"lương": 1.0}, **one) for _ in range(6))]
    assert belongs(told(0.3, **one), event[:1]) > 1
    assert belongs(told(0.3, **one), event) < 1


def test_an_event_without_texts_near_in_time_takes_nobody() -> None:
    assert belongs(BARE, []) == 0
