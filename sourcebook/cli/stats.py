"""`sourcebook stats`: count what the briefing holds."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from .. import problems
from ..editing import stats
from ..model import loading
from .shared import DATA, TEXT_OR_JSON, print_aside


@click.command("stats", short_help="Count what the briefing holds.")
@DATA
@TEXT_OR_JSON
def command(data: Path, form: str) -> None:
    """Count what the briefing holds: entities, claims, citations, passages, questions.

    \b
    Examples:
      sourcebook stats
      sourcebook stats --format json
    """
    loaded = loading.load(data)
    if isinstance(loaded, loading.Broken):
        problems.print_problems(loaded.problems, "text", print_aside)
        sys.exit(1)
    counts = stats.count(loaded.briefing)
    click.echo(json.dumps(counts, indent=2) if form == "json" else "\n".join(stats.lines(counts)))
