"""The command line: every command explains itself, and a command waits for nothing that it does not need."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sourcebook import cli
from sourcebook.__main__ import main

from .conftest import MINI, ROOT

HELPERS = {"__init__", "shared", "written"}


def test_every_module_of_a_command_is_listed_and_the_list_is_in_order() -> None:
    modules = {path.stem for path in (ROOT / "sourcebook" / "cli").glob("*.py")} - HELPERS
    assert list(cli.COMMANDS) == sorted(modules)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_a_command_explains_itself_with_an_example(name: str) -> None:
    shown = CliRunner().invoke(main, [name, "--help"])
    assert shown.exit_code == 0
    assert f"  sourcebook {name}" in shown.output
    command = main.get_command(click.Context(main), name)
    assert command is not None and command.name == name
    for option in command.params:
        assert isinstance(option, click.Argument) or option.help, option.name


def test_the_help_names_every_command_whole_and_says_what_the_exit_status_means() -> None:
    shown = CliRunner().invoke(main, ["--help"]).output
    assert all(f"\n  {name} " in shown for name in cli.COMMANDS)
    assert "..." not in shown.partition("Commands:")[2]
    assert "Exit status: 0" in shown


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["check", "--data", str(MINI / "data")], 0),
        (["check", "--data", "nowhere"], 1),
        (["show", "groups/boys", "--data", str(MINI / "data")], 1),
        (["show"], 2),
        (["check", "--format", "xml"], 2),
        (["nosuch"], 2),
    ],
)
def test_the_exit_status_is_what_the_help_says(arguments: list[str], status: int, without_texts: None) -> None:
    assert CliRunner().invoke(main, arguments).exit_code == status


def test_the_version_is_that_of_the_package() -> None:
    shown = CliRunner().invoke(main, ["--version"])
    assert (shown.exit_code, shown.output) == (0, f"sourcebook {version('sourcebook')}\n")


def test_checking_waits_for_no_template_and_no_other_command(tmp_path: Path) -> None:
    program = "import sys; from sourcebook.__main__ import main; main(['check', '--help'], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "sourcebook.checks" in loaded
    assert not loaded & {
        "jinja2",
        "mkdocs",
        "PIL",
        "sourcebook.views",
        "sourcebook.editing.diff",
        "sourcebook.cli.diff",
    }
