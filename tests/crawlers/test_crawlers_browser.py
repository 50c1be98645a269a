"""Pages that only a script fills: shown by a browser that asks for nothing behind our back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from crawling_help import ROOT, Answer, Crawled, SmallWeb, a_source
from test_crawlers_split import a_spec

from crawlers.browser import presence
from crawlers.spec import load_spec

TEXT = "Công nhân ba xưởng đề nghị công ty nói rõ cách tính tiền chuyên cần trong tháng này."
ENTRY = '[[entries]]\ntype = "list"\nurl = "{base}/ds"\nlinks = "a.tin"\nrender = "browser"'
PATHS = ("/bai-mot-100201.html", "/bai-hai-100202.html")
SHELL = '<!DOCTYPE html><html><head><title>Báo</title></head><body><div id=app></div><script src="/{0}"></script>'
LIST_SCRIPT = """
fetch('/api/ds.json').then(answer => answer.json()).then(paths => {
  app.innerHTML = paths.map(path => `<a class=tin href="${path}">bài</a>`).join('');
});
"""
ARTICLE_SCRIPT = """
const quiet = () => null;
const seen = document.cookie + (localStorage.getItem('toi') || '');
document.cookie = 'toi=banh-quy'; localStorage.setItem('toi', 'kho-nho');
const tries = ['http://10.0.0.7/noi-bo', 'http://khac.vidu.vn/x', '/cam/het'].map(url => fetch(url).catch(quiet));
fetch('/gui', {method: 'POST', body: 'x'}).catch(quiet);
new Image().src = '/anh.png';
try { new WebSocket('ws://' + location.host + '/ws'); } catch (error) { quiet(); }
Promise.all(tries).then(() => fetch('/api/than.json')).then(answer => answer.json()).then(body => {
  app.innerHTML = `<h1>Bài ở ${location.pathname}</h1><p>${body.text}</p><p>${navigator.userAgent}</p><p>[${seen}]</p>`;
});
"""
CHILD = Path(__file__).with_name("survey_child.py")
Make = Callable[[], SmallWeb]
Run = Callable[..., Crawled]


def scripted_site(web: SmallWeb) -> str:
    web.answers |= {
        "/robots.txt": Answer("User-agent: *\nDisallow: /cam/"),
        "/ds": Answer(SHELL.format("ds.js")),
        "/ds.js": Answer(LIST_SCRIPT, headers={"Content-Type": "text/javascript"}),
        "/bai.js": Answer(ARTICLE_SCRIPT, headers={"Content-Type": "text/javascript"}),
        "/api/ds.json": Answer(json.dumps(PATHS), headers={"Content-Type": "application/json"}),
        "/api/than.json": Answer(json.dumps({"text": TEXT}), headers={"Content-Type": "application/json"}),
        **{path: Answer(SHELL.format("bai.js"), headers={"ETag": '"vo"', "Set-Cookie": "theo=doi"}) for path in PATHS},
    }
    return a_source(web.base, ENTRY.format(base=web.base), 'render = "browser"\nhosts = ["10.0.0.7"]')


@pytest.fixture
def browser() -> None:
    if why := presence.missing(allow_loopback=True):
        pytest.skip(why)


@pytest.mark.browser
@pytest.mark.usefixtures("browser")
def test_a_page_that_scripts_fill_is_read_and_every_rule_holds_for_what_it_asks_for(
    small_web: Make, run_crawl: Run
) -> None:
    web = small_web()
    done = run_crawl({"kichban": scripted_site(web)}, contact="ban@vidu.vn")
    assert done.exit_code == 0, done.errors
    assert {page["url"] for page in done.pages} == {web.base + path for path in PATHS}
    for page in done.pages:
        assert TEXT in page["body"]
        assert "LangNghe/0.1 (+ban@vidu.vn)" in page["body"]
        assert "[]" in page["body"], "a page saw what another page had left"
    assert done.of("/cam/het") == ("refused", "robots")
    assert done.of("10.0.0.7/noi-bo") == ("refused", "private-address")
    assert done.of("khac.vidu.vn/x") == ("refused", "other-host")
    assert done.of("/api/than.json") == ("stored", "")
    asked = Counter(path for _, path, _ in web.asked)
    assert asked == Counter(["/robots.txt", "/ds", "/ds.js", "/api/ds.json", "/bai.js", "/api/than.json", *PATHS])
    assert {headers["User-Agent"] for _, _, headers in web.asked} == {"LangNghe/0.1 (+ban@vidu.vn)"}
    assert not any("Cookie" in headers or "Referer" in headers for _, _, headers in web.asked)


@pytest.mark.browser
@pytest.mark.usefixtures("browser")
def test_a_page_that_grows_too_big_or_leads_away_is_no_danger(small_web: Make, run_crawl: Run) -> None:
    web = small_web()
    source = scripted_site(web)
    web.answers["/ds"] = Answer("".join(f"<a class=tin href='{path}'>bài</a>" for path in PATHS))
    grow = "<script>document.body.innerHTML = '<p>' + 'x'.repeat(400000)</script>"
    away = f"<h1>Bài</h1><p>{TEXT}</p><script>location.href = '/di-noi-khac'; window.open('/cua-so')</script>"
    web.answers[PATHS[0]], web.answers[PATHS[1]] = Answer("<body>" + grow), Answer("<body>" + away)
    done = run_crawl({"kichban": source}, contact="ban@vidu.vn", max_bytes=200_000)
    assert done.of(PATHS[0]) == ("failed", "too-big")
    assert done.of(PATHS[1]) == ("stored", "")
    assert not {"/di-noi-khac", "/cua-so"} & {path for _, path, _ in web.asked}


def test_without_a_browser_nothing_is_asked_for_and_it_is_said(small_web: Make, run_crawl: Run) -> None:
    web = small_web()
    source = scripted_site(web)
    env = {"PATH": "/nowhere", "PLAYWRIGHT_BROWSERS_PATH": "/nowhere"}
    done = run_crawl({"kichban": source}, env=env, contact="ban@vidu.vn")
    assert done.of("/ds") == ("failed", "no-browser")
    assert web.asked == []


def test_the_sentence_says_which_source_and_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "kichban.toml"
    path.write_text(a_source("http://127.0.0.1:1", ENTRY.format(base="http://127.0.0.1:1")), encoding="utf-8")
    wanting, plain = load_spec(path), a_spec()
    monkeypatch.setattr(presence, "find_spec", lambda _: None)
    assert presence.unshown([plain], allow_loopback=True) == ""
    said = presence.unshown([wanting, plain], allow_loopback=True)
    assert said.startswith('kichban: render = "browser": ')
    assert "pip install 'langnghe[browser]'" in said
    monkeypatch.setattr(presence, "find_spec", lambda _: True)
    monkeypatch.setattr(presence, "chromium", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(presence.os, "geteuid", lambda: 0)
    assert "ordinary account" in presence.missing(allow_loopback=False)
    assert presence.missing(allow_loopback=True) == ""


@pytest.mark.browser
@pytest.mark.usefixtures("browser")
def test_a_look_at_such_a_source_shows_what_a_crawl_would_read(small_web: Make, tmp_path: Path) -> None:
    web = small_web()
    path = tmp_path / "kichban.toml"
    path.write_text(scripted_site(web), encoding="utf-8")
    command = [sys.executable, "-W", "error", str(CHILD), str(path)]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True)
    samples = json.loads(done.stdout)
    assert [(url, reason) for url, reason, _ in samples] == [(web.base + path, "") for path in PATHS]
    assert all(TEXT in text for _, _, texts in samples for text in texts)
