"""`langnghe sources` over the practice web: looking, drafting, recording, reading again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pipeline_house import House, commenter_names

from crawlers.spec import load_spec
from demo.server import load_items
from domain.times import VIETNAM
from pipeline.problems import Problem
from store import pauses
from store.db import connect
from store.locks import lock_hosts
from store.server import open_database


@pytest.fixture(scope="module")
def web(house: House) -> Iterator[House]:
    """With its database running, as where a worker runs."""
    with open_database(house.settings), house.practice_web():
        yield house


def test_check_says_what_each_source_gives_and_fails_for_the_dead_one(web: House) -> None:
    done = web.run("sources", "check", "--practice-web")
    said = done.stdout.decode()
    assert done.stderr.decode() == ""
    assert done.returncode == 1  # the dead site
    blocks = {block.partition(" · ")[0]: block for block in said.strip().split("\n\n")}
    assert len(blocks) == 11
    troubled = {name for name, block in blocks.items() if "KHÔNG ĐỌC ĐƯỢC" in block}
    assert len(troubled) == 1
    assert "(unreachable)" in blocks[troubled.pop()]
    assert "ĐỨNG IM" in blocks["Công đoàn tỉnh (cổng cũ)"]
    sound = [block for name, block in blocks.items() if "[3]" in block]
    assert len(sound) == 10
    assert "KHÔNG RÕ NGÀY" not in said


def test_no_look_disturbs_a_crawl_of_the_same_host_nor_a_host_that_asked_for_a_pause(web: House) -> None:
    host = f"127.0.0.1:{web.port + 1}"
    with open_database(web.settings) as dsn, connect(dsn) as crawling:
        crawling.autocommit = True
        assert lock_hosts(crawling, [host])
        for command in (("check", "congdoan-quocgia"), ("add", f"http://{host}/")):
            done = web.run("sources", *command)
            assert done.returncode == 1
            assert "another crawl is reading the same host" in done.stderr.decode()
            assert done.stdout == b""
        crawling.execute("SELECT pg_advisory_unlock_all()")
        pauses.note(crawling, host, datetime.now(UTC) + timedelta(hours=1))
        assert "(asked-to-wait)" in web.run("sources", "add", f"http://{host}/").stdout.decode()
        pauses.purge(crawling, datetime.now(UTC) + timedelta(hours=2))


def test_what_is_shown_names_no_commenter(web: House) -> None:
    said = web.run("sources", "check", "bao-nguoi-tho", "hoi-dap").stdout.decode()
    assert "ý kiến bạn đọc" in said
    assert not [name for name in commenter_names() if name in said]


@pytest.mark.parametrize(
    ("offset", "kinds", "system"),
    [(1, {"feed", "list"}, ""), (2, {"feed", "wordpress", "list"}, "WordPress"), (3, {"feed", "list"}, "NukeViet"),
     (4, {"list"}, "ASP.NET"), (5, {"sitemap", "list"}, ""), (7, {"feed", "list"}, "Liferay")],
)  # fmt: skip
def test_add_drafts_a_source_that_can_be_read(
    web: House, tmp_path: Path, offset: int, kinds: set[str], system: str
) -> None:
    url = f"http://127.0.0.1:{web.port + offset}/"
    done = web.run("sources", "add", url)
    said = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    assert "[3]" in said
    assert system in said
    path = tmp_path / f"nhap-{offset}.toml"
    path.write_text(said[said.index("\nname = ") :], encoding="utf-8")
    spec = load_spec(path)
    assert not spec.enabled
    assert {entry.type.value for entry in spec.entries} == kinds
    assert spec.entries[0].fallback is False
    assert spec.selectors.title
    assert all(entry.fallback for entry in spec.entries[1:])


def test_an_unknown_address_of_this_machine_is_not_asked(house: House) -> None:
    done = house.run("sources", "add", "http://127.0.0.1:9/")
    assert done.returncode == 1
    assert "(private-address)" in done.stdout.decode()


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("check", "khong-co"), "there is no source 'khong-co'"),
        (("add", "khong phai dia chi"), "is no address of a site"),
        (("add", "https://laodong.vn/"), "langnghe sources check laodong"),
        (("check", "laodong"), "LANGNGHE_CONTACT"),
        (("record", "khong-co", "http://x.vidu.vn/a"), "there is no source"),
        (("replay", "khong-co"), "there is no source"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(house: House, command: tuple[str, ...], sentence: str) -> None:
    done = house.run("sources", *command)
    assert done.returncode == 1
    assert sentence in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_recorded_page_holds_no_comment_and_no_person(web: House, tmp_path: Path) -> None:
    shown = web.run("sources", "check", "bao-nguoi-tho").stdout.decode()
    block = next(part for part in shown.split("  [") if "ý kiến bạn đọc" in part)
    url = next(word for word in block.split() if word.startswith("http"))
    done = web.run("sources", "record", "bao-nguoi-tho", url, "--to", str(tmp_path))
    assert done.returncode == 0, done.stderr.decode()
    kept = (tmp_path / "bao-nguoi-tho.html").read_text(encoding="utf-8")
    expected = json.loads((tmp_path / "bao-nguoi-tho.json").read_text(encoding="utf-8"))
    assert expected["url"].startswith("http://practice:5/")
    assert expected["text"][0] in kept
    assert "comment-item" not in kept
    assert "Phóng viên Tập Dượt" not in kept
    gone = web.run("sources", "record", "bao-nguoi-tho", url + "x", "--to", str(tmp_path / "khong"))
    assert "nothing was recorded" in gone.stderr.decode()


def test_a_question_that_nobody_has_answered_is_not_recorded(web: House, tmp_path: Path) -> None:
    said = web.run("sources", "check", "hoi-dap").stdout.decode()
    urls = [word for word in said.split() if "/hoi-dap/" in word]
    for url in urls:
        web.run("sources", "record", "hoi-dap", url, "--to", str(tmp_path))
    kept = "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("*"))
    questions = [item for item in load_items()["hoi-dap"] if item.body]
    assert not [item.title for item in questions if item.body[0] in kept]


def test_a_draft_never_overwrites_a_source(tmp_path: Path) -> None:
    from crawlers.survey.look import Findings
    from crawlers.survey.propose import tentative
    from pipeline.surveying import Looked, write

    spec = tentative("https://www.congdoan-vidu.org.vn/tin")
    looked = Looked(spec, Findings(spec.url, None), spec)
    path = write(looked, tmp_path)
    assert path.name == "congdoan-vidu.toml"
    assert load_spec(path).reason == spec.reason
    with pytest.raises(Problem, match="is there already"):
        write(looked, tmp_path)


def test_replay_reads_the_newest_kept_version_of_every_page_again(dsn: str, tmp_path: Path) -> None:
    from domain.post import Page
    from domain.settings import settings_from
    from pipeline.surveying import replay
    from store import pages, sources
    from store.db import connect
    from store.sources import SourceRow

    with connect(dsn) as conn:
        sources.upsert(conn, [SourceRow("hoi-dap", "Hỏi đáp", "http://vidu.vn", "question_column")])
        for hour, body in ((1, b"<p>cu</p>"), (2, b"<p>moi</p>")):
            at = datetime(2026, 11, 20, hour, tzinfo=VIETNAM)
            pages.add(conn, Page("hoi-dap", "http://vidu.vn/1", at, 200, {}, body))
        pages.done(conn, [page.id for page in pages.claim(conn, 9)])
        conn.commit()
    assert replay("hoi-dap", dsn, settings_from({"LANGNGHE_DATA": str(tmp_path)})) == 1
    with connect(dsn) as conn:
        assert [b"<p>moi</p>" in page.page.body for page in pages.claim(conn, 9)] == [True]
