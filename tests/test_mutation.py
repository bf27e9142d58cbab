"""A sample of the mutation run: slips of every kind, at places picked by a fixed seed, are noticed where they stand.

`python -m tests.mutation` (or `make mutation`) makes them all.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from sourcebook import checks
from sourcebook.model.loading import load
from sourcebook.outputs import files

from .broken.cases import cases
from .conftest import ROOT
from .mutation import nearest, report
from .mutation.__main__ import mutants
from .mutation.operators import OPERATORS
from .mutation.rules import OPERATOR_OF, OPERATOR_OF_PROOF, WHY_NONE
from .mutation.trial import Trial, trial, written

EACH = 2  # mutants of an operator
LEAST_OPERATORS = 30
TRIES = 200  # mutants of an operator among which one has to make its rule speak; most do at once


@pytest.fixture(scope="module")
def running() -> Iterator[Trial]:
    """The project's own data, to be spoilt; no source text at hand."""
    with trial(ROOT / "data") as it:
        yield it


def test_a_slip_is_noticed_at_its_line_with_one_message(running: Trial) -> None:
    tallies = report.tallied(running.judge(mutant) for mutant in mutants(running.files, [*OPERATORS], EACH))
    told = "\n".join(report.lines(tallies, texts=False))
    assert len(tallies) >= LEAST_OPERATORS
    # Few of each kind: one that goes wrong, in data that just changed, is for the whole run to weigh.
    assert report.summed(tallies, texts=False).reaches(noticed=0.99, file=0.98, line=0.98, one=0.95), told
    assert not any(tally.tracebacks for tally in tallies.values()), told


def test_a_trial_says_what_a_check_of_the_whole_folder_says(running: Trial) -> None:
    sample = random.Random(1).sample([*mutants(running.files, [*OPERATORS], 1)], 15)
    for mutant in sample:
        with running.spoilt(mutant):
            (briefing, found), (whole, all_found) = running.examined(mutant), running.examined_whole()
        assert found == all_found, mutant
        assert (briefing is None) == (whole is None)
        assert briefing is None or written(briefing) == written(whole), mutant


def test_every_rule_is_made_to_speak_by_an_operator_or_it_is_said_why_not() -> None:
    tables = (OPERATOR_OF, OPERATOR_OF_PROOF, WHY_NONE)
    assert {case.rule for case in cases().values()} == {rule for table in tables for rule in table}
    assert sum(map(len, tables)) == len({rule for table in tables for rule in table})


@pytest.mark.parametrize("rule", OPERATOR_OF)
def test_the_operator_of_a_rule_makes_it_speak(running: Trial, rule: str) -> None:
    assert _speaks(running, rule, OPERATOR_OF[rule])


@pytest.mark.skipif(not os.environ.get("SOURCEBOOK_TEXTS"), reason="the source texts are not at hand")
def test_the_operator_of_a_rule_of_proof_makes_it_speak() -> None:
    with trial(ROOT / "data", os.environ["SOURCEBOOK_TEXTS"]) as proved:
        silent = [rule for rule, operator in OPERATOR_OF_PROOF.items() if not _speaks(proved, rule, operator)]
    assert not silent


def _speaks(trial: Trial, rule: str, operator: str) -> bool:
    tried = (trial.judge(mutant) for mutant in mutants(trial.files, [operator], TRIES))
    return any(f"[{rule}]" in message for outcome in tried for message in outcome.messages)


def test_a_trial_leaves_the_folder_as_it_was(running: Trial) -> None:
    assert checks.examine(running.root).problems == []
    assert {file.relative_to(running.root) for file in running.root.rglob("*.yml")} == {
        file.relative_to(ROOT / "data") for file in (ROOT / "data").rglob("*.yml")
    }


def test_no_page_depends_on_the_order_in_which_the_languages_of_a_text_stand(running: Trial, tmp_path: Path) -> None:
    """What the mutation run takes for the same: all texts with their languages the other way round, and every page."""
    before = _pages(running, tmp_path / "before")
    swapped = {}
    for file in running.files:
        text = file.text
        for node in reversed(file.nodes):
            if (
                node.is_per_language
                and len(node.children) == 2
                and all(child.kind == "text" for child in node.children)
            ):
                one, other = (text[child.key_start : child.end] for child in node.children)
                first, second = node.children
                text = text[: first.key_start] + other + text[first.end : second.key_start] + one + text[second.end :]
        swapped[file.name] = text
        (running.root / file.name).write_text(text, "utf-8")
    try:
        assert sum(text != file.text for file, text in zip(running.files, swapped.values(), strict=True)) > 50
        assert _pages(running, tmp_path / "after") == before
    finally:
        for file in running.files:
            (running.root / file.name).write_text(file.text, "utf-8")


def _pages(running: Trial, folder: Path) -> dict[str, bytes]:
    """Every page of both editions, by its path."""
    files.export(load(running.root), running.evidence, folder)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.md")}


def test_a_word_mistyped_by_one_letter_is_the_one_that_the_hint_names() -> None:
    found = nearest.measured(ROOT / "data", most=15)
    assert nearest.keeps_the_promise(found), "\n".join(nearest.lines(found))
