"""Word and table files hold to the schema as Office reads it.

The judge is the validator of Microsoft's Open XML SDK as one program, from npm: CONTRIBUTING.md says how to get it.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from papers_made import documents, tables, word

FOUND = [
    *(Path(__file__).parents[2] / "var" / "office" / "node_modules" / "@xarsh").glob("*/ooxml-validator"),
    *(Path(found) for found in [shutil.which("ooxml-validator")] if found),
]
pytestmark = pytest.mark.skipif(not FOUND, reason="the validator of Office is not installed here (CONTRIBUTING.md)")


def errors(body: bytes, path: Path, version: str) -> list[dict[str, Any]]:
    path.write_bytes(body)
    done = subprocess.run([FOUND[0], path, version], check=False, capture_output=True, timeout=60)
    told = json.loads(done.stdout)
    return [] if told["ok"] else told["errors"]


@pytest.mark.parametrize("version", ["Office2013", "Microsoft365"])
@pytest.mark.parametrize("name", documents())
def test_every_word_file_is_valid(name: str, version: str, tmp_path: Path) -> None:
    assert errors(word(name), tmp_path / "made.docx", version) == []


@pytest.mark.parametrize("version", ["Office2007", "Microsoft365"])
@pytest.mark.parametrize("name", tables())
def test_every_file_of_tables_is_valid(name: str, version: str, tmp_path: Path) -> None:
    assert errors(tables()[name], tmp_path / "made.xlsx", version) == []


def changed(body: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name == part else content)
    return made.getvalue()


def test_the_judge_sees_what_is_out_of_order(tmp_path: Path) -> None:
    late = changed(
        word("empty-week"), "word/document.xml", lambda xml: xml.replace(b"<w:cantSplit/>", b"<w:cantSplit/><w:b/>", 1)
    )
    assert errors(late, tmp_path / "made.docx", "Microsoft365")
    early = changed(
        tables()["list"], "xl/styles.xml", lambda xml: xml.replace(b'<sz val="11"/>', b'<sz val="11"/><b/>', 1)
    )
    assert errors(early, tmp_path / "made.xlsx", "Microsoft365")
