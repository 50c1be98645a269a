"""The main job on texts that nobody here wrote, where they lie beside the checkout."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pipeline_house import ROOT

SHARED = ROOT.parent / "shared"
COMMAND = Path("bench", "real_input.py")


@pytest.mark.shared
def test_recorded_pages_and_documents_come_out_as_posts(trained: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip("the folder of evaluation texts is not beside this checkout")
    command = [sys.executable, str(ROOT / COMMAND), "--models", str(trained)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    said = done.stdout
    assert done.returncode == 0, f"{said}\n{done.stderr}"
    links = re.findall(r"article links: +(\d+) of +(\d+) present", said)
    assert len(links) == 5
    assert all(found == present for found, present in links)
    assert int(links[0][1]) > 120, "laodong.vn, in spite of its <base href>"
    assert "title: equal, text: equal, date: equal, tags: equal, no author: equal" in said
    assert "5 of 5 documents stored" in said


def test_without_the_folder_one_sentence_says_so(tmp_path: Path) -> None:
    """A copy of the checkout's code, beside which no such folder lies."""
    checkout = tmp_path / "elsewhere" / "checkout"
    checkout.parent.mkdir()
    shutil.copytree(ROOT / "bench", checkout / "bench", ignore=shutil.ignore_patterns("__pycache__"))
    for room in ("config", "crawlers", "domain", "models", "nlp", "pipeline", "reports", "store"):
        (checkout / room).symlink_to(ROOT / room)
    done = subprocess.run(
        [sys.executable, str(checkout / COMMAND)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert done.stderr.strip().endswith("put the folder of evaluation texts beside the checkout")
    assert len(done.stderr.strip().splitlines()) == 1
