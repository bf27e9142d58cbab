"""`sourcebook passages`: print a source text with the number of each passage."""

from __future__ import annotations

from pathlib import Path

import click

from ..values import passages


@click.command("passages", short_help="Number the passages of a text.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(file: Path) -> None:
    """Print FILE, a source text, with the number of each passage, its hash, and the line for its record.

    \b
    Example:
      sourcebook passages texts/harbour-log.txt
    """
    try:
        text = passages.cut(file.read_bytes())
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file} is not UTF-8: {error.reason} at byte {error.start}") from None
    click.echo(f'sha256: {text.sha256}\npassages: "{" ".join(map(str, text.shape))}"\n')
    for paragraph_number, paragraph in enumerate(text.paragraphs, 1):
        for sentence_number, sentence in enumerate(paragraph, 1):
            click.echo(f"{paragraph_number}.{sentence_number}\t{sentence}")
