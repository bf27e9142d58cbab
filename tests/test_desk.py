"""At the desk: a passage is found by its words, an address is shown with its passages, a record starts filled in."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sourcebook import checks
from sourcebook.__main__ import main
from sourcebook.editing.cite import find_passages
from sourcebook.values import passages

from .conftest import ROOT, TEXTS, Project

LETTER = passages.cut((TEXTS / "parish-letter.txt").read_bytes())
TRAVELLER = passages.cut((TEXTS / "traveller.txt").read_bytes())


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


# ── cite ──


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("nobody has seen the poor thing", "4.2"),
        ("NOBODY  has seen – the poor thing!", "4.2"),
        ("their opinions. The big tuba", "4.1-2"),
        ("Mr. Grive denies the cold", "5.1"),
    ],
)
def test_words_are_found_where_they_stand(words: str, at: str) -> None:
    assert [(str(match.at), match.likeness) for match in find_passages(LETTER, words)] == [(at, 100)]


def test_words_that_stand_twice_are_found_twice() -> None:
    assert [str(found.at) for found in find_passages(LETTER, "the tuba")] == ["6.2"]
    assert len(find_passages(LETTER, "a clarinet")) == 2


def test_chinese_words_are_found_anywhere_in_a_sentence() -> None:
    assert [str(found.at) for found in find_passages(TRAVELLER, "热烈鼓掌")] == ["3.2"]


def test_words_that_nobody_wrote_lead_to_the_sentences_most_like_them() -> None:
    found = find_passages(LETTER, "the tuba rolled from the bridge at the final chord")
    assert str(found[0].at) == "4.2"
    assert found[0].likeness < 100
    assert find_passages(LETTER, "zebra quarterly dividend") == []
    assert find_passages(LETTER, "…") == []


def test_the_command_prints_what_can_be_pasted(project: Project) -> None:
    done = run("cite", "parish-letter", "denies the cold")
    assert done.output.splitlines()[0] == '- {source: parish-letter, at: "5.1"}'
    found = json.loads(run("cite", "sources/parish-letter", "denies the cold", "--format", "json").output)
    assert found[0]["at"] == "5.1"


def test_a_source_that_there_is_not_and_a_text_that_is_not_at_hand_are_said(
    project: Project, without_texts: None
) -> None:
    assert "did you mean “parish-letter”" in run("cite", "parish-leter", "cold").output
    refused = run("cite", "parish-letter", "cold")
    assert (refused.exit_code, "SOURCEBOOK_TEXTS" in refused.output) == (1, True)


# ── show ──


def test_a_claim_is_shown_with_its_passages(project: Project) -> None:
    shown = json.loads(run("show", "concerts/bridge-concert/tuba", "--format", "json").output)
    assert [source["at"] for source in shown["sources"]] == ["4", "4.2", "3"]
    assert "poor thing" in shown["sources"][1]["passage"]
    text = run("show", "concerts/bridge-concert/tuba").output
    assert "en: With the final chord the tuba went into the water." in text


@pytest.mark.parametrize("address", ["groups/bois", "questions/who-conducted", "sources/traveller", "counts/audience"])
def test_a_record_of_any_kind_is_shown(project: Project, address: str) -> None:
    done = run("show", address)
    assert done.exit_code == 0
    assert address in done.output


def test_what_is_no_address_is_refused(project: Project) -> None:
    for address in ("groups/boys", "groups/bois/nothing", "bois"):
        refused = run("show", address)
        assert (refused.exit_code, "is not an address" in refused.output) == (1, True)


# ── new, source add ──


@pytest.mark.parametrize("kind", ["players", "counts", "concerts", "questions"])
def test_a_starting_file_has_the_right_shape_and_check_says_what_is_to_be_written(project: Project, kind: str) -> None:
    done = run("new", kind, "the-new-one")
    assert done.exit_code == 0
    assert (project.root / "data" / kind / "the-new-one.yml").exists()
    rules = {problem.rule for problem in project.examine().problems}
    assert rules == {"written_to_the_end"}


@pytest.mark.parametrize("answer", ["disputed", "not-stated", "settled"])
def test_a_question_starts_with_what_its_answer_asks_for(project: Project, answer: str) -> None:
    assert run("new", "questions", "why", "--answer", answer).exit_code == 0
    assert {problem.rule for problem in project.examine().problems} == {"written_to_the_end"}


def test_a_starting_file_that_is_written_to_the_end_passes(project: Project) -> None:
    run("new", "players", "the-verger")
    path = project.root / "data" / "players" / "the-verger.yml"
    text = (
        path.read_text("utf-8")
        .replace('zh: "TODO one proposition, in our own words"', "zh: 他看见了。")
        .replace("TODO one proposition, in our own words", "He saw it.")
        .replace("TODO the name", "the verger")
    )
    path.write_text(text, "utf-8")
    assert not project.examine().problems


@pytest.mark.parametrize(
    ("kind", "key", "says"),
    [
        ("player", "x", "not a kind"),
        ("players", "anatole-grive", "exists already"),
        ("players", "Anatole-Grive", "exists already"),
        ("players", "a b", "not an id"),
        ("players", "../x", "not an id"),
    ],
)
def test_what_cannot_start_is_refused(project: Project, kind: str, key: str, says: str) -> None:
    refused = run("new", kind, key)
    assert (refused.exit_code, says in refused.output) == (1, True)


def test_a_source_text_gets_a_record_with_its_hash_and_shape(project: Project, tmp_path: Path) -> None:
    text = tmp_path / "miller-s-diary.txt"
    text.write_text("The mule was not lent.\n\nIt would not go near the river. Nor would I.\n", "utf-8")
    assert run("source", "add", str(text)).exit_code == 0
    record = checks.examine(Path("data")).loaded.briefing.source("miller-s-diary")
    assert record.passages == (1, 2)
    assert record.language == "en"
    assert not (project.root / "data" / "texts" / text.name).exists()
    again = run("source", "add", str(text), "--id", "diary")
    assert "has a record already: sources/miller-s-diary" in again.output


def test_the_script_of_a_text_gives_its_language(project: Project, tmp_path: Path) -> None:
    text = tmp_path / "riji.txt"
    text.write_text("骡子没有借出去。\n", "utf-8")
    run("source", "add", str(text))
    assert checks.examine(Path("data")).loaded.briefing.source("riji").language == "zh-Hans"


def test_a_text_that_cannot_be_read_is_refused(project: Project, tmp_path: Path) -> None:
    for name, content in (("empty.txt", b"\n\n"), ("latin.txt", "été".encode("latin-1"))):
        (tmp_path / name).write_bytes(content)
        refused = run("source", "add", str(tmp_path / name))
        assert refused.exit_code == 1
        assert "Traceback" not in refused.output


# ── The program in the environment ──


def test_the_shell_completes_commands(tmp_path: Path) -> None:
    program = tmp_path / "sourcebook"
    python = Path(os.sys.executable)
    program.write_text(f'#!/bin/sh\nexec {python} -m sourcebook "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    environ = {**os.environ, "_SOURCEBOOK_COMPLETE": "bash_complete", "COMP_WORDS": "sourcebook pa", "COMP_CWORD": "1"}
    done = subprocess.run([program], cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert "passages" in done.stdout


# ── init ──


def test_a_briefing_to_start_from_passes_every_check_and_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    folder = tmp_path / "lighthouse"
    assert run("init", str(folder)).exit_code == 0
    found = checks.examine(folder / "data")
    assert found.problems == []
    assert found.evidence.missing(found.loaded.briefing) == []
    assert run("format", "--check", "--data", str(folder / "data")).exit_code == 0
    command = [os.sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", str(folder / "mkdocs.yml")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for page in ("index.html", "zh/towers/sorrel-point/index.html", "sources/harbour-log/index.html"):
        assert (folder / "site" / page).exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    refused = run("init", str(tmp_path))
    assert (refused.exit_code, "is not empty" in refused.output) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "ines-varga.yml":
            raise OSError("disk full")
        return replaced(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    refused = run("init", str(tmp_path / "lighthouse"))
    assert refused.exit_code == 1
    assert not [path for path in (tmp_path / "lighthouse").rglob("*") if path.is_file()]
