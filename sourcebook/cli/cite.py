"""`sourcebook cite`: find words in a source text, and print the citation to paste."""

from __future__ import annotations

from pathlib import Path

import click

from ..editing import cite
from ..editing.write_files import Refused
from ..evidence.texts import gather
from .shared import DATA, TEXT_OR_JSON, loaded_from, print_aside, print_json, refuse


@click.command("cite", short_help="Find words in a source text.")
@click.argument("source")
@click.argument("words")
@DATA
@TEXT_OR_JSON
def command(source: str, words: str, data: Path, form: str) -> None:
    """Find WORDS in the text of SOURCE, and print the citation to paste.

    The text must be at hand. Where no passage holds the words, the sentences that are most like them are shown.

    \b
    Example:
      sourcebook cite harbour-log "looked after the lamp"
    """
    try:
        loaded = loaded_from(data)
        source_id, matches = cite.cite(loaded.briefing, gather(loaded), source, words)
    except Refused as refused:
        refuse(refused, form)
    if form == "json":
        print_json([{"source": source_id, "at": str(m.at), "words": m.words, "alike": m.likeness} for m in matches])
        return
    for match in matches:
        click.echo(f'- {{source: {source_id}, at: "{match.at}"}}')
        likeness = f"  ({match.likeness} % alike)" if match.likeness < cite.SAME else ""
        print_aside(f"    {match.words}{likeness}")
