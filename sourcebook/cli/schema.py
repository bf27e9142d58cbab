"""`sourcebook schema`: write what makes an editor know the data."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..editing import editor
from ..editing.write_files import Refused, write_all
from ..model.loading import display_path
from .shared import DATA, files_counted, loaded_from, print_aside, refuse


@click.command("schema", short_help="Make editors know the data.")
@DATA
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit status 1 if a file is out of date.")
def command(data: Path, only_check: bool) -> None:
    """Write what makes an editor complete, explain and underline the data.

    That is a JSON Schema for each kind of file in schema/, the line in each data file that names it, and settings and
    snippets for VS Code. Run it after changing briefing.yml. format, new, source add and rename refresh the list of
    addresses.

    \b
    Examples:
      sourcebook schema
      sourcebook schema --check
    """
    try:
        outdated = editor.outdated(loaded_from(data))
        if not only_check:
            write_all((*outdated.changes, *outdated.lagging))
            for path in outdated.gone:
                path.unlink()
    except (Refused, OSError) as refused:
        refuse(refused, "text")
    for path in outdated.files:
        click.echo(display_path(path))
    if only_check and outdated.lagging:
        print_aside(f"{display_path(outdated.lagging[0].path)} lags behind the data, which does no harm")
    verdict = "out of date" if only_check else "written anew"
    mend = "; to mend it: sourcebook schema" if only_check and outdated.files else ""
    print_aside(f"{files_counted(len(outdated.files))} {verdict}{mend}")
    sys.exit(1 if only_check and outdated.files else 0)
