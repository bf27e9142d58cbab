"""The command line: `python -m macros COMMAND`."""

from __future__ import annotations

import click

from .commands import changing, looking
from .commands.shared import PROGRAM


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


if __name__ == "__main__":
    main(prog_name=PROGRAM)
