"""`sourcebook init`: start a briefing."""

from __future__ import annotations

from pathlib import Path

import click

from ..editing import init
from ..editing.write_files import Refused, write_all
from .shared import print_aside, refuse


@click.command("init", short_help="Start a briefing.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Start a briefing of your own in DIR: a small example, which you replace.

    \b
    Example:
      sourcebook init lighthouse
      sourcebook check --data lighthouse/data
      python -m mkdocs serve -f lighthouse/mkdocs.yml
    """
    try:
        changes = init.init(folder)
        write_all(changes)
    except (Refused, OSError) as refused:
        refuse(refused, "text")
    click.echo(f"{len(changes)} files written to {folder}")
    print_aside(f"look at it: python -m mkdocs serve -f {folder / 'mkdocs.yml'}")
