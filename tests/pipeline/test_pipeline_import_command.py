"""`langnghe import` as a person types it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pipeline_house import House
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.problems import Problem

CSV = "Tác giả;Góp ý của anh em;Ngày\nTrần Thị Mẫu;Công ty nợ lương hai tháng;20/11/2026\nLê Thử;;1/11/2026\n"
Run = Callable[..., Result]


@pytest.fixture
def run(house: House, dsn: str) -> Run:
    """The command line in this process: a program for each command takes seconds to start."""
    environment = house.environment | {"DATABASE_URL": dsn}

    def command(*words: str) -> Result:
        return CliRunner().invoke(app, ["import", *words], env=environment)

    return command


def test_a_file_is_looked_at_imported_listed_and_taken_back(run: Run, tmp_path: Path) -> None:
    file, errors = tmp_path / "bang.csv", tmp_path / "loi.csv"
    file.write_bytes(CSV.encode("utf-16"))
    asked = (str(file), "--map", "text=Góp ý của anh em", "--kind", "question", "--source", "Hòm thư")
    looked = run(*asked, "--dry-run").stdout
    assert "chạy thử, chưa lưu gì" in looked
    assert "Cột nói về người, không đọc: Tác giả" in looked
    assert "1 dòng nhập được, 1 dòng lỗi" in looked
    assert "Trần Thị Mẫu" not in looked
    done = run(*asked, "--errors", str(errors))
    assert "Lô 1: 1 tin mới, 0 tin đã có, 1 dòng lỗi" in done.stdout
    assert done.exit_code == 0
    assert errors.read_text(encoding="utf-8-sig").splitlines() == ["Tệp,Dòng,Vì sao", "bang.csv,3,không có nội dung"]
    assert "lô 1 đã hoàn tác: bỏ 1 tin" in run("--undo", "1", "--yes").stdout
    listed = run("--list").stdout
    assert "đã hoàn tác" in listed
    assert "Hòm thư (CSV; dòng lệnh): 1 mới, 0 đã có, 1 lỗi, 1 đã bỏ" in listed


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "say which files"),
        (("x.csv", "--map", "author=Tác giả"), "--map: write"),
        (("x.csv", "--date", "32/13/2026"), "is no day that has been"),
        (("x.csv", "--kind", "grassroots"), "--kind: one of"),
    ],
)
def test_what_the_command_line_cannot_mean_is_said_in_one_sentence(
    run: Run, words: tuple[str, ...], sentence: str
) -> None:
    done = run(*words)
    assert isinstance(done.exception, Problem)
    assert sentence in str(done.exception)
