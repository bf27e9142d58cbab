"""`sourcebook export`: write the pages as plain files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .. import checks, problems
from ..model.loading import Broken
from ..outputs import files
from .shared import DATA, print_aside


@click.command("export", short_help="Write the pages as plain files.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@DATA
def command(folder: Path, data: Path) -> None:
    """Write every page that is made from data into FOLDER, as a Markdown file with finished HTML, for another engine.

    \b
    Example:
      sourcebook export pages
    """
    loaded, evidence, found = checks.examine(data)
    if isinstance(loaded, Broken) or problems.errors(found):
        problems.print_problems(found, "text", print_aside)
        sys.exit(1)
    click.echo(f"{files.export(loaded, evidence, folder)} pages written to {folder}")
