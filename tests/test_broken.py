"""Every slip gets one message that says where it stands and what to write. The slips stand in tests/broken/cases.py."""

from __future__ import annotations

import ast
import logging
import re
from pathlib import Path

import pytest

from sourcebook import checks

from .broken.cases import DATA, PROSE
from .conftest import ROOT, Project

EXPECTED = Path(__file__).parent / "broken"


@pytest.mark.parametrize("name", DATA)
def test_a_slip_in_the_data_gets_its_message(name: str, project: Project, accepted) -> None:
    for step in DATA[name]:
        step(project)
    accepted(EXPECTED / f"{name}.txt", project.report())


@pytest.mark.parametrize("name", PROSE)
def test_a_slip_in_a_hand_written_page_stops_the_build_with_its_message(
    name: str, project: Project, accepted, caplog: pytest.LogCaptureFixture
) -> None:
    for step in PROSE[name]:
        step(project)
    with caplog.at_level(logging.WARNING, "mkdocs"):
        _fails_to_build(project)
    accepted(EXPECTED / f"{name}.txt", "".join(f"{message}\n" for message in caplog.messages))
    assert not (project.root / "site").exists()
    assert not list(project.root.glob("site.building*"))


def _fails_to_build(project: Project) -> None:
    """A strict build in this process; the whole command is tried in test_build.py."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    config = load_config(str(project.root / "mkdocs.yml"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    with pytest.raises(Abort):
        build(config)


def test_every_expected_message_belongs_to_a_case() -> None:
    assert {file.stem for file in EXPECTED.glob("*.txt")} == {*DATA, *PROSE}


@pytest.mark.parametrize("name", DATA)
def test_one_slip_gets_one_message(name: str) -> None:
    messages = re.findall(r"^\S.*:\d+:\d+: ", (EXPECTED / f"{name}.txt").read_text("utf-8"), re.MULTILINE)
    assert len(messages) == 1


def test_every_rule_has_a_case() -> None:
    shown = "".join(file.read_text("utf-8") for file in EXPECTED.glob("*.txt"))
    covered = set(re.findall(r" \[([a-z_0-9]+)\]$", shown, re.MULTILINE))
    assert {*checks.rules(), *rules_outside_checks()} - covered == set()


# Where a Problem is made, the rule's name is the third argument.
MAKERS = {"Problem", "problem", "refused"}


def rules_outside_checks() -> set[str]:
    """The names of the rules that reading, loading, the words and the adapter apply, read from their source."""
    found: set[str] = set()
    for file in (ROOT / "sourcebook").rglob("*.py"):
        for call in (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name in MAKERS and len(call.args) > 2 and isinstance(call.args[2], ast.Constant):
                found.add(call.args[2].value)
    return found
