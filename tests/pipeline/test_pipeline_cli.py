"""The contracts of the command line, and bad input: one sentence that says what to do, never a traceback."""

from __future__ import annotations

import base64
import json
import socket
from pathlib import Path

import pytest
from pipeline_house import House

PREDICTED = {
    "id",
    "relevant",
    "topics",
    "labels",
    "sentiment",
    "targets",
    "needs_answer",
    "flag",
    "priority",
    "reasons",
    "places",
    "evidence",
    "redacted_text",
    "abstained",
}


def lines(*rows: dict[str, object]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def test_predict_answers_each_line_in_order_with_every_key(house: House) -> None:
    posts = [
        {
            "id": "a",
            "text": "Công ty nợ lương 3 tháng, em là Nguyễn Thị Hoa sđt 0912 345 678 ở Đồng Nai",
            "kind": "comment",
        },
        {"id": 7, "text": "Đội tuyển thắng 2-0", "title": "Bóng đá"},
        {"id": "c", "text": ""},
    ]
    done = house.run("predict", given=lines(*posts))
    assert done.returncode == 0, done.stderr.decode()
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [answer["id"] for answer in answers] == ["a", 7, "c"]
    assert all(answer.keys() == PREDICTED for answer in answers)
    assert len(answers[0]["topics"]) == 24
    assert "no-luong" in answers[0]["labels"]
    assert answers[0]["flag"]
    assert answers[0]["priority"] == "urgent"
    assert "0912" not in json.dumps(answers[0])
    assert "Hoa" not in json.dumps(answers[0], ensure_ascii=False)
    assert {"name": "Đồng Nai", "code": "75", "ambiguous": False} in answers[0]["places"]
    text = answers[0]["redacted_text"]
    assert answers[0]["evidence"]
    assert all(text[e["start"] : e["end"]] == e["text"] for e in answers[0]["evidence"])


def test_a_line_that_cannot_be_judged_keeps_its_place_and_loses_no_other(house: House) -> None:
    given = (
        b'{"id": 1, "text": "x"}\n\nno json\n[]\n{"id": 2, "text": null}\n{"id": 3, "text": "x", "title": 4}\r\n'
        b'\xff\n{"id": "\\ud800", "text": "nua \\udc00 chu\\u0000"}\n{"id": NaN, "text": "x"}\n'
        b'\xef\xbb\xbf{"id": 5, "text": ""}'
    )
    done = house.run("predict", given=given, PYTHONIOENCODING="latin-1")
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [answer["id"] for answer in answers] == [1, None, None, 2, 3, None, "\ud800", None, 5]
    assert [answer.get("error", "") for answer in answers] == [
        "",
        "line 3: is no JSON",
        "line 4: needs the keys id, text",
        "line 5: text must be text between quotation marks",
        "line 6: title must be text between quotation marks",
        "line 7: is not UTF-8 text",
        "",
        "line 9: is no JSON",
        "",
    ]
    assert done.returncode == 1
    assert "standard input, line 3: is no JSON, and 5 more could not be read" in done.stderr.decode()


def test_extract_reads_a_page_and_names_nobody(house: House) -> None:
    page = (
        "<html><head><title>Tin</title></head><body><article><h1>Công nhân được tăng lương từ tháng sau</h1>"
        + "<p>Công ty thông báo tăng lương cho hơn hai trăm công nhân của xưởng may từ tháng sau.</p>" * 6
        + "</article></body></html>"
    ).encode()
    plain = house.run("extract", "--url", "https://congdoan.example/tin/1", given=page)
    found = json.loads(plain.stdout)
    assert found.keys() == {"title", "text", "published_at", "comments"}
    assert "tăng lương" in found["text"]
    row = {"id": "x", "url": "https://congdoan.example/tin/1", "html_b64": base64.b64encode(page).decode()}
    rows = house.run("extract", "--jsonl", given=lines(row))
    assert json.loads(rows.stdout) == {"id": "x", **found}


def test_segment_gives_what_word_tokenize_gives(house: House) -> None:
    from underthesea import word_tokenize

    texts = ["Công nhân công ty may bị nợ lương", "", "xin tăng ca 2 giờ/ngày…"]
    done = house.run("segment", given="\n".join(texts).encode() + b"\n")
    assert done.stdout.decode().split("\n")[:3] == [
        word_tokenize(text, format="text") if text else "" for text in texts
    ]


def test_benchmark_ends_with_a_line_of_json(house: House, tmp_path: Path) -> None:
    rows = [{"text": f"lương tháng {n} chưa có", "label": "bad"} for n in range(20)]
    rows += [{"text": f"vui quá được thưởng lần {n}", "label": "good"} for n in range(20)]
    (tmp_path / "a.jsonl").write_bytes(lines(*rows))
    done = house.run(
        *("models", "benchmark", "--train", str(tmp_path / "a.jsonl"), "--test", str(tmp_path / "a.jsonl")),
        *("--predictions", str(tmp_path / "p.jsonl")),
    )
    assert done.returncode == 0, done.stderr.decode()
    figures = json.loads(done.stdout.decode().splitlines()[-1])
    assert {"accuracy", "macro_f1", "weighted_f1", "train_s", "predict_s"} <= figures.keys()
    assert figures["accuracy"] == 1.0
    predicted = [json.loads(line) for line in (tmp_path / "p.jsonl").read_text().splitlines()]
    assert predicted == [{"label": row["label"]} for row in rows]


@pytest.mark.parametrize(
    ("command", "given", "sentence"),
    [
        (("predict",), b"this is no json\n", "standard input, line 1: is no JSON"),
        (("predict",), b'{"id": 1}\n', "needs the keys text"),
        (("extract",), b"<p>x</p>", "say where the page comes from"),
        (("extract", "--url", "http://[x"), b"<p>x</p>", "say where the page comes from"),
        (("extract", "--jsonl"), b'{"id": 1, "url": "x", "html_b64": "%%"}\n', "is no Base64"),
        (("crawl", "khong-co"), b"", "there is no source 'khong-co'"),
        (("crawl", "laodong"), b"", "is not enabled"),
        (("list", "--day", "hom-nay"), b"", "write it like 20/11/2026"),
        (("report", "--week", "47"), b"", "write it like 2026-W47"),
        (("models", "benchmark", "--train", "/no/a.jsonl", "--test", "/no/b.jsonl"), b"", "/no/a.jsonl"),
    ],
)
def test_bad_input_ends_in_one_sentence(house: House, command: tuple[str, ...], given: bytes, sentence: str) -> None:
    done = house.run(*command, given=given)
    said = done.stderr.decode().strip()
    assert done.returncode == 1
    assert sentence in said
    assert "Traceback" not in said
    assert said.startswith("langnghe: ")


def test_a_wrong_setting_ends_in_one_sentence(house: House) -> None:
    for name, value in (("LANGNGHE_PORT", "many"), ("DATABASE_URL", "mysql://x"), ("LANGNGHE_DEMO_PORT", "1")):
        done = (
            house.run("sources", **{name: value})
            if name != "LANGNGHE_DEMO_PORT"
            else house.run("demo", **{name: value})
        )
        assert done.returncode == 1
        assert name in done.stderr.decode()
        assert "Traceback" not in done.stderr.decode()


def test_a_dead_database_ends_in_one_sentence(house: House) -> None:
    done = house.run("sources", DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")
    assert done.returncode == 1
    assert "the database does not answer" in done.stderr.decode()


def test_a_taken_port_ends_in_one_sentence(house: House) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = house.run("serve", LANGNGHE_PORT=str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "is taken by another program" in done.stderr.decode()


def test_a_damaged_model_ends_in_one_sentence(house: House, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(house.settings.models, tmp_path / "models")
    spoilt = next((tmp_path / "models").glob("*/heads.skops"))
    spoilt.write_bytes(spoilt.read_bytes()[:-100])
    done = house.run("predict", given=lines({"id": 1, "text": "x"}), LANGNGHE_DATA=str(tmp_path))
    assert done.returncode == 1
    assert "langnghe: " in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_an_unreadable_import_is_reported_and_stops_no_other(house: House, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "good.txt").write_text(
        "Thông báo về lịch đối thoại tại nơi làm việc\n\n"
        "Ngày 20/11/2026, công đoàn cơ sở tổ chức đối thoại với công ty tại Đồng Nai. "
        "Công nhân có thể gửi câu hỏi trước cho tổ trưởng công đoàn trong ba ngày tới.\n",
        encoding="utf-8",
    )
    done = house.run("import", str(tmp_path / "bad.txt"), str(tmp_path / "none.txt"), str(tmp_path / "good.txt"))
    said = done.stdout.decode()
    assert "bad.txt: không nhập được" in said
    assert "none.txt: không đọc được" in said
    assert "good.txt: đã nhập" in said
    assert done.returncode == 1
    again = house.run("import", str(tmp_path / "good.txt"))
    assert "đã có từ trước" in again.stdout.decode()
    assert again.returncode == 0


def test_help_names_every_command(house: House) -> None:
    said = house.run("--help").stdout.decode()
    for command in (
        "demo",
        "crawl",
        "process",
        "import",
        "list",
        "report",
        "sources",
        "models",
        "predict",
        "serve",
        "work",
    ):
        assert command in said
