"""A report survives the database as it was."""

from __future__ import annotations

import json

from invented import busy_week, report

from reports import html
from reports.frozen import from_json, to_json


def test_a_report_comes_back_from_json_as_it_was() -> None:
    for made in (busy_week(60), report()):
        assert from_json(json.loads(json.dumps(to_json(made)))) == made


def test_a_frozen_report_is_rendered_from_its_own_value() -> None:
    made = busy_week(60)
    thawed = from_json(json.loads(json.dumps(to_json(made))))
    assert html.render(thawed, thawed.letterhead) == html.render(made, made.letterhead)
