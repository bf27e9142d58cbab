"""`sourcebook source add`: write a starting record for a source text."""

from __future__ import annotations

from pathlib import Path

import click

from ..editing import new
from ..editing.write_files import FileChange, Refused
from ..values import passages
from .shared import DATA, TEXT_OR_JSON, loaded_from
from .written import write_new_record


@click.group("source")
def command() -> None:
    """Source texts and their records.

    \b
    Example:
      sourcebook source add texts/harbour-log.txt
    """


@command.command("add")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "record_id", help="The id of the record; the file's name, where none is given.")
@DATA
@TEXT_OR_JSON
def add(file: Path, record_id: str | None, data: Path, form: str) -> None:
    """Write a starting record for the source text FILE: its hash, its passages, its language by its script.

    The text itself is not copied. Keep it where SOURCEBOOK_TEXTS points, or in texts/, which git ignores.

    \b
    Example:
      sourcebook source add texts/harbour-log.txt
    """
    write_new_record(lambda: _record_of(file, data, record_id or file.stem), data, form)


def _record_of(file: Path, data: Path, record_id: str) -> FileChange:
    """The new record of a text. Refused if the text is not UTF-8 or empty, or the record cannot be made."""
    try:
        text = passages.cut(file.read_bytes())
    except UnicodeDecodeError as error:
        raise Refused(f"{file} is not UTF-8: {error.reason} at byte {error.start}") from None
    if not text.paragraphs:
        raise Refused(f"{file} is empty")
    return new.new_source(loaded_from(data), file.name, text, record_id)
