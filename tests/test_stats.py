"""A briefing can be counted, and the counts add up."""

from __future__ import annotations

import json
import subprocess
import sys

from sourcebook.checks import Examined
from sourcebook.editing.stats import count, lines

from .conftest import MINI, ROOT


def test_the_counts_are_those_of_the_files(mini: Examined) -> None:
    counts = count(mini.loaded.briefing)
    assert counts["entities"] == {"players": 2, "groups": 3, "counts": 2, "concerts": 3}
    assert counts["questions"] == {"disputed": 1, "not-stated": 1, "settled": 1}
    assert counts["claims"] == sum(counts["claims_by_status"].values()) == 22
    assert counts["citations"] == 28
    assert counts["relations"] == 7
    assert counts["sources"] == 3


def test_every_passage_is_cited_set_aside_or_open(mini: Examined) -> None:
    passages = count(mini.loaded.briefing)["passages"]
    assert passages["registre"] == {"total": 13, "cited": 12, "set_aside": 1, "open": 0}
    assert passages["traveller"]["open"] == 3
    for counts in passages.values():
        assert counts["cited"] + counts["set_aside"] + counts["open"] == counts["total"]


def test_for_people_the_counts_are_lines(mini: Examined) -> None:
    found = lines(count(mini.loaded.briefing))
    assert "claims: 22" in found
    assert "questions: disputed 1, not-stated 1, settled 1" in found
    assert "  registre: total 13, cited 12, set_aside 1, open 0" in found


def test_the_command_prints_them_as_json() -> None:
    command = [sys.executable, "-m", "sourcebook", "stats", "--data", str(MINI / "data"), "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["claims"] == 22
