"""`sourcebook show`: show what stands at an address."""

from __future__ import annotations

from pathlib import Path

import click

from ..editing import show
from ..editing.write_files import Refused
from ..evidence.texts import gather
from .shared import DATA, TEXT_OR_JSON, loaded_from, print_json, refuse


@click.command("show", short_help="Show what stands at an address.")
@click.argument("address")
@DATA
@TEXT_OR_JSON
def command(address: str, data: Path, form: str) -> None:
    """Show what stands at ADDRESS: a claim with its passages from the texts at hand, or a whole record.

    \b
    Examples:
      sourcebook show towers/sorrel-point/kept-by-ines
      sourcebook show questions/who-trimmed-the-lamp --format json
    """
    try:
        loaded = loaded_from(data)
        record = show.show(loaded.briefing, gather(loaded), address)
    except Refused as refused:
        refuse(refused, form)
    if form == "json":
        print_json(record)
    else:
        click.echo("\n".join(show.lines(record)))
