"""The command line: `sourcebook COMMAND`."""

from __future__ import annotations

import click

from .cli import read as looking
from .cli import write as changing
from .cli.shared import PROGRAM


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Facts in YAML, a footnote under every claim: check them, find passages, write, rename, compare.

    \b
    In the project's environment the same is called sourcebook, and completes in the shell (bash; likewise zsh, fish):
      . .venv/bin/activate
      eval "$(_SOURCEBOOK_COMPLETE=bash_source sourcebook)"
    """


for command in (*looking.COMMANDS, *changing.COMMANDS):
    main.add_command(command)


def run() -> None:
    """The entry point of the command."""
    main(prog_name=PROGRAM)


if __name__ == "__main__":
    run()
