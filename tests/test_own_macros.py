"""A briefing may have macros of its own: what they return is in the page, what they cannot do is told with file and line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from macros import counted
from sourcebook.checks import Examined

from .conftest import ROOT, TEXTS, Project

STARTER = ROOT / "sourcebook" / "editing" / "starter"


def test_the_counts_are_those_of_the_briefing(mini: Examined) -> None:
    counts = {"claims": 22, "records": 10, "sources": 3, "passages": 39, "questions": 3}
    assert counted(mini.loaded.briefing) == counts


def mkdocs(project: Project) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCEBOOK_TEXTS": str(TEXTS)}
    environment.pop("GITHUB_ACTIONS", None)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.run(command, cwd=project.root, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(params=[ROOT, STARTER], ids=["of this briefing", "of a new briefing"])
def counting(request: pytest.FixtureRequest, project: Project) -> Project:
    """The miniature briefing, with the macros of another."""
    macros: Path = request.param / "macros" / "__init__.py"
    return project.write("macros/__init__.py", macros.read_text("utf-8"))


def test_a_count_stands_in_the_page_and_in_its_markdown(counting: Project) -> None:
    for lang in ("fr", "en", "zh"):
        path = f"docs/{lang}/index.md"
        text = (counting.root / path).read_text("utf-8")
        counting.write(path, text + '\n\n({{ how_many("claims") }}) ({{ how_many("passages") }})\n')
    done = mkdocs(counting)
    assert done.returncode == 0, done.stderr
    for root in ("", "en/", "zh/"):
        assert "<p>(22) (39)</p>" in (counting.root / "site" / root / "index.html").read_text("utf-8")
        assert "(22) (39)" in (counting.root / "site" / root / "index.html.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ('how_many("sheep")', "“sheep” is not counted"),
        ("how_many(7)", "how_many: "),
        ("how_many()", "how_many: missing 1 required positional argument: 'what'"),
    ],
)
def test_a_wrong_call_stops_the_build_with_file_and_line(call: str, says: str, counting: Project) -> None:
    counting.write("docs/en/index.md", f"# Hello\n\nHow many: {{{{ {call} }}}}\n")
    done = mkdocs(counting)
    assert done.returncode == 1
    assert f"docs/en/index.md:3:1: {says}" in done.stderr
    assert "prose_macros" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (counting.root / "site").exists()
