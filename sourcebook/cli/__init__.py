"""The command `sourcebook`. A command reads its arguments, calls one function of a room above, and prints the answer.

Each command has a module of its name here, and the module calls it `command`. A module is imported when its command is
called, so that `sourcebook check` does not wait for the templates that only `sourcebook export` needs.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

import click

from .shared import PROGRAM

COMMANDS = (
    "check",
    "cite",
    "diff",
    "explain",
    "export",
    "format",
    "init",
    "new",
    "passages",
    "rename",
    "schema",
    "show",
    "source",
    "stats",
)


class CommandGroup(click.Group):
    """The group of all commands; it imports the module of a command when somebody asks for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order in which the help prints them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"{__name__}.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command


def _print_version(context: click.Context, parameter: click.Parameter, is_asked: bool) -> None:
    if not is_asked or context.resilient_parsing:
        return
    try:
        click.echo(f"{PROGRAM} {version('sourcebook')}")
    except PackageNotFoundError:
        raise click.ClickException("the package is not installed, so it has no version") from None
    context.exit()


@click.group(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0, all is well; 1, there are errors, or nothing was done and the reason is printed; "
    "2, the command was typed wrongly.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and exit.",
)
def main() -> None:
    """Facts in YAML, a footnote under every claim: check them, find passages, write, rename, compare.

    \b
    Examples:
      sourcebook init lighthouse       start a briefing
      sourcebook check                 check the data
      sourcebook check --help          what a command does, with examples

    \b
    The shell completes commands and options once it has read this line:
      bash   eval "$(_SOURCEBOOK_COMPLETE=bash_source sourcebook)"
      zsh    eval "$(_SOURCEBOOK_COMPLETE=zsh_source sourcebook)"
      fish   _SOURCEBOOK_COMPLETE=fish_source sourcebook | source
    """
