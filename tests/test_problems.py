"""A problem says where, what and what to write: for people, for GitHub, for programs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from sourcebook.problems import Place, Problem, did_you_mean, errors, print_problems

from .conftest import MINI, ROOT, Project

FAULT = Problem(
    Place("data/a.yml", 3, 5), "“tpoic” is not known: 100 %,\nreally", "known_keys", "did you mean “topic”?"
)
LATER = Problem(Place("data/b.yml"), "is empty", "not_empty", level="warning")


def printed(form: str, *problems: Problem) -> list[str]:
    lines: list[str] = []
    print_problems(problems, form, lines.append)
    return lines


def test_for_people_a_problem_is_a_line_and_a_hint() -> None:
    assert printed("text", FAULT) == [
        "data/a.yml:3:5: “tpoic” is not known: 100 %,\nreally [known_keys]\n    did you mean “topic”?"
    ]
    assert printed("text", LATER) == ["data/b.yml:1:1: warning: is empty [not_empty]"]


def test_for_github_what_it_would_read_as_its_own_signs_is_escaped() -> None:
    fault = Problem(Place("data/a,b:c.yml", 3, 5), "100 %\n::error::no", "known_keys", "write: x, y")
    assert printed("github", fault) == [
        "::error file=data/a%2Cb%3Ac.yml,line=3,col=5,title=known_keys::100 %25%0A::error::no — write: x, y"
    ]
    assert printed("github", LATER)[0].startswith("::warning file=data/b.yml,line=1,col=1,")


def test_for_programs_all_problems_are_one_document() -> None:
    found = json.loads("\n".join(printed("json", FAULT, LATER)))
    assert found[0] == {
        "place": {"file": "data/a.yml", "line": 3, "column": 5},
        "says": FAULT.says,
        "rule": "known_keys",
        "hint": "did you mean “topic”?",
        "level": "error",
        "help": "",
    }
    assert json.loads("\n".join(printed("json"))) == []


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_problems_are_sorted_by_place_and_stand_once(form: str) -> None:
    early = Problem(Place("data/a.yml", 2, 10), "x", "r")
    assert printed(form, LATER, FAULT, early, FAULT) == printed(form, early, FAULT, LATER)


def test_lines_are_sorted_as_numbers() -> None:
    places = [Place("a", 10), Place("a", 9), Place("a", 9, 2), Place("A", 11)]
    assert sorted(places) == [Place("A", 11), Place("a", 9), Place("a", 9, 2), Place("a", 10)]


def test_a_warning_stops_nothing() -> None:
    assert errors([FAULT, LATER]) == [FAULT]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("tpoic", "topic"), ("Topic", "topic"), ("topics", "topic"), ("stat", "states"), ("colour", ""), ("", "")],
)
def test_the_near_word_is_offered_and_a_far_one_is_not(typed: str, meant: str) -> None:
    assert did_you_mean(typed, ["topic", "states", "sources"]) == (f"did you mean “{meant}”?" if meant else "")


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert did_you_mean("topic", []) == ""


def check(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "sourcebook", "check", *arguments], cwd=ROOT, capture_output=True, text=True
    )


def test_check_ends_with_0_where_all_is_well_and_says_what_it_checked(with_texts: None) -> None:
    done = check("--data", str(MINI / "data"))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "22 claims checked; 3 of 3 source texts at hand; 0 errors, 0 warnings\n"


def test_check_says_which_texts_were_not_at_hand(without_texts: None) -> None:
    done = check("--data", str(MINI / "data"))
    assert done.returncode == 0
    assert "1 of 3 source texts at hand" in done.stderr
    assert "only their recorded shape was checked: parish-letter.txt, traveller.txt" in done.stderr


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_check_ends_with_1_where_there_is_an_error(form: str, project: Project) -> None:
    project.edit("data/concerts/first-rehearsal.yml", "topic: music", "topic: musik")
    done = check("--data", str(project.root / "data"), "--format", form)
    assert done.returncode == 1
    assert "known_topics" in done.stdout


def test_json_stays_json_where_nothing_can_be_loaded(project: Project) -> None:
    (project.root / "data" / "briefing.yml").unlink()
    done = check("--data", str(project.root / "data"), "--format", "json")
    assert (done.returncode, done.stderr) == (1, "")
    assert json.loads(done.stdout)[0]["rule"] == "plain_files"
