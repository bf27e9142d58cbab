"""`sourcebook new`: write a starting file for a record."""

from __future__ import annotations

from pathlib import Path

import click

from ..editing import new
from .shared import DATA, TEXT_OR_JSON, loaded_from
from .written import write_new_record


@click.command("new", short_help="Write a starting file for a record.")
@click.argument("kind")
@click.argument("record_id", metavar="ID")
@click.option("--answer", type=click.Choice(new.ANSWERS), default="not-stated", help="Of a question.")
@DATA
@TEXT_OR_JSON
def command(kind: str, record_id: str, answer: str, data: Path, form: str) -> None:
    """Write a starting file for a record of KIND (a folder of the data, or questions) with this ID.

    What is still to be written begins with TODO; `check` names each place until it is done.

    \b
    Examples:
      sourcebook new towers sorrel-point
      sourcebook new questions who-trimmed-the-lamp --answer disputed
    """
    write_new_record(lambda: new.new_record(loaded_from(data), kind, record_id, answer), data, form)
