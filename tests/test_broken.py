"""Every slip gets one message that says where it stands and what to write. The slips are the files tests/broken/RULE/CASE.yml."""

from __future__ import annotations

import ast
import logging

import pytest

from sourcebook import checks
from sourcebook.checks.catalogue import rules

from .broken.cases import FOLDER, Case, cases, messages_in, read_cases, with_messages
from .conftest import ROOT, Project

HEAD = "the briefing has problems\n"
CHECKED = [case for case in cases().values() if not case.is_built]
BUILT = [case for case in cases().values() if case.is_built]


def names(found: list[Case]) -> list[str]:
    return [f"{case.rule}/{case.name}" for case in found]


@pytest.mark.parametrize("case", CHECKED, ids=names(CHECKED))
def test_a_slip_in_the_data_gets_its_message(
    case: Case, project: Project, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not case.texts:
        monkeypatch.delenv("SOURCEBOOK_TEXTS")
    case.apply(project)
    compare(case, project.report(), project, request)


@pytest.mark.parametrize("case", BUILT, ids=names(BUILT))
def test_a_slip_in_a_hand_written_page_stops_the_build_with_its_message(
    case: Case, project: Project, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    case.apply(project)
    with caplog.at_level(logging.WARNING, "mkdocs"):
        fails_to_build(project)
    printed = "".join(f"{message}\n" for message in caplog.messages)
    assert printed.startswith(HEAD)
    compare(case, printed.removeprefix(HEAD), project, request)
    assert not (project.root / "site").exists()
    assert not list(project.root.glob("site.building*"))


def compare(case: Case, printed: str, project: Project, request: pytest.FixtureRequest) -> None:
    """What was printed is what the case expects; with --accept, the case's file expects it from now on."""
    found = messages_in(printed, project.root)
    if request.config.getoption("--accept") and found != case.messages:
        case.file.write_text(with_messages(case.file.read_text("utf-8"), found), "utf-8")
        case = case._replace(messages=found)
    assert found == case.messages


def fails_to_build(project: Project) -> None:
    """A strict build in this process; the whole command is tried in test_build.py."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    config = load_config(str(project.root / "mkdocs.yml"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    with pytest.raises(Abort):
        build(config)


def test_one_slip_gets_one_message() -> None:
    assert [case.name for case in read_cases().values() if not case.is_built and len(case.messages) != 1] == []


def test_a_case_stands_in_the_folder_of_a_rule_that_answers_it() -> None:
    strays = [case for case in read_cases().values() if case.rule not in {said["rule"] for said in case.messages}]
    assert [case.file for case in strays] == []


def test_every_rule_has_a_folder_with_a_case_and_there_are_no_other_folders() -> None:
    assert {case.rule for case in cases().values()} == set(rules())
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} - {"__pycache__"} == set(rules())


def test_a_message_is_never_about_a_rule_that_is_not_listed() -> None:
    answered = {message["rule"] for case in read_cases().values() for message in case.messages}
    assert answered == set(rules())
    assert {*checks.rules(), *rules_outside_checks()} <= set(rules())


# Where a Problem is made, the rule's name is the third argument.
MAKERS = {"Problem", "problem", "refused"}


def rules_outside_checks() -> set[str]:
    """The names of the rules that the rooms for YAML files, models, interface words and MkDocs apply, read from their source."""
    found: set[str] = set()
    for file in (ROOT / "sourcebook").rglob("*.py"):
        for call in (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name in MAKERS and len(call.args) > 2 and isinstance(call.args[2], ast.Constant):
                found.add(str(call.args[2].value))
    return found
