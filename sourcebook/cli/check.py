"""`sourcebook check`: check the data."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .. import checks, problems
from ..checks import catalogue
from ..evidence.texts import Evidence
from ..model.loading import Broken, Loaded
from .shared import DATA, PROGRAM, print_aside, takes_links

# How many missing source texts the last line names.
MOST_NAMED = 5


@click.command("check", short_help="Check the data.")
@DATA
@click.option(
    "--format", "form", type=click.Choice(problems.FORMATS), default="text", help="For people, GitHub, programs."
)
@click.option("--require-texts", is_flag=True, help="It is an error that a source text is not at hand.")
def command(data: Path, form: str, require_texts: bool) -> None:
    """Check the data without building the site. Exit status 1 if there is an error.

    Source texts that may not be published are looked for in texts/ and in the folders named by SOURCEBOOK_TEXTS; with a
    text at hand, every claim that cites it is compared with it.

    \b
    Examples:
      sourcebook check
      sourcebook check --require-texts
      sourcebook check --data lighthouse/data --format json
    """
    loaded, evidence, found = checks.examine(data)
    link = catalogue.link if form != "text" or takes_links(sys.stdout) else None
    problems.print_problems(found, form, click.echo, link)
    if form != "json":
        print_aside(_verdict(loaded, evidence, found))
    if found and form == "text":
        print_aside(f"what a rule asks, with an example: {PROGRAM} explain {min(found).rule}")
    is_text_missing = isinstance(loaded, Loaded) and bool(evidence.missing(loaded.briefing))
    sys.exit(1 if problems.errors(found) or (require_texts and is_text_missing) else 0)


def _verdict(loaded: Loaded | Broken, evidence: Evidence, found: list[problems.Problem]) -> str:
    """What was checked, against which texts, and how many errors and warnings there are."""
    errors = len(problems.errors(found))
    counts = f"{_counted(errors, 'error')}, {_counted(len(found) - errors, 'warning')}"
    if isinstance(loaded, Broken):
        return counts
    missing = [source.file for source in evidence.missing(loaded.briefing)]
    claims, texts = len(loaded.briefing.claims), len(loaded.briefing.sources)
    verdict = f"{claims} claims checked; {texts - len(missing)} of {texts} source texts at hand; {counts}"
    if missing:
        named = ", ".join(missing[:MOST_NAMED])
        verdict += f"\nnot at hand, so only their recorded shape was checked: {named}"
    if len(missing) > MOST_NAMED:
        verdict += f" and {len(missing) - MOST_NAMED} more"
    return verdict


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
