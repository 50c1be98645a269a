"""A source is one strict TOML file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from crawling_help import ROOT

from crawlers import links
from crawlers.errors import SpecError
from crawlers.spec import load_spec, load_specs

GOOD = """name = "Báo Ví Dụ"
url = "https://bao.vidu.vn/"
kind = "press"
level = "national"

[[entries]]
type = "feed"
url = "https://bao.vidu.vn/rss"
"""


def load(folder: Path, text: str, slug: str = "vi-du") -> None:
    path = folder / f"{slug}.toml"
    path.write_text(text, encoding="utf-8")
    load_spec(path)


def test_a_good_file_is_a_source(tmp_path: Path) -> None:
    load(tmp_path, GOOD)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("kind =", "kinds ="), "kinds"),
        (('"press"', '"blog"'), "kind"),
        (("[[entries]]", "[selectors]\nbody = 'div['\n[[entries]]"), "CSS"),
        (("[[entries]]", "article = '('\n[[entries]]"), "regular expression"),
        (('type = "feed"\n', 'type = "graph"\n'), "token_env"),
        (('rss"', 'rss?access_token=abc"'), "token_env"),
        (('url = "https://bao.vidu.vn/rss"', 'url = "ftp://bao.vidu.vn/rss"'), "http"),
        (("[[entries]]", "enabled = false\n[[entries]]"), "reason"),
        (('[[entries]]\ntype = "feed"\nurl = "https://bao.vidu.vn/rss"', ""), "entries"),
        (('level = "national"', 'level = "national"\nslug = "khac"'), "slug"),
        (('level = "national"', 'level = "national"\nprovince = "Hà Nội"'), "province"),
        (('name = "', "name = "), "TOML"),
    ],
)
def test_a_wrong_file_is_named_with_key_and_remedy(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    with pytest.raises(SpecError) as raised:
        load(tmp_path, GOOD.replace(*change))
    assert "vi-du.toml" in str(raised.value)
    assert told in str(raised.value)


def test_a_folder_without_sources_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="no source file"):
        load_specs(tmp_path)


def test_every_known_source_is_described_and_none_is_guessed_into_life() -> None:
    specs = load_specs(ROOT / "crawlers" / "sources")
    assert len(specs) == 28
    assert not [spec.slug for spec in specs if spec.enabled]
    assert all("sources check" in spec.reason for spec in specs)


@pytest.mark.shared
def test_every_row_of_the_list_of_sources_has_its_file(shared: Path) -> None:
    with (shared / "facts" / "sources.tsv").open(encoding="utf-8") as rows:
        listed = {links.site_of(links.host_of(row["url"])) for row in csv.DictReader(rows, delimiter="\t")}
    ours = {links.site_of(links.host_of(spec.url)) for spec in load_specs(ROOT / "crawlers" / "sources")}
    assert len(listed) > 20
    assert listed - ours == set()


def test_the_practice_sources_stand_where_the_practice_web_listens() -> None:
    specs = load_specs(ROOT / "demo" / "sources", base_port=30000)
    assert len(specs) == 11
    assert all(spec.enabled for spec in specs)
    assert {host for spec in specs for host in spec.read_hosts} == {f"127.0.0.1:{30000 + n}" for n in range(1, 12)}
    with pytest.raises(SpecError, match="practice web"):
        load_specs(ROOT / "demo" / "sources")


def test_no_slug_stands_in_both_folders() -> None:
    known = {path.stem for path in (ROOT / "crawlers" / "sources").glob("*.toml")}
    assert not known & {path.stem for path in (ROOT / "demo" / "sources").glob("*.toml")}
