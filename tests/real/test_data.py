"""The real data: it passes every check, and says what the project promises about it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sourcebook import checks
from sourcebook.model import Briefing

from .conftest import ROOT


def test_the_real_data_passes_every_check() -> None:
    examined = checks.examine(ROOT / "data")
    assert [str(problem) for problem in examined.problems] == []


def test_the_source_texts_prove_it_where_they_are_at_hand() -> None:
    if not os.environ.get("SOURCEBOOK_TEXTS"):
        pytest.skip("SOURCEBOOK_TEXTS names no folder")
    examined = checks.examine(ROOT / "data")
    assert examined.evidence.missing(examined.loaded.briefing) == []


def test_check_says_which_texts_were_not_at_hand(tmp_path: Path) -> None:
    environment = {**os.environ, "SOURCEBOOK_TEXTS": str(tmp_path)}
    command = [sys.executable, "-m", "sourcebook", "check"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0
    assert "0 of 5 source texts at hand" in done.stderr
    assert "not at hand, so only their recorded shape was checked" in done.stderr


def test_stats_count_what_the_briefing_holds(briefing: Briefing) -> None:
    command = [sys.executable, "-m", "sourcebook", "stats", "--format", "json"]
    counts = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    assert counts["claims"] == len(briefing.claims)
    assert counts["entities"]["units"] == len(briefing.of_kind("units"))
    for source, found in counts["passages"].items():
        assert found["cited"] + found["set_aside"] + found["open"] == found["total"], source


def test_a_name_in_every_language_makes_the_label(briefing: Briefing) -> None:
    assert briefing.entities["units/qianwen-division"].name == {"zh": "千问事业部", "en": "Qianwen division"}


def test_the_first_question_is_who_is_chief_scientist(briefing: Briefing) -> None:
    question = briefing.questions["questions/chief-scientist"]
    assert question.answer == "disputed"
    subjects = {claim.rpartition("/")[0] for position in question.positions.values() for claim in position.claims}
    assert {"people/wu-yongming", "people/zhou-jingren"} <= subjects


def test_the_examples_of_the_data_guide_are_a_briefing(tmp_path: Path) -> None:
    guide = (ROOT / "data" / "README.md").read_text("utf-8")
    for name, body in re.findall(r"```yaml\n# (\S+)\n(.*?)```", guide, re.DOTALL):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, "utf-8")
    examined = checks.examine(tmp_path)
    assert [str(problem) for problem in examined.problems] == []
    assert len(examined.loaded.briefing.entities) == 4


def test_no_source_text_is_part_of_the_project(briefing: Briefing) -> None:
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split()
    assert not {Path(file).name for file in files} & {source.file for source in briefing.sources.values()}
